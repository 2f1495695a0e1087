/** How often two different records agree by chance: exactly from value frequencies, elsewhere from random pairs. */

import type { PatternCounts } from '../../engine/engine.ts'
import { levelAt } from '../../engine/plan.ts'

/** Pairs at each level of each comparison: `[comparison][level]`. */
export function countLevels(patterns: PatternCounts, levels: readonly number[]): Float64Array[] {
  return levels.map((count, c) => {
    const totals = new Float64Array(count + 1)
    for (let p = 0; p < patterns.counts.length; p++)
      totals[levelAt(patterns.word0[p]!, patterns.word1[p]!, c)]! += patterns.counts[p]!
    return totals
  })
}

/** How the values of columns over one number space are spread. */
interface Spread {
  readonly second: Uint32Array | undefined
  /** Rows that hold each value, in any of the columns. */
  readonly frequencies: Uint32Array
  /** Rows that hold any. */
  readonly rows: number
}

/** By the first column: each is asked for several times, and no column ever changes. */
const known = new WeakMap<Uint32Array, Spread>()

function spreadOf([first, second]: readonly Uint32Array[]): Spread {
  const before = known.get(first!)
  if (before !== undefined && before.second === second) return before
  const spread = countRows(first!, second)
  known.set(first!, spread)
  return spread
}

function countRows(first: Uint32Array, second: Uint32Array | undefined): Spread {
  const frequencies = new Uint32Array(Math.max(largestOf(first), second === undefined ? 0 : largestOf(second)) + 1)
  for (let row = 0; row < first.length; row++) frequencies[first[row]!]!++
  let empty = frequencies[0]!
  if (second !== undefined)
    for (let row = 0; row < first.length; row++) {
      const value = second[row]!
      if (value === first[row] || value === 0) continue
      frequencies[value]!++
      if (first[row] === 0) empty--
    }
  frequencies[0] = 0
  return { second, frequencies, rows: first.length - empty }
}

function largestOf(column: Uint32Array): number {
  let most = 0
  for (let row = 0; row < column.length; row++) if (column[row]! > most) most = column[row]!
  return most
}

/** Of all pairs of rows that both hold a value, the share that hold the same one. */
export function shareOfSame(columns: readonly Uint32Array[]): number {
  const { frequencies, rows } = spreadOf(columns)
  let same = 0
  for (let id = 1; id < frequencies.length; id++) same += (frequencies[id]! * (frequencies[id]! - 1)) / 2
  return rows < 2 ? 0 : same / ((rows * (rows - 1)) / 2)
}

/** Rows that hold each value, in any of the columns (two at most). */
export const frequenciesOf = (columns: readonly Uint32Array[]): Uint32Array => spreadOf(columns).frequencies

export const rowsWithValue = (columns: readonly Uint32Array[]): number => spreadOf(columns).rows
