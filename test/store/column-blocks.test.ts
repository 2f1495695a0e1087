import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { columnBlocks } from '../../src/store/column-blocks.ts'
import { openStore } from '../../src/store/store.ts'
import { Table } from '../../src/store/table.ts'
import { tempDir } from '../temp-dir.ts'

interface Thing {
  readonly id: number
  readonly text: string | null
  readonly share: number | null
}
const things = new Table<Thing>('thing', { id: 'INTEGER PRIMARY KEY', text: 'TEXT', share: 'REAL' })
const pairs = new Table<Thing>(
  'thing_pair',
  { id: 'INTEGER', text: 'TEXT', share: 'REAL' },
  { primaryKey: ['id', 'text'] },
)

const store = openStore(tempDir())
for (const table of [things, pairs]) for (const sql of table.ddl()) store.db.exec(sql)
afterAll(() => store.close())

function readAll(table: Table<Thing>, by?: 'id'): unknown[][] {
  const rows: unknown[][] = []
  for (const [ids, texts, shares] of columnBlocks(store, table, ['id', 'text', 'share'], by))
    ids!.forEach((id, i) => {
      rows.push([id, texts![i], shares![i]])
    })
  return rows
}

describe('columnBlocks', () => {
  it('reads what row by row reading reads, whatever stands in the cells', () => {
    const text = fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('[1,"a"]'), fc.constant('\u0000"\\')))
    const row = fc.record({
      id: fc.integer({ min: -3000, max: 3000 }),
      text,
      share: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    })
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: (r) => r.id, maxLength: 50 }), (rows) => {
        things.clear(store)
        things.insertAll(store, rows)
        expect(readAll(things)).toEqual([...things.raw(store, ['id', 'text', 'share'], ['id'])])
      }),
      { numRuns: 100 },
    )
  })

  it('passes over gaps and goes beyond one block', () => {
    things.clear(store)
    expect(readAll(things)).toEqual([])
    const rows = Array.from({ length: 3000 }, (_, i) => ({
      id: i < 1500 ? i : 100_000 + i,
      text: `t${i}`,
      share: i / 7,
    }))
    things.insertAll(store, rows)
    expect(readAll(things)).toEqual(rows.map((r) => [r.id, r.text, r.share]))
  })

  it('reads a table with a composite key in the order of the key', () => {
    const rows = Array.from({ length: 5000 }, (_, i) => ({ id: (i * 7) % 2500, text: i < 2500 ? 'b' : 'a', share: i }))
    pairs.insertAll(store, rows)
    expect(readAll(pairs, 'id')).toEqual([...pairs.raw(store, ['id', 'text', 'share'], ['id', 'text'])])
  })

  it('reads long cells in smaller blocks', () => {
    things.clear(store)
    const long = '\u0001'.repeat(2_000_000) // six times as long once packed
    things.insertAll(
      store,
      Array.from({ length: 20 }, (_, id) => ({ id, text: long, share: null })),
    )
    let rows = 0
    for (const [ids, texts] of columnBlocks(store, things, ['id', 'text'])) {
      rows += ids!.length
      expect(ids!.length).toBeLessThan(20)
      expect(texts!.every((text) => text === long)).toBe(true)
    }
    expect(rows).toBe(20)
  })
})
