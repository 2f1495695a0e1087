/** Decides once per source how its dates and amounts are written. */

import type { Field } from '../record/fields.ts'
import { type AmountReader, decideAmountFormat } from '../text/read-amount.ts'
import { type DateReader, decideDateFormat } from '../text/read-date.ts'
import type { ValueReaders } from './event-readers.ts'
import type { CellReader, FieldCells } from './field-cells.ts'

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
  readonly #columns: readonly { readonly field: Field; readonly cell: CellReader; readonly values: Set<string> }[]

  constructor(cells: FieldCells) {
    const fields = [...DATE_FIELDS, ...AMOUNT_FIELDS].filter((field) => cells.has(field))
    this.#columns = fields.map((field) => ({ field, cell: cells.reader(field), values: new Set() }))
  }

  add(row: readonly string[]): void {
    for (const { cell, values } of this.#columns) {
      const text = cell(row)
      if (text !== null && values.size < MAX_DISTINCT) values.add(text)
    }
  }

  /** The readers, and what the columns left open (for the user). */
  decide(country: string | null, currency: string | null): { readers: ValueReaders; notes: readonly string[] } {
    const dates = new Map<Field, DateReader>()
    const amounts = new Map<Field, AmountReader>()
    for (const { field, values } of this.#columns) {
      if (AMOUNT_FIELDS.includes(field)) amounts.set(field, decideAmountFormat(values, { country, currency }))
      else dates.set(field, decideDateFormat(values, { country }))
    }
    const notes = [...dates, ...amounts].flatMap(([field, { note }]) => (note === null ? [] : [`${field}: ${note}`]))
    const readers: ValueReaders = {
      date: (field) => dates.get(field)?.read ?? (() => null),
      amount: (field) => amounts.get(field)?.readMoney ?? (() => null),
    }
    return { readers, notes }
  }

  /** Whether both read every value gathered so far alike. */
  agree(l: ValueReaders, r: ValueReaders): boolean {
    return this.#columns.every(({ field, values }) => {
      const [readL, readR] = AMOUNT_FIELDS.includes(field)
        ? [l.amount(field), r.amount(field)].map((read) => (text: string) => read(text)?.amountMinor)
        : [l.date(field), r.date(field)]
      for (const text of values) if (readL!(text) !== readR!(text)) return false
      return true
    })
  }
}
