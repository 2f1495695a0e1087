/** How often two different records agree by chance: exactly from value frequencies, elsewhere from random pairs. */

import type { PatternCounts } from '../engine/engine.ts'
import { levelAt } from '../engine/plan.ts'

/** Pairs at each level of each comparison: `[comparison][level]`. */
export function countLevels(patterns: PatternCounts, levels: readonly number[]): Float64Array[] {
  return levels.map((count, c) => {
    const totals = new Float64Array(count + 1)
    for (let p = 0; p < patterns.counts.length; p++)
      totals[levelAt(patterns.word0[p]!, patterns.word1[p]!, c)]! += patterns.counts[p]!
    return totals
  })
}

/** Of all pairs of rows that both hold a value, the share that hold the same one. */
export function shareOfSame(columns: readonly Uint32Array[]): number {
  const frequencies = frequenciesOf(columns)
  let same = 0
  for (let id = 1; id < frequencies.length; id++) same += (frequencies[id]! * (frequencies[id]! - 1)) / 2
  const rows = rowsWithValue(columns)
  return rows < 2 ? 0 : same / ((rows * (rows - 1)) / 2)
}

/** Rows that hold each value, in any of the columns. */
export function frequenciesOf(columns: readonly Uint32Array[]): Uint32Array {
  const [first, second] = columns as [Uint32Array, Uint32Array | undefined]
  let most = 0
  for (const column of columns)
    for (let row = 0; row < column.length; row++) if (column[row]! > most) most = column[row]!
  const frequencies = new Uint32Array(most + 1)
  for (let row = 0; row < first.length; row++) frequencies[first[row]!]!++
  if (second !== undefined)
    for (let row = 0; row < first.length; row++) if (second[row] !== first[row]) frequencies[second[row]!]!++
  frequencies[0] = 0
  return frequencies
}

export function rowsWithValue(columns: readonly Uint32Array[]): number {
  const [first, second] = columns as [Uint32Array, Uint32Array | undefined]
  let rows = 0
  for (let row = 0; row < first.length; row++) if (first[row] !== 0) rows++
  if (second !== undefined)
    for (let row = 0; row < first.length; row++) if (first[row] === 0 && second[row] !== 0) rows++
  return rows
}
