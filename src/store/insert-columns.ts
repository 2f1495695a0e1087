/** Inserts many rows of chosen columns: the columns left out cost nothing. */

import type { Store } from './store.ts'
import type { SqlValue, Table } from './table.ts'

/** `pushRow(row, values)` appends the values of row 0 … `rows` − 1 in the order of `columns`; the other columns become null. */
export function insertColumns<Row extends { readonly [K in keyof Row]: SqlValue }>(
  store: Store,
  table: Table<Row>,
  columns: readonly (keyof Row & string)[],
  rows: number,
  pushRow: (row: number, values: SqlValue[]) => void,
): void {
  const bulk = table.bulkInserter(store, columns)
  const values: SqlValue[] = []
  for (let row = 0; row < rows; row++) {
    values.length = 0
    pushRow(row, values)
    bulk.insert(values)
  }
  bulk.end()
}
