/** Work on dictionary-encoded columns: every distinct value or combination once, the best of several columns per row. */

import { PairInterner } from '../engine/pair-interner.ts'
import type { Change } from '../record/cleaned.ts'
import type { CleanField, Field } from '../record/fields.ts'
import { PackedTexts } from '../record/packed-texts.ts'
import type { TextColumn, TextList } from '../record/text-list.ts'
import type { Outcome } from './outcome.ts'
import type { QuickOutcome, QuickRepair } from './quick/quick-repair.ts'

/** Gives the distinct values of a clean column their numbers; 0 is "nothing there". */
export interface Numbering<V extends TextList> {
  idOf(value: string): number
  finish(): V
}

/** The numberings of a table's clean fields, made as values for them come up. */
export interface FieldNumbers {
  /** The number of a field's value, 0 where it stands for nothing. */
  numberOf(field: CleanField, value: string): number
}

/** The same where values may be given as bytes. */
export interface ByteNumbers extends FieldNumbers {
  /** Whether the value may stand for nothing in the field. */
  mayBeBlank(field: Field, bytes: Uint8Array, from: number, to: number): boolean
  /** Value `id` of the field's raw column is a clean one, under the same number. */
  keep(field: CleanField, id: number): void
  /** The number of a value that is not empty stands at `into[at]` once {@link settle} was called. */
  put(field: CleanField, bytes: Uint8Array, from: number, to: number, into: Uint32Array, at: number): void
  settle(): void
}

/** A quick way for the values of a raw column; it says the same as the full repair. */
export interface QuickWay {
  readonly field: Field
  readonly repair: QuickRepair
  readonly numbers: ByteNumbers
}

/** What a raw column became: its distinct outcomes, and which row has which. */
export interface OutcomeColumn {
  /** Row → outcome. */
  readonly ids: Uint32Array
  /** Outcome → number of the field's value, for the fields that any outcome fills. */
  readonly fields: ReadonlyMap<CleanField, Uint32Array>
  /** Outcomes with changes, ascending, and their changes. */
  readonly changed: readonly number[]
  readonly changes: readonly (readonly Change[])[]
}

/** Applies `repair` once per distinct value; nothing where the cell is empty. `context`: that of all rows. */
export function repairValues(
  column: TextColumn,
  numbers: FieldNumbers,
  repair: (value: string) => Outcome,
  quick: QuickWay | null = null,
  context: string | null = null,
): OutcomeColumn {
  const { values, ids } = column
  const outcomes = new OutcomeList(numbers, values.length, quick)
  if (quick !== null && values instanceof PackedTexts) {
    for (let id = 1; id < values.length; id++) {
      if (outcomes.settle(id, values, id, context)) continue
      const value = values.at(id)
      if (value) outcomes.put(id, repair(value))
    }
  } else
    values.forEach((value, id) => {
      if (value !== null) outcomes.put(id, repair(value))
    })
  return outcomes.finish(ids)
}

/** Applies `repair` once per distinct pair of value and context (the row's country). */
export function repairPairs(
  column: TextColumn,
  context: { readonly ids: Uint32Array; readonly values: readonly (string | null)[] } | null,
  fallback: string | null,
  numbers: FieldNumbers,
  repair: (value: string, context: string | null) => Outcome,
  quick: QuickWay | null = null,
): OutcomeColumn {
  const { values } = column
  if (context === null) return repairValues(column, numbers, (value) => repair(value, fallback), quick, fallback)
  const pairs = new PairInterner(values.length)
  const ids = new Uint32Array(column.ids.length)
  for (let row = 0; row < ids.length; row++) {
    const id = column.ids[row]!
    if (id !== 0) ids[row] = pairs.intern(id, context.ids[row]!) + 1
  }
  const packed = quick !== null && values instanceof PackedTexts ? values : null
  const outcomes = new OutcomeList(numbers, pairs.size + 1, quick)
  for (let pair = 1; pair <= pairs.size; pair++) {
    const id = pairs.lowOf(pair - 1)
    const country = context.values[pairs.highOf(pair - 1)] ?? fallback
    if (packed === null || !outcomes.settle(pair, packed, id, country))
      outcomes.put(pair, repair(values.at(id)!, country))
  }
  return outcomes.finish(ids)
}

/** Outcomes are taken apart as they come: only numbers and the few changes are kept. */
class OutcomeList implements QuickOutcome {
  readonly #numbers: FieldNumbers
  readonly #quick: QuickWay | null
  readonly #fields = new Map<CleanField, Uint32Array>()
  readonly #changed: number[] = []
  readonly #changes: (readonly Change[])[] = []
  readonly #size: number
  /** What is being settled. */
  #outcome = 0
  #id = 0

  constructor(numbers: FieldNumbers, size: number, quick: QuickWay | null) {
    this.#numbers = numbers
    this.#quick = quick
    this.#size = size
  }

  /** Outcomes come in ascending order. */
  put(outcome: number, { values, changes }: Outcome): void {
    for (const name in values) {
      const field = name as CleanField
      const value = values[field]
      if (!value) continue
      const number = this.#numbers.numberOf(field, value)
      if (number !== 0) this.#column(field)[outcome] = number
    }
    if (changes.length > 0) {
      this.#changed.push(outcome)
      this.#changes.push(changes)
    }
  }

  /** Whether the quick way gave the outcome of value `id`. */
  settle(outcome: number, { bytes, offsets }: PackedTexts, id: number, context: string | null): boolean {
    const { field, repair, numbers } = this.#quick!
    const [from, to] = [offsets[id]!, offsets[id + 1]!]
    if (from === to || numbers.mayBeBlank(field, bytes, from, to)) return false
    this.#outcome = outcome
    this.#id = id
    return repair.settle(bytes, from, to, context, this)
  }

  keep(): void {
    const { field, numbers } = this.#quick!
    numbers.keep(field as CleanField, this.#id)
    this.#column(field as CleanField)[this.#outcome] = this.#id
  }

  write(field: CleanField, bytes: Uint8Array, from: number, to: number): void {
    this.#quick!.numbers.put(field, bytes, from, to, this.#column(field), this.#outcome)
  }

  give(field: CleanField, number: number): void {
    this.#column(field)[this.#outcome] = number
  }

  finish(ids: Uint32Array): OutcomeColumn {
    this.#quick?.numbers.settle()
    return { ids, fields: this.#fields, changed: this.#changed, changes: this.#changes }
  }

  /** Made when the first outcome fills the field. */
  #column(field: CleanField): Uint32Array {
    let column = this.#fields.get(field)
    if (column === undefined) {
      column = new Uint32Array(this.#size)
      this.#fields.set(field, column)
    }
    return column
  }
}

/** For each row the number of the first column's value that has one. */
export function firstOf(columns: readonly OutcomeColumn[], field: CleanField, rows: number): Uint32Array | null {
  const sources = columns.filter((column) => column.fields.has(field))
  if (sources.length === 0) return null
  const ids = new Uint32Array(rows)
  for (const { ids: outcomeIds, fields } of sources.reverse()) {
    const numbers = fields.get(field)!
    for (let row = 0; row < rows; row++) {
      const number = numbers[outcomeIds[row]!]!
      if (number !== 0) ids[row] = number
    }
  }
  return ids
}
