/** Ingest: purchases, activity, contracts, contacts and complaints, each row with its source, line and raw cells. */

import { Table } from './table.ts'

/** Columns every event row starts with. `customer_ref` is a key in the source named by SourceSpec.of. */
interface EventRow {
  readonly source_no: number
  readonly line: number
  readonly customer_ref: string | null
  /** Lower-cased, trimmed. */
  readonly email: string | null
}

const EVENT = { source_no: 'INTEGER NOT NULL', line: 'INTEGER NOT NULL', customer_ref: 'TEXT', email: 'TEXT' } as const

export interface PurchaseEvent extends EventRow {
  /** Days since 1970-01-01. */
  readonly day: number
  readonly amount_minor: number
  readonly currency: string | null
  readonly product: string | null
  readonly order_id: string | null
  readonly voucher: string | null
  readonly cells: string
}

export const purchases = new Table<PurchaseEvent>('purchase', {
  ...EVENT,
  day: 'INTEGER NOT NULL',
  amount_minor: 'INTEGER NOT NULL',
  currency: 'TEXT',
  product: 'TEXT',
  order_id: 'TEXT',
  voucher: 'TEXT',
  cells: 'TEXT NOT NULL',
})

export interface ActivityEvent extends EventRow {
  readonly day: number
  readonly kind: string
  readonly quantity: number | null
  readonly amount_minor: number | null
  readonly balance_minor: number | null
  readonly cells: string
}

export const activities = new Table<ActivityEvent>('activity', {
  ...EVENT,
  day: 'INTEGER NOT NULL',
  kind: 'TEXT NOT NULL',
  quantity: 'REAL',
  amount_minor: 'INTEGER',
  balance_minor: 'INTEGER',
  cells: 'TEXT NOT NULL',
})

export interface ContractEvent extends EventRow {
  readonly contract_id: string | null
  readonly product: string | null
  readonly start_day: number
  /** Null: open-ended. */
  readonly end_day: number | null
  readonly cells: string
}

export const contracts = new Table<ContractEvent>('contract', {
  ...EVENT,
  contract_id: 'TEXT',
  product: 'TEXT',
  start_day: 'INTEGER NOT NULL',
  end_day: 'INTEGER',
  cells: 'TEXT NOT NULL',
})

/** Who was sent what (role `contacts`), and what came back (`campaign-results`, `survey`). */
export interface ContactEvent extends EventRow {
  readonly day: number
  readonly channel: string | null
  readonly campaign: string | null
  readonly offer: string | null
  readonly outcome: string | null
  readonly cells: string
}

export const contacts = new Table<ContactEvent>('contact', {
  ...EVENT,
  day: 'INTEGER NOT NULL',
  channel: 'TEXT',
  campaign: 'TEXT',
  offer: 'TEXT',
  outcome: 'TEXT',
  cells: 'TEXT NOT NULL',
})

export interface ComplaintEvent extends EventRow {
  readonly opened_day: number
  /** Null: open. */
  readonly closed_day: number | null
  readonly topic: string | null
  readonly cells: string
}

export const complaints = new Table<ComplaintEvent>('complaint', {
  ...EVENT,
  opened_day: 'INTEGER NOT NULL',
  closed_day: 'INTEGER',
  topic: 'TEXT',
  cells: 'TEXT NOT NULL',
})
