/** Repair: cleaned records and the trail of every change. */

import { CLEAN_FIELDS, type CleanField } from '../record/fields.ts'
import { PackedTable } from './packed-table.ts'
import { Table } from './table.ts'

export type CleanedRow = { readonly rec: number } & { readonly [F in CleanField]: string | null } & Derived

/** What follows from the fields alone (repair/derived-columns.ts). */
interface Derived {
  /** What kinds of line the numbers are (text/phone-type.ts); null where the plans do not say. */
  readonly phone_type: string | null
  readonly mobile_type: string | null
  /** `role`, `disposable` or both. */
  readonly email_label: string | null
}

const fields = Object.fromEntries(CLEAN_FIELDS.map((f) => [f, true])) as Record<CleanField, true>

/** One row per source record, same `rec`; by `rec`. */
export const cleaned = new PackedTable<CleanedRow>('cleaned', {
  rec: true,
  ...fields,
  phone_type: true,
  mobile_type: true,
  email_label: true,
})

export interface ChangeRow {
  readonly rec: number
  readonly field: string
  readonly before: string
  /** For `review` the suggestion; for `invalid` empty. */
  readonly after: string
  readonly rule: string
  readonly confidence: number
  /** RepairDecision other than `ok`. */
  readonly decision: string
  readonly evidence: string
}

export const changes = new Table<ChangeRow>('change', {
  rec: 'INTEGER NOT NULL',
  field: 'TEXT NOT NULL',
  before: 'TEXT NOT NULL',
  after: 'TEXT NOT NULL',
  rule: 'TEXT NOT NULL',
  confidence: 'REAL NOT NULL',
  decision: 'TEXT NOT NULL',
  evidence: 'TEXT NOT NULL',
})

/** E-mail addresses that only facts name (opt-outs, bounces) and that repair would mend, so that flag knows both forms. */
export interface MendedAddressRow {
  /** As in `fact.email`. */
  readonly typed: string
  readonly mended: string
}

export const mendedAddresses = new Table<MendedAddressRow>('mended_address', {
  typed: 'TEXT PRIMARY KEY',
  mended: 'TEXT NOT NULL',
})
