/** What files said that are no longer there: remembered facts, and addresses that records once had. No stage clears these. */

import { PackedTable } from './packed-table.ts'
import { Table } from './table.ts'

/** Sources of which something is remembered. */
export interface PastSourceRow {
  readonly name: string
  /** JSON of the SourceSpec it was last read with. */
  readonly spec: string
  readonly facts: number
  readonly addresses: number
  /** SHA-256 of the file that the source read when this was settled; '' where it read none. */
  readonly settled: string
  /** Changes with what is remembered; '' before it is settled. */
  readonly digest: string
}

export const pastSources = new Table<PastSourceRow>('past_source', {
  name: 'TEXT PRIMARY KEY',
  spec: 'TEXT NOT NULL',
  facts: 'INTEGER NOT NULL',
  addresses: 'INTEGER NOT NULL',
  settled: 'TEXT NOT NULL',
  digest: 'TEXT NOT NULL',
})

/** As in `fact`, but with names in the place of numbers, which change from run to run. A block holds one source. */
export interface PastFactRow {
  /** Name of the source. */
  readonly source: string
  readonly kind: string
  readonly channel: string | null
  readonly brand: string | null
  readonly purpose: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly customer_ref: string | null
  /** Of the record that carried the fact. */
  readonly uid: string | null
  readonly identity: string | null
  readonly day: number | null
  /** For a fact without a day: it had happened by this day. */
  readonly by_day: number | null
  readonly detail: string | null
}

export const pastFacts = new PackedTable<PastFactRow>('past_fact', {
  source: true,
  kind: true,
  channel: true,
  brand: true,
  purpose: true,
  email: true,
  phone: true,
  customer_ref: true,
  uid: true,
  identity: true,
  day: true,
  by_day: true,
  detail: true,
})

/** An address that a record had in a file that was replaced. A block holds one source. */
export interface PastAddressRow {
  readonly source: string
  readonly uid: string
  /** email | phone */
  readonly kind: string
  readonly address: string
}

export const pastAddresses = new PackedTable<PastAddressRow>('past_address', {
  source: true,
  uid: true,
  kind: true,
  address: true,
})
