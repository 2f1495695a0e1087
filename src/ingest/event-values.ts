/** Typed events as rows of their tables: the values between (source_no, line) and the raw cells, in column order. */

import { toDayNo } from '../record/dates.ts'
import type { ActivityRow, ComplaintRow, ContactRow, ContractRow, PurchaseRow } from '../record/events.ts'
import type { Fact } from '../record/fact.ts'

type Value = string | number | null

export function purchaseValues(e: PurchaseRow): readonly Value[] {
  return [e.customerRef, e.email, e.day, e.amountMinor, e.currency, e.product, e.orderId, e.voucher]
}

export function activityValues(e: ActivityRow): readonly Value[] {
  return [e.customerRef, e.email, e.day, e.kind, e.quantity, e.amountMinor, e.balanceMinor]
}

export function contractValues(e: ContractRow): readonly Value[] {
  return [e.customerRef, e.email, e.contractId, e.product, e.startDay, e.endDay]
}

export function contactValues(e: ContactRow): readonly Value[] {
  return [e.customerRef, e.email, e.day, e.channel, e.campaign, e.offer, e.outcome]
}

export function complaintValues(e: ComplaintRow): readonly Value[] {
  return [e.customerRef, e.email, e.openedDay, e.closedDay, e.topic]
}

/** A whole row of the fact table. */
export function factRow(fact: Fact, sourceNo: number, line: number, cells: string | null): readonly Value[] {
  const day = fact.occurredAt === null ? null : toDayNo(fact.occurredAt)
  const { kind, channel, brand, purpose, email, phone, customerRef, rec, identity, detail } = fact
  return [sourceNo, line, kind, channel, brand, purpose, email, phone, customerRef, rec, identity, day, detail, cells]
}
