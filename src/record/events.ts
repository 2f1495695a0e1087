/** What customers did, as typed rows. Whom they concern: `customerRef` in the source's `of`, else email or phone. */

import type { DayNo } from './ids.ts'

/** Row of an event source; amounts in minor units (cents), refunds negative. */
export interface PurchaseRow {
  readonly customerRef: string | null
  readonly email: string | null
  readonly day: DayNo
  readonly amountMinor: number
  /** ISO 4217. */
  readonly currency: string
  readonly product: string | null
  readonly orderId: string | null
  readonly voucher: string | null
}

/** `login`, `dial-in`, `mail`, `card` … with an optional count, amount and balance. */
export interface ActivityRow {
  readonly customerRef: string | null
  readonly email: string | null
  readonly day: DayNo
  readonly kind: string
  readonly quantity: number | null
  readonly amountMinor: number | null
  readonly balanceMinor: number | null
}

export interface ContractRow {
  readonly customerRef: string | null
  readonly email: string | null
  readonly contractId: string | null
  readonly product: string | null
  readonly startDay: DayNo
  /** Null: open-ended. */
  readonly endDay: DayNo | null
}

/** Someone was sent something. */
export interface ContactRow {
  readonly customerRef: string | null
  readonly email: string | null
  readonly day: DayNo
  readonly channel: string | null
  readonly campaign: string | null
  readonly offer: string | null
  readonly outcome: string | null
}

export interface ComplaintRow {
  readonly customerRef: string | null
  readonly email: string | null
  readonly openedDay: DayNo
  /** Null: still open. */
  readonly closedDay: DayNo | null
  readonly topic: string | null
}
