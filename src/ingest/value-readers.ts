/** Decides once per source how its dates and amounts are written. */

import type { Field } from '../record/fields.ts'
import { type AmountReader, decideAmountFormat } from '../text/read-amount.ts'
import { type DateReader, decideDateFormat } from '../text/read-date.ts'
import type { ValueReaders } from './event-readers.ts'
import type { FieldCells } from './field-cells.ts'

const DATE_FIELDS: readonly Field[] = [
  'occurred_at',
  'start_at',
  'end_at',
  'opened_at',
  'closed_at',
  'last_activity_at',
  'opt_out_at',
  'consent_at',
]
const MAX_DISTINCT = 1_000_000
const AMOUNT_FIELDS: readonly Field[] = ['amount', 'balance']

/** Distinct values of the columns whose form has to be decided, gathered row by row. */
export class ColumnEvidence {
  readonly #cells: FieldCells
  readonly #values = new Map<Field, Set<string>>()

  constructor(cells: FieldCells) {
    this.#cells = cells
    for (const field of [...DATE_FIELDS, ...AMOUNT_FIELDS]) if (cells.has(field)) this.#values.set(field, new Set())
  }

  add(row: readonly string[]): void {
    for (const [field, values] of this.#values) {
      const text = this.#cells.get(row, field)
      if (text !== null && values.size < MAX_DISTINCT) values.add(text)
    }
  }

  /** The readers, and what the columns left open (for the user). */
  decide(country: string | null, currency: string | null): { readers: ValueReaders; notes: readonly string[] } {
    const dates = new Map<Field, DateReader>()
    const amounts = new Map<Field, AmountReader>()
    for (const [field, values] of this.#values) {
      if (AMOUNT_FIELDS.includes(field)) amounts.set(field, decideAmountFormat(values, { country, currency }))
      else dates.set(field, decideDateFormat(values, { country }))
    }
    const notes = [...dates, ...amounts].flatMap(([field, { note }]) => (note === null ? [] : [`${field}: ${note}`]))
    const readers: ValueReaders = {
      date: (field, text) => dates.get(field)?.read(text) ?? null,
      amount: (field, text) => amounts.get(field)?.readMoney(text) ?? null,
    }
    return { readers, notes }
  }

  /** Whether both read every value gathered so far alike. */
  agree(l: ValueReaders, r: ValueReaders): boolean {
    for (const [field, values] of this.#values) {
      const same = AMOUNT_FIELDS.includes(field)
        ? (text: string) => l.amount(field, text)?.amountMinor === r.amount(field, text)?.amountMinor
        : (text: string) => l.date(field, text) === r.date(field, text)
      for (const text of values) if (!same(text)) return false
    }
    return true
  }
}
