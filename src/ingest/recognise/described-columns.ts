/** Columns that are no field of ours but tell people apart, such as a birth place, by their headers. */

import type { HeaderReader } from './header-reader.ts'

/** Index of the column → what it describes. */
export function describedColumns(
  columns: readonly { readonly index: number; readonly column: string }[],
  reader: HeaderReader,
): Map<number, string> {
  const described = new Map<number, string>()
  for (const { index, column } of columns) {
    const what = reader.describes(column)
    if (what !== null) described.set(index, what)
  }
  return described
}
