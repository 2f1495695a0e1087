/** Flag: the answers for each person × brand × purpose, one column a channel, each pointing at a distinct verdict. */

import { PackedTable } from './packed-table.ts'
import { Table } from './table.ts'

/** A distinct answer; days are day numbers, booleans 0/1. See record/contactability.ts. */
export interface VerdictRow {
  readonly verdict_no: number
  readonly allowed: number
  readonly reason: string
  readonly since: number | null
  readonly until: number | null
  readonly evidence: string | null
  readonly alternate_channel: string | null
  readonly suspected: number
}

export const verdicts = new Table<VerdictRow>('verdict', {
  verdict_no: 'INTEGER PRIMARY KEY',
  allowed: 'INTEGER NOT NULL',
  reason: 'TEXT NOT NULL',
  since: 'INTEGER',
  until: 'INTEGER',
  evidence: 'TEXT',
  alternate_channel: 'TEXT',
  suspected: 'INTEGER NOT NULL',
})

/** One row per person, brand the person has a record or fact with, and purpose; null where the channel is not in use. */
export interface ContactabilityRow {
  readonly person_no: number
  readonly brand: string
  readonly purpose: string
  readonly email: number | null
  readonly sms: number | null
  readonly call: number | null
  readonly letter: number | null
  readonly push: number | null
  readonly ads: number | null
}

/** By person, brand and purpose. */
export const contactability = new PackedTable<ContactabilityRow>('contactability', {
  person_no: true,
  brand: true,
  purpose: true,
  email: true,
  sms: true,
  call: true,
  letter: true,
  push: true,
  ads: true,
})
