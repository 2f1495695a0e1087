import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { columnBlocks } from '../../src/store/column-blocks.ts'
import { groupRows } from '../../src/store/group-rows.ts'
import { PackedTable } from '../../src/store/packed-table.ts'
import { openStore } from '../../src/store/store.ts'
import { tempDir } from '../temp-dir.ts'

interface Thing {
  readonly source_no: number
  readonly text: string | null
  readonly share: number | null
  readonly cells: string
}
const things = new PackedTable<Thing>('packed_thing', { source_no: true, text: true, share: true, cells: true })
const store = openStore(tempDir())
for (const sql of things.ddl()) store.db.exec(sql)
afterAll(() => store.close())

const awkward = fc.constantFrom('', '[1]', '"', '\u001e', '\u001f', '\u0000', 'null', '7', 'ü😀')
const row = fc.record({
  source_no: fc.nat(2),
  text: fc.option(fc.oneof(awkward, fc.string({ unit: 'grapheme', maxLength: 4 }))),
  share: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n))),
  cells: fc.oneof(awkward, fc.string({ maxLength: 4 })),
})

function fill(rows: readonly Thing[]): void {
  things.clear(store)
  things.insertAll(store, rows)
}

describe('PackedTable', () => {
  it('gives back the rows it was given, in their order, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        fill(rows)
        expect([...things.all(store)]).toEqual(rows)
        expect(things.count(store)).toBe(rows.length)
      }),
      { numRuns: 200 },
    )
  })

  it('gives chosen columns, over many blocks', () => {
    const rows = Array.from({ length: 3000 }, (_, i) => ({
      source_no: 1,
      text: `t${i}`,
      share: null,
      cells: `${i}\u001fx`,
    }))
    fill(rows)
    const blocks = [...columnBlocks(store, things, ['cells', 'text'])]
    expect(blocks.length).toBeGreaterThan(2)
    expect(blocks.flatMap(([cells, texts]) => cells!.map((c, i) => [c, texts![i]]))).toEqual(
      rows.map((r) => [r.cells, r.text]),
    )
  })

  it('finds rows by their values, null by null, and those with one of many', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), row, (rows, { source_no, text }) => {
        fill(rows)
        expect(things.where(store, { source_no, text })).toEqual(
          rows.filter((r) => r.source_no === source_no && r.text === text),
        )
        const wanted = new Set([0, 2])
        expect(things.whereIn(store, 'source_no', wanted)).toEqual(rows.filter((r) => wanted.has(r.source_no)))
      }),
      { numRuns: 60 },
    )
  })

  it('takes back the rows of one source', () => {
    things.clear(store)
    const ofSource = (source_no: number) =>
      Array.from({ length: 1500 }, (_, i) => ({ source_no, text: null, share: i, cells: '' }))
    for (const source of [1, 10, 11]) things.insertAll(store, ofSource(source))
    things.deleteSource(store, 1)
    expect(things.count(store)).toBe(3000)
    expect(things.where(store, { source_no: 1 })).toEqual([])
  })
})

describe('groupRows', () => {
  it('counts and sums as SQLite does', () => {
    store.db.exec('CREATE TEMP TABLE plain (source_no INTEGER, text TEXT, amount INTEGER)')
    const withAmount = row.map((r) => ({ ...r, share: r.share === null ? null : r.cells.length }))
    fc.assert(
      fc.property(fc.array(withAmount, { maxLength: 40 }), (rows) => {
        fill(rows)
        store.db.exec('DELETE FROM plain')
        const insert = store.db.prepare('INSERT INTO plain VALUES (?, ?, ?)')
        for (const r of rows) insert.run(r.source_no, r.text, r.share)
        const expected = store.db
          .prepare('SELECT text, source_no, count(*), sum(amount) FROM plain GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2')
          .raw()
          .all()
        const found = groupRows(store, things, ['text', 'source_no'], ['share'])
        expect(found.map((g) => [...g.keys, g.n, ...g.sums])).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })
})
