/** Rows of event sources turned into typed events: purchases, activity, contracts, contacts, complaints. */

import { toDayNo } from '../record/dates.ts'
import type { Field } from '../record/fields.ts'
import type { IsoDate } from '../record/ids.ts'
import type { Role } from '../record/project.ts'
import type { Money } from '../text/read-amount.ts'
import type { CellReader, FieldCells } from './field-cells.ts'

/** What the values of the source's date and amount columns turned out to mean. */
export interface ValueReaders {
  date(field: Field): (text: string) => IsoDate | null
  amount(field: Field): (text: string) => Money | null
}

export type EventValue = string | number | null

/**
 * Reads a row into `into`, from index 0 on, in the order of the event table's columns after `line`; the same array is
 * used for every row. Returns null, or why the row cannot be used (without the value: it may be personal).
 */
export type EventReader = (cells: readonly string[], into: EventValue[]) => string | null

export interface EventKit {
  readonly cells: FieldCells
  readonly readers: ValueReaders
  /** ISO 4217, for amounts that name none. */
  readonly currency: string | null
  /** What an activity is called that no column names. */
  readonly fallbackKind: string
}

/** The reader of a role's rows; roles that are not events have none. */
export function eventReader(role: Role, kit: EventKit): EventReader {
  switch (role) {
    case 'purchases':
      return purchaseReader(kit)
    case 'activity':
      return activityReader(kit)
    case 'contracts':
      return contractReader(kit)
    case 'complaints':
      return complaintReader(kit)
    default:
      return contactReader(kit)
  }
}

/** customer_ref, email, day, amount_minor, currency, product, order_id, voucher. */
function purchaseReader({ cells: at, readers, currency }: EventKit): EventReader {
  const whom = subjectReader(at)
  const day = dayReader(at, readers, 'occurred_at')
  const amountText = at.reader('amount')
  const amount = readers.amount('amount')
  const rest = ['product', 'order_id', 'voucher'] as const
  const [product, orderId, voucher] = rest.map((field) => at.reader(field)) as [CellReader, CellReader, CellReader]
  const currencyCode = at.reader('currency')
  return (row, into) => {
    const on = day(row)
    if (typeof on === 'string') return on
    const text = amountText(row)
    if (text === null) return 'no amount'
    const money = amount(text)
    if (money === null) return 'the amount cannot be read'
    whom(row, into)
    into[2] = on
    into[3] = money.amountMinor
    into[4] = currencyCode(row)?.toUpperCase() ?? money.currency ?? currency
    into[5] = product(row)
    into[6] = orderId(row)
    into[7] = voucher(row)
    return null
  }
}

/** customer_ref, email, day, kind, quantity, amount_minor, balance_minor. */
function activityReader({ cells: at, readers, fallbackKind }: EventKit): EventReader {
  const whom = subjectReader(at)
  const day = dayReader(at, readers, at.has('occurred_at') ? 'occurred_at' : 'last_activity_at')
  const kind = at.reader(at.has('activity_kind') ? 'activity_kind' : 'product')
  const quantity = at.reader('quantity')
  const amount = minorReader(at, readers, 'amount')
  const balance = minorReader(at, readers, 'balance')
  return (row, into) => {
    const on = day(row)
    if (typeof on === 'string') return on
    const count = Number(quantity(row) ?? Number.NaN)
    whom(row, into)
    into[2] = on
    into[3] = kind(row) ?? fallbackKind
    into[4] = Number.isFinite(count) ? count : null
    into[5] = amount(row)
    into[6] = balance(row)
    return null
  }
}

/** customer_ref, email, contract_id, product, start_day, end_day; a blank end is open-ended. */
function contractReader({ cells: at, readers }: EventKit): EventReader {
  const whom = subjectReader(at)
  const start = dayReader(at, readers, at.has('start_at') ? 'start_at' : 'occurred_at')
  const endText = at.reader('end_at')
  const end = dayReader(at, readers, 'end_at')
  const contractId = at.reader('contract_id')
  const product = at.reader('product')
  return (row, into) => {
    const from = start(row)
    if (typeof from === 'string') return from
    const to = endText(row) === null ? null : end(row)
    if (typeof to === 'string') return `the end: ${to}`
    whom(row, into)
    into[2] = contractId(row)
    into[3] = product(row)
    into[4] = from
    into[5] = to
    return null
  }
}

/** customer_ref, email, day, channel, campaign, offer, outcome: who was sent what, or what came back. */
function contactReader({ cells: at, readers }: EventKit): EventReader {
  const whom = subjectReader(at)
  const day = dayReader(at, readers, 'occurred_at')
  const [channel, campaign, offer] = [at.reader('channel'), at.reader('campaign'), at.reader('offer')]
  const outcome = at.reader(at.has('outcome') ? 'outcome' : 'answer')
  return (row, into) => {
    const on = day(row)
    if (typeof on === 'string') return on
    whom(row, into)
    into[2] = on
    into[3] = channel(row)?.toLowerCase() ?? null
    into[4] = campaign(row)
    into[5] = offer(row)
    into[6] = outcome(row)
    return null
  }
}

/** customer_ref, email, opened_day, closed_day, topic: a customer's complaint (no spam complaint); no end: still open. */
function complaintReader({ cells: at, readers }: EventKit): EventReader {
  const whom = subjectReader(at)
  const opened = dayReader(at, readers, at.has('opened_at') ? 'opened_at' : 'occurred_at')
  const closedText = at.reader('closed_at')
  const closed = dayReader(at, readers, 'closed_at')
  const topic = at.reader(at.has('topic') ? 'topic' : 'reason')
  return (row, into) => {
    const from = opened(row)
    if (typeof from === 'string') return from
    const to = closedText(row) === null ? null : closed(row)
    if (typeof to === 'string') return `the closing date: ${to}`
    whom(row, into)
    into[2] = from
    into[3] = to
    into[4] = topic(row)
    return null
  }
}

function subjectReader(at: FieldCells): (row: readonly string[], into: EventValue[]) => void {
  const customerId = at.reader('customer_id')
  const email = at.reader('email')
  return (row, into) => {
    into[0] = customerId(row)
    into[1] = email(row)?.toLowerCase() ?? null
  }
}

/** A day number, or the reason why there is none. */
function dayReader(at: FieldCells, readers: ValueReaders, field: Field): (row: readonly string[]) => number | string {
  const cell = at.reader(field)
  const date = readers.date(field)
  const known = new Map<string, number | string>()
  return (row) => {
    const text = cell(row)
    if (text === null) return 'no date'
    const before = known.get(text)
    if (before !== undefined) return before
    const found = date(text)
    const day = found === null ? 'the date cannot be read' : toDayNo(found)
    if (known.size < MAX_DISTINCT_DAYS) known.set(text, day)
    return day
  }
}

const MAX_DISTINCT_DAYS = 100_000

function minorReader(at: FieldCells, readers: ValueReaders, field: Field): (row: readonly string[]) => number | null {
  const cell = at.reader(field)
  const amount = readers.amount(field)
  return (row) => {
    const text = cell(row)
    return text === null ? null : (amount(text)?.amountMinor ?? null)
  }
}
