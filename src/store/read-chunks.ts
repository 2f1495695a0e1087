/** Reads a large table some thousand rows at a time, which is faster than one by one and still holds little. */

import type { Store } from './store.ts'
import type { SqlValue } from './table.ts'

const ROWS = 8192

/** The key and the chosen columns of all rows as arrays, by key. `key`: the table's integer primary key. */
export function* readChunks(
  store: Store,
  table: string,
  key: string,
  columns: readonly string[],
): IterableIterator<SqlValue[][]> {
  const chosen = [key, ...columns].map((c) => `"${c}"`).join(', ')
  const next = store.db
    .prepare(`SELECT ${chosen} FROM "${table}" WHERE "${key}" > ? ORDER BY "${key}" LIMIT ${ROWS}`)
    .raw()
  for (let last = -1; ; ) {
    const rows = next.all(last) as SqlValue[][]
    if (rows.length > 0) yield rows
    if (rows.length < ROWS) return
    last = rows.at(-1)![0] as number
  }
}
