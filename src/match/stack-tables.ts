/** Several cleaned tables on top of one another: one column a field, each distinct value once. */

import type { CleanedTable } from '../record/cleaned.ts'
import type { EncodedColumn } from '../record/encoded.ts'
import { CLEAN_FIELDS, type CleanField } from '../record/fields.ts'

export function stackTables(tables: readonly CleanedTable[]): CleanedTable {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const columns: Partial<Record<CleanField, EncodedColumn>> = {}
  for (const field of CLEAN_FIELDS) {
    const parts = tables.map((table) => ({ rows: table.rows, column: table.columns[field] ?? null }))
    if (parts.some((part) => part.column !== null)) columns[field] = stackColumns(parts)
  }
  return { rows, columns }
}

/** A part without the column holds nothing in its rows. */
export function stackColumns(
  parts: readonly { readonly rows: number; readonly column: EncodedColumn | null }[],
): EncodedColumn {
  const [only] = parts
  if (parts.length === 1 && only?.column) return only.column
  const values: (string | null)[] = [null]
  const known = new Map<string, number>()
  const ids = new Uint32Array(parts.reduce((sum, part) => sum + part.rows, 0))
  let at = 0
  for (const { rows, column } of parts) {
    if (column !== null) {
      const idOf = column.values.map((value) => {
        if (value === null) return 0
        let id = known.get(value)
        if (id === undefined) {
          id = values.length
          values.push(value)
          known.set(value, id)
        }
        return id
      })
      for (let row = 0; row < rows; row++) ids[at + row] = idOf[column.ids[row]!]!
    }
    at += rows
  }
  return { values, ids }
}
