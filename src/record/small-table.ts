/** A few records as a table of their own. */

import type { CleanedTable } from './cleaned.ts'
import { ColumnEncoder, type EncodedColumn } from './encoded.ts'
import { CLEAN_FIELDS, type CleanField } from './fields.ts'

type Fields = Partial<Readonly<Record<CleanField, string | null>>>

export function tableOf(records: readonly Fields[]): CleanedTable {
  return {
    rows: records.length,
    columns: Object.fromEntries(CLEAN_FIELDS.map((field) => [field, columnOf(records, field)])),
  }
}

export function columnOf(records: readonly Fields[], field: CleanField): EncodedColumn {
  const encoder = new ColumnEncoder(records.length)
  for (const record of records) encoder.push(record[field] ?? null)
  return encoder.finish()
}
