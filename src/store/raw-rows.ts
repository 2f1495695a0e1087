/** Raw cells of chosen source records. */

import { unpackCells } from '../record/cells.ts'
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
