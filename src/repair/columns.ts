/** Work on dictionary-encoded columns: every distinct value or combination once, the best of several columns per row. */

import { PairInterner } from '../engine/pair-interner.ts'
import type { Change } from '../record/cleaned.ts'
import type { CleanField } from '../record/fields.ts'
import type { TextColumn, TextList } from '../record/text-list.ts'
import type { Outcome } from './outcome.ts'

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

/** Applies `repair` once per distinct value; nothing where the cell is empty. */
export function repairValues(
  column: TextColumn,
  numbers: FieldNumbers,
  repair: (value: string) => Outcome,
): OutcomeColumn {
  const outcomes = new OutcomeList(numbers, column.values.length)
  column.values.forEach((value, id) => {
    if (value !== null) outcomes.put(id, repair(value))
  })
  return outcomes.finish(column.ids)
}

/** Applies `repair` once per distinct pair of value and context (the row's country). */
export function repairPairs(
  column: TextColumn,
  context: { readonly ids: Uint32Array; readonly values: readonly (string | null)[] } | null,
  fallback: string | null,
  numbers: FieldNumbers,
  repair: (value: string, context: string | null) => Outcome,
): OutcomeColumn {
  if (context === null) return repairValues(column, numbers, (value) => repair(value, fallback))
  const pairs = new PairInterner()
  const outcomes = new OutcomeList(numbers, 1024)
  const ids = new Uint32Array(column.ids.length)
  for (let row = 0; row < ids.length; row++) {
    const id = column.ids[row]!
    if (id === 0) continue
    const known = pairs.size
    const contextId = context.ids[row]!
    const pair = pairs.intern(id, contextId) + 1
    if (pair > known) outcomes.put(pair, repair(column.values.at(id)!, context.values[contextId] ?? fallback))
    ids[row] = pair
  }
  return outcomes.finish(ids)
}

/** Outcomes are taken apart as they come: only numbers and the few changes are kept. */
class OutcomeList {
  readonly #numbers: FieldNumbers
  readonly #fields = new Map<CleanField, Uint32Array>()
  readonly #changed: number[] = []
  readonly #changes: (readonly Change[])[] = []
  #size: number

  constructor(numbers: FieldNumbers, size: number) {
    this.#numbers = numbers
    this.#size = size
  }

  /** Outcomes come in ascending order. */
  put(outcome: number, { values, changes }: Outcome): void {
    for (const name in values) {
      const field = name as CleanField
      const value = values[field]
      if (!value) continue
      const number = this.#numbers.numberOf(field, value)
      if (number !== 0) this.#column(field, outcome)[outcome] = number
    }
    if (changes.length > 0) {
      this.#changed.push(outcome)
      this.#changes.push(changes)
    }
  }

  finish(ids: Uint32Array): OutcomeColumn {
    for (const [field, column] of this.#fields) this.#fields.set(field, grown(column, this.#size))
    return { ids, fields: this.#fields, changed: this.#changed, changes: this.#changes }
  }

  #column(field: CleanField, outcome: number): Uint32Array {
    const column = this.#fields.get(field)
    if (column !== undefined && outcome < column.length) return column
    if (outcome >= this.#size) this.#size = Math.max(outcome + 1, this.#size * 2)
    const wider = column === undefined ? new Uint32Array(this.#size) : grown(column, this.#size)
    this.#fields.set(field, wider)
    return wider
  }
}

function grown(ints: Uint32Array, length: number): Uint32Array {
  if (ints.length >= length) return ints
  const bigger = new Uint32Array(length)
  bigger.set(ints)
  return bigger
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
