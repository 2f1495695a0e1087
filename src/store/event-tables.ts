/** Ingest: purchases, activity, contracts, contacts and complaints, each row with its source, line and raw cells. */

import { PackedTable } from './packed-table.ts'

/** Columns every event row starts with. `customer_ref` is a key in the source named by SourceSpec.of. */
interface EventRow {
  readonly source_no: number
  readonly line: number
  readonly customer_ref: string | null
  /** Lower-cased, trimmed. */
  readonly email: string | null
}

const EVENT = { source_no: true, line: true, customer_ref: true, email: true } as const

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

export const purchases = new PackedTable<PurchaseEvent>('purchase', {
  ...EVENT,
  day: true,
  amount_minor: true,
  currency: true,
  product: true,
  order_id: true,
  voucher: true,
  cells: true,
})

export interface ActivityEvent extends EventRow {
  readonly day: number
  readonly kind: string
  readonly quantity: number | null
  readonly amount_minor: number | null
  readonly balance_minor: number | null
  readonly cells: string
}

export const activities = new PackedTable<ActivityEvent>('activity', {
  ...EVENT,
  day: true,
  kind: true,
  quantity: true,
  amount_minor: true,
  balance_minor: true,
  cells: true,
})

export interface ContractEvent extends EventRow {
  readonly contract_id: string | null
  readonly product: string | null
  readonly start_day: number
  /** Null: open-ended. */
  readonly end_day: number | null
  readonly cells: string
}

export const contracts = new PackedTable<ContractEvent>('contract', {
  ...EVENT,
  contract_id: true,
  product: true,
  start_day: true,
  end_day: true,
  cells: true,
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

export const contacts = new PackedTable<ContactEvent>('contact', {
  ...EVENT,
  day: true,
  channel: true,
  campaign: true,
  offer: true,
  outcome: true,
  cells: true,
})

export interface ComplaintEvent extends EventRow {
  readonly opened_day: number
  /** Null: open. */
  readonly closed_day: number | null
  readonly topic: string | null
  readonly cells: string
}

export const complaints = new PackedTable<ComplaintEvent>('complaint', {
  ...EVENT,
  opened_day: true,
  closed_day: true,
  topic: true,
  cells: true,
})
