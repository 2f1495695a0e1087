/** Several cleaned tables on top of one another: one column a field, each distinct value once. */

import type { CleanedTable } from '../record/cleaned.ts'
import { CLEAN_FIELDS, type CleanField } from '../record/fields.ts'
import type { PackedTexts } from '../record/packed-texts.ts'
import type { TextColumn } from '../record/text-list.ts'
import { TextPacker } from '../record/text-packer.ts'

type Column = TextColumn<PackedTexts>

export function stackTables(tables: readonly CleanedTable<PackedTexts>[]): CleanedTable<PackedTexts> {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const columns: Partial<Record<CleanField, Column>> = {}
  for (const field of CLEAN_FIELDS) {
    const parts = tables.map((table) => ({ rows: table.rows, column: table.columns[field] ?? null }))
    if (parts.some((part) => part.column !== null)) columns[field] = stackColumns(parts)
  }
  return { rows, columns }
}

/** A part without the column holds nothing in its rows. */
export function stackColumns(parts: readonly { readonly rows: number; readonly column: Column | null }[]): Column {
  const [only] = parts
  if (parts.length === 1 && only?.column) return only.column
  const texts = new TextPacker()
  const ids = new Uint32Array(parts.reduce((sum, part) => sum + part.rows, 0))
  let at = 0
  for (const { rows, column } of parts) {
    if (column !== null) {
      const { bytes, offsets, length } = column.values
      const idOf = new Uint32Array(length)
      for (let i = 0; i < length; i++) idOf[i] = texts.idOfBytes(bytes, offsets[i]!, offsets[i + 1]!)
      for (let row = 0; row < rows; row++) ids[at + row] = idOf[column.ids[row]!]!
    }
    at += rows
  }
  return { values: texts.finish(), ids }
}
