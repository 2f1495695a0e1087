/** Work on dictionary-encoded columns: every distinct value or combination once, the best of several columns per row. */

import type { EncodedColumn } from '../record/encoded.ts'
import type { CleanField } from '../record/fields.ts'
import { NOTHING, type Outcome } from './outcome.ts'

/** Outcomes of distinct values, and which row has which. */
export interface OutcomeColumn {
  readonly ids: Uint32Array
  readonly outcomes: readonly Outcome[]
}

/** Applies `repair` once per distinct value; nothing where the cell is empty. */
export function repairValues(column: EncodedColumn, repair: (value: string) => Outcome): OutcomeColumn {
  return { ids: column.ids, outcomes: column.values.map((value) => (value === null ? EMPTY : repair(value))) }
}

/** Applies `repair` once per distinct pair of value and context (the row's country). */
export function repairPairs(
  column: EncodedColumn,
  context: EncodedColumn | null,
  fallback: string | null,
  repair: (value: string, context: string | null) => Outcome,
): OutcomeColumn {
  if (context === null) return repairValues(column, (value) => repair(value, fallback))
  const width = context.values.length
  const known = pairNumbers(column.values.length * width)
  const outcomes: Outcome[] = [EMPTY]
  const ids = new Uint32Array(column.ids.length)
  for (let row = 0; row < ids.length; row++) {
    const id = column.ids[row]!
    if (id === 0) continue
    const contextId = context.ids[row]!
    const key = id * width + contextId
    let pair = known.get(key)
    if (pair === 0) {
      pair = outcomes.length
      outcomes.push(repair(column.values[id]!, context.values[contextId] ?? fallback))
      known.set(key, pair)
    }
    ids[row] = pair
  }
  return { ids, outcomes }
}

interface PairNumbers {
  /** 0 where the pair is new. */
  get(key: number): number
  set(key: number, pair: number): void
}

/** An array where all possible pairs fit, else a map (a few countries, hardly ever a map). */
function pairNumbers(possible: number): PairNumbers {
  if (possible <= 50_000_000) {
    const numbers = new Uint32Array(possible)
    return {
      get: (key) => numbers[key]!,
      set: (key, pair) => {
        numbers[key] = pair
      },
    }
  }
  const numbers = new Map<number, number>()
  return {
    get: (key) => numbers.get(key) ?? 0,
    set: (key, pair) => {
      if (numbers.size < 16_000_000) numbers.set(key, pair)
    },
  }
}

const EMPTY: Outcome = NOTHING

/** The clean column of a field: for each row the first of `sources` that has a value. `isBlank`: words that stand for nothing. Null where none ever has. */
export function collectField(
  sources: readonly OutcomeColumn[],
  field: CleanField,
  rows: number,
  isBlank: (value: string) => boolean,
): EncodedColumn | null {
  const valueIds: Uint32Array[] = []
  const values: string[] = []
  const known = new Map<string, number>()
  const used: OutcomeColumn[] = []
  for (const source of sources) {
    const ids = new Uint32Array(source.outcomes.length)
    let any = false
    source.outcomes.forEach((outcome, at) => {
      const value = outcome.values[field]
      if (value === null || value === undefined || value === '' || isBlank(value)) return
      any = true
      ids[at] = idOf(value)
    })
    if (!any) continue
    used.push(source)
    valueIds.push(ids)
  }
  if (used.length === 0) return null
  const ids = new Uint32Array(rows)
  for (let s = used.length - 1; s >= 0; s--) {
    const { ids: rowIds } = used[s]!
    const map = valueIds[s]!
    for (let row = 0; row < rows; row++) {
      const id = map[rowIds[row]!]!
      if (id !== 0) ids[row] = id
    }
  }
  return { values: [null, ...values], ids }

  function idOf(value: string): number {
    // Past 2^24 distinct values a Map would throw: the rest goes without sharing.
    let id = known.get(value)
    if (id === undefined) {
      id = values.push(value)
      if (known.size < 16_000_000) known.set(value, id)
    }
    return id
  }
}
