/** A repaired column in which some cells come out differently: all cells of a value, or those of single rows. */

import type { Change } from '../record/cleaned.ts'
import type { CleanField } from '../record/fields.ts'
import type { FieldNumbers, OutcomeColumn } from './columns.ts'

/** What is to stand instead: the changes, and the values of the fields they are about. */
export interface OtherOutcome {
  readonly changes: readonly Change[]
  readonly values: ReadonlyMap<CleanField, string | null>
}

/** Every cell of a changed value: `other` gives null where all stays. */
export function withOtherOutcomes(
  column: OutcomeColumn,
  numbers: FieldNumbers,
  other: (changes: readonly Change[]) => OtherOutcome | null,
): OutcomeColumn {
  const changes = [...column.changes]
  const fields = new FieldColumns(column.fields, numbers)
  let isSame = true
  for (const [i, outcome] of column.changed.entries()) {
    const instead = other(changes[i]!)
    if (instead === null) continue
    isSame = false
    changes[i] = instead.changes
    fields.put(outcome, instead.values)
  }
  return isSame ? column : { ...column, fields: fields.finish(), changes }
}

/** Cells of single rows: those that come out alike (by `key`) share an outcome, which is added behind the others. */
export function withOtherRows(
  column: OutcomeColumn,
  numbers: FieldNumbers,
  other: (row: number, changes: readonly Change[]) => (OtherOutcome & { readonly key: string }) | null,
): OutcomeColumn {
  if (column.changed.length === 0) return column
  const placeOf = new Map(column.changed.map((outcome, i) => [outcome, i]))
  const added = new Map<string, number>()
  const changed = [...column.changed]
  const changes = [...column.changes]
  const fields = new FieldColumns(column.fields, numbers)
  const ids = column.ids.slice()
  let next = Math.max(column.changed.at(-1)! + 1, ...[...column.fields.values()].map((numbers) => numbers.length))
  for (let row = 0; row < ids.length; row++) {
    const outcome = ids[row]!
    const place = placeOf.get(outcome)
    if (place === undefined) continue
    const instead = other(row, column.changes[place]!)
    if (instead === null) continue
    const key = `${outcome} ${instead.key}`
    let id = added.get(key)
    if (id === undefined) {
      id = next++
      added.set(key, id)
      fields.copy(outcome, id)
      fields.put(id, instead.values)
      changed.push(id)
      changes.push(instead.changes)
    }
    ids[row] = id
  }
  return added.size === 0 ? column : { ids, fields: fields.finish(), changed, changes }
}

/** Numbers of values by field and outcome, copied before anything is written. */
class FieldColumns {
  readonly #given: ReadonlyMap<CleanField, Uint32Array>
  readonly #numbers: FieldNumbers
  readonly #own = new Map<CleanField, Uint32Array>()

  constructor(given: ReadonlyMap<CleanField, Uint32Array>, numbers: FieldNumbers) {
    this.#given = given
    this.#numbers = numbers
  }

  put(outcome: number, values: ReadonlyMap<CleanField, string | null>): void {
    for (const [field, value] of values)
      this.#column(field, outcome)[outcome] = value === null ? 0 : this.#numbers.numberOf(field, value)
  }

  copy(from: number, to: number): void {
    for (const field of this.#given.keys()) {
      const column = this.#column(field, to)
      column[to] = column[from]!
    }
  }

  finish(): ReadonlyMap<CleanField, Uint32Array> {
    return new Map([...this.#given, ...this.#own])
  }

  #column(field: CleanField, outcome: number): Uint32Array {
    const known = this.#own.get(field)
    if (known !== undefined && outcome < known.length) return known
    const before = known ?? this.#given.get(field) ?? new Uint32Array(0)
    const wider = new Uint32Array(known === undefined ? Math.max(before.length, outcome + 1) : (outcome + 1) * 2)
    wider.set(before)
    this.#own.set(field, wider)
    return wider
  }
}
