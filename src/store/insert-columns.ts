/** Inserts many rows of chosen columns, some at a time: the columns left out cost nothing. */

import type { Store } from './store.ts'
import type { SqlValue } from './table.ts'

const ROWS_AT_ONCE = 8

/** `pushRow(row, values)` appends the values of row 0 … `rows` − 1 in the order of `columns`; the other columns become null. */
export function insertColumns(
  store: Store,
  table: { readonly name: string },
  columns: readonly string[],
  rows: number,
  pushRow: (row: number, values: SqlValue[]) => void,
): void {
  const insert = (n: number) => {
    const marks = `(${columns.map(() => '?').join(',')})`
    const names = columns.map((c) => `"${c}"`).join(', ')
    return store.db.prepare(`INSERT INTO "${table.name}" (${names}) VALUES ${new Array(n).fill(marks).join(',')}`)
  }
  const several = insert(ROWS_AT_ONCE)
  const one = insert(1)
  const values: SqlValue[] = []
  let row = 0
  for (; row + ROWS_AT_ONCE <= rows; row += ROWS_AT_ONCE) {
    values.length = 0
    for (let i = 0; i < ROWS_AT_ONCE; i++) pushRow(row + i, values)
    several.run(values)
  }
  for (; row < rows; row++) {
    values.length = 0
    pushRow(row, values)
    one.run(values)
  }
}
