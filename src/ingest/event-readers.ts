/** Rows of event sources turned into typed events: purchases, activity, contracts, contacts, complaints. */

import { toDayNo } from '../record/dates.ts'
import type { ActivityRow, ComplaintRow, ContactRow, ContractRow, PurchaseRow } from '../record/events.ts'
import type { Field } from '../record/fields.ts'
import type { DayNo, IsoDate } from '../record/ids.ts'
import type { Money } from '../text/read-amount.ts'
import type { FieldCells } from './field-cells.ts'

/** What the values of the source's date and amount columns turned out to mean. */
export interface ValueReaders {
  date(field: Field, text: string): IsoDate | null
  amount(field: Field, text: string): Money | null
}

export interface Unreadable {
  /** Without the value: it may be personal. */
  readonly reject: string
}

export type EventReader<T> = (cells: readonly string[]) => T | Unreadable

interface Kit {
  readonly cells: FieldCells
  readonly readers: ValueReaders
}

export function isUnreadable(result: object): result is Unreadable {
  return 'reject' in result
}

/** Reads a purchase; a missing or unreadable date or amount makes the row unreadable. */
export function purchaseReader(kit: Kit, currency: string | null): EventReader<PurchaseRow> {
  const { cells: at } = kit
  const whom = subjectReader(at)
  const readDay = dayReader(kit)
  return (row) => {
    const day = readDay(row, 'occurred_at')
    if (typeof day === 'string') return { reject: day }
    const text = at.get(row, 'amount')
    const amount = text === null ? null : kit.readers.amount('amount', text)
    if (amount === null) return { reject: text === null ? 'no amount' : 'the amount cannot be read' }
    return {
      ...whom(row),
      day,
      amountMinor: amount.amountMinor,
      currency: at.get(row, 'currency')?.toUpperCase() ?? amount.currency ?? currency ?? '',
      product: at.get(row, 'product'),
      orderId: at.get(row, 'order_id'),
      voucher: at.get(row, 'voucher'),
    }
  }
}

/** Reads one use of an account; `fallbackKind` names the activity where no column does. */
export function activityReader(kit: Kit, fallbackKind: string): EventReader<ActivityRow> {
  const { cells: at, readers } = kit
  const whom = subjectReader(at)
  const readDay = dayReader(kit)
  const minor = (row: readonly string[], field: Field): number | null => {
    const text = at.get(row, field)
    return text === null ? null : (readers.amount(field, text)?.amountMinor ?? null)
  }
  return (row) => {
    const day = readDay(row, at.has('occurred_at') ? 'occurred_at' : 'last_activity_at')
    if (typeof day === 'string') return { reject: day }
    const quantity = Number(at.get(row, 'quantity') ?? Number.NaN)
    return {
      ...whom(row),
      day,
      kind: at.get(row, 'activity_kind') ?? at.get(row, 'product') ?? fallbackKind,
      quantity: Number.isFinite(quantity) ? quantity : null,
      amountMinor: minor(row, 'amount'),
      balanceMinor: minor(row, 'balance'),
    }
  }
}

/** Reads a contract; a blank end is open-ended, an unreadable one makes the row unreadable. */
export function contractReader(kit: Kit): EventReader<ContractRow> {
  const { cells: at } = kit
  const whom = subjectReader(at)
  const readDay = dayReader(kit)
  return (row) => {
    const startDay = readDay(row, at.has('start_at') ? 'start_at' : 'occurred_at')
    if (typeof startDay === 'string') return { reject: startDay }
    const endDay = at.get(row, 'end_at') === null ? null : readDay(row, 'end_at')
    if (typeof endDay === 'string') return { reject: `the end: ${endDay}` }
    return { ...whom(row), contractId: at.get(row, 'contract_id'), product: at.get(row, 'product'), startDay, endDay }
  }
}

/** Reads a contact (who was sent what) or an answer that came back. */
export function contactReader(kit: Kit): EventReader<ContactRow> {
  const { cells: at } = kit
  const whom = subjectReader(at)
  const readDay = dayReader(kit)
  return (row) => {
    const day = readDay(row, 'occurred_at')
    if (typeof day === 'string') return { reject: day }
    return {
      ...whom(row),
      day,
      channel: at.get(row, 'channel')?.toLowerCase() ?? null,
      campaign: at.get(row, 'campaign'),
      offer: at.get(row, 'offer'),
      outcome: at.get(row, 'outcome') ?? at.get(row, 'answer'),
    }
  }
}

/** Reads a customer's complaint (not a spam complaint); no closing date: still open. */
export function complaintReader(kit: Kit): EventReader<ComplaintRow> {
  const { cells: at } = kit
  const whom = subjectReader(at)
  const readDay = dayReader(kit)
  return (row) => {
    const openedDay = readDay(row, at.has('opened_at') ? 'opened_at' : 'occurred_at')
    if (typeof openedDay === 'string') return { reject: openedDay }
    const closedDay = at.get(row, 'closed_at') === null ? null : readDay(row, 'closed_at')
    if (typeof closedDay === 'string') return { reject: `the closing date: ${closedDay}` }
    return { ...whom(row), openedDay, closedDay, topic: at.get(row, 'topic') ?? at.get(row, 'reason') }
  }
}

function subjectReader(at: FieldCells) {
  return (row: readonly string[]) => ({
    customerRef: at.get(row, 'customer_id'),
    email: at.get(row, 'email')?.toLowerCase() ?? null,
  })
}

/** A day number, or the reason why there is none. */
function dayReader({ cells: at, readers }: Kit): (row: readonly string[], field: Field) => DayNo | string {
  const known = new Map<string, DayNo | string>()
  return (row, field) => {
    const text = at.get(row, field)
    if (text === null) return 'no date'
    const before = known.get(text)
    if (before !== undefined) return before
    const date = readers.date(field, text)
    const day = date === null ? 'the date cannot be read' : toDayNo(date)
    if (known.size < 100_000) known.set(text, day)
    return day
  }
}
