/** Work on dictionary-encoded columns: every distinct value or combination once, the best of several columns per row. */

import { ColumnEncoder, type EncodedColumn } from '../record/encoded.ts'
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
  const encoder = new ColumnEncoder(0)
  const used: { readonly rowIds: Uint32Array; readonly valueIds: Uint32Array }[] = []
  for (const { ids: rowIds, outcomes } of sources) {
    const valueIds = new Uint32Array(outcomes.length)
    let any = false
    for (let at = 0; at < outcomes.length; at++) {
      const value = outcomes[at]!.values[field]
      if (value === null || value === undefined || value === '' || isBlank(value)) continue
      any = true
      valueIds[at] = encoder.idOf(value)
    }
    if (any) used.push({ rowIds, valueIds })
  }
  if (used.length === 0) return null
  const ids = new Uint32Array(rows)
  for (const { rowIds, valueIds } of used.reverse())
    for (let row = 0; row < rows; row++) {
      const id = valueIds[rowIds[row]!]!
      if (id !== 0) ids[row] = id
    }
  return { values: encoder.finish().values, ids }
}
