import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/store.ts'
import { changes } from '../../src/store/tables.ts'
import { tempDir } from '../temp-dir.ts'

const store = openStore(tempDir())

describe('Table', () => {
  it('stores the same rows in bulk as one by one, whatever their number', () => {
    const row = fc.record({
      rec: fc.nat(1000),
      field: fc.string({ maxLength: 5 }),
      before: fc.string({ unit: 'grapheme', maxLength: 8 }),
      after: fc.string({ maxLength: 5 }),
      rule: fc.constantFrom('a', 'b'),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      decision: fc.constant('review'),
      evidence: fc.string({ maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 50 }), (rows) => {
        changes.clear(store)
        const bulk = changes.bulkInserter(store)
        for (const r of rows) bulk.insert(changes.columns.map((c) => r[c]))
        bulk.end()
        const stored = [...changes.all(store)]
        changes.clear(store)
        changes.insertAll(store, rows)
        expect(stored).toEqual([...changes.all(store)])
        expect(stored).toEqual(rows)
      }),
      { numRuns: 60 },
    )
  })

  it('finds rows by their values, null by null', () => {
    changes.clear(store)
    const row = {
      rec: 1,
      field: 'email',
      before: 'a',
      after: 'b',
      rule: 'r',
      confidence: 1,
      decision: 'repaired',
      evidence: '',
    }
    changes.insertAll(store, [row, { ...row, rec: 2 }])
    expect(changes.where(store, { rec: 2 })).toEqual([{ ...row, rec: 2 }])
    expect(changes.count(store)).toBe(2)
  })
})
