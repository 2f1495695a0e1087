/** Raw cells of chosen source records. */

import { unpackCells } from '../record/cells.ts'
import { recordRanges } from './record-ranges.ts'
import type { Store } from './store.ts'

/** Calls `take` with the cells of every record of these sources, in the order of rec. */
export function eachRawRow(
  store: Store,
  sourceNos: readonly number[],
  take: (rec: number, sourceNo: number, cells: readonly string[]) => void,
): void {
  if (sourceNos.length === 0) return
  const rows = store.db
    .prepare(
      'SELECT rec, source_no, cells FROM source_record WHERE source_no IN (SELECT value FROM json_each(?)) ORDER BY rec',
    )
    .raw()
  for (const row of rows.iterate(JSON.stringify(sourceNos))) {
    const [rec, sourceNo, cells] = row as [number, number, string]
    take(rec, sourceNo, unpackCells(cells))
  }
}

export function recordCount(store: Store, sourceNo: number): number {
  const [range] = recordRanges(store, [sourceNo])
  return range === undefined ? 0 : range.to - range.from
}

/** Cells and own key of each record of a source. */
export function* recordCells(store: Store, sourceNo: number): IterableIterator<[readonly string[], string | null]> {
  const [range] = recordRanges(store, [sourceNo])
  if (range === undefined) return
  const rows = store.db
    .prepare('SELECT cells, own_key FROM source_record WHERE rec >= ? AND rec < ? ORDER BY rec')
    .raw()
  for (const [cells, key] of rows.iterate(range.from, range.to) as IterableIterator<[string, string | null]>)
    yield [unpackCells(cells), key]
}
