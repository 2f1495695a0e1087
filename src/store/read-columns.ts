/** Reads a table column by column: SQLite packs each into JSON, which parses far faster than cells arrive one by one. */

import type { Store } from './store.ts'
import type { SqlValue, Table } from './table.ts'

/** Rows packed at a time; bounds the size of a JSON text. */
const ROWS_AT_A_TIME = 50_000

/** Values of `columns[column]` for consecutive rows, the first of which is the `from`-th of the table. */
export type OnColumn = (column: number, values: readonly SqlValue[], from: number) => void

/**
 * All rows in ascending order of `key`, an INTEGER PRIMARY KEY. Columns hold text, integers or null: blobs cannot be
 * packed, and reals lose nothing but their type where they are whole.
 */
export function readColumns<Row extends object>(
  store: Store,
  table: Table<Row>,
  key: keyof Row & string,
  columns: readonly (keyof Row & string)[],
  onColumn: OnColumn,
): void {
  const packed = columns.map((name) => `json_group_array("${name}")`).join(', ')
  const chosen = [...new Set([key, ...columns])].map((name) => `"${name}"`).join(', ')
  const statement = store.db
    .prepare(
      `SELECT max("${key}"), ${packed} FROM (SELECT ${chosen} FROM "${table.name}" WHERE "${key}" > ? ORDER BY "${key}" LIMIT ${ROWS_AT_A_TIME})`,
    )
    .raw()
  let from = 0
  for (let after: SqlValue = Number.MIN_SAFE_INTEGER; ; ) {
    const row = statement.get(after) as SqlValue[]
    const last: SqlValue = row[0]!
    if (last === null) return
    let rows = 0
    for (let c = 0; c < columns.length; c++) {
      const values = JSON.parse(row[c + 1] as string) as SqlValue[]
      rows = values.length
      onColumn(c, values, from)
    }
    from += rows
    after = last
  }
}
