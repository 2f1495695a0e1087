/** Reads a large table some thousand rows at a time, which is faster than one by one and still holds little. */

import type { Store } from './store.ts'
import type { SqlValue } from './table.ts'

/** Few enough for the rows of a chunk to die young. */
const KEYS = 1024

/**
 * Chosen columns of all rows as arrays, by `orderBy`, in chunks (none of them empty). `key`: an integer column, indexed
 * and nearly dense from 0 or 1, that the order begins with; `range`: its values from the first to the second, not included.
 */
export function* readChunks(
  store: Store,
  table: string,
  key: string,
  columns: readonly string[],
  orderBy: readonly string[] = [key],
  range: { readonly from: number; readonly to: number } | null = null,
): IterableIterator<SqlValue[][]> {
  const list = (names: readonly string[]) => names.map((c) => `"${c}"`).join(', ')
  const last: unknown = range ? range.to - 1 : store.db.prepare(`SELECT max("${key}") FROM "${table}"`).pluck().get()
  const read = store.db
    .prepare(`SELECT ${list(columns)} FROM "${table}" WHERE "${key}" >= ? AND "${key}" < ? ORDER BY ${list(orderBy)}`)
    .raw()
  for (let from = range?.from ?? 0; typeof last === 'number' && from <= last; from += KEYS) {
    const rows = read.all(from, Math.min(from + KEYS, last + 1)) as SqlValue[][]
    if (rows.length > 0) yield rows
  }
}
