/** Blocks of a blocking rule, laid out so that a row finds its partners at once. */

import type { RuleCount } from '../engine.ts'
import type { ValueIds } from '../plan.ts'
import { groupRows, type KeyColumns } from './group-rows.ts'
import { splitBlocks } from './split-blocks.ts'

/** A blocking rule in shared memory. */
export interface SharedRule {
  readonly name: string
  readonly keys: KeyColumns
  readonly refinements: readonly ValueIds[]
}

export interface BlockLimits {
  /** Rows of a block beyond which it is split. */
  readonly maxRows: number
  /** Rules that make more pairs a record have their blocks split further. */
  readonly maxPairsPerRow: number
}

/** One key of a rule: a row stands at `place[row]` of `members` (−1: in no block); after it come the later rows of its block. */
export interface Lane {
  readonly place: Int32Array
  /** Row numbers; the last of a block has the sign bit set. */
  readonly members: Int32Array
}

export interface Blocks extends RuleCount {
  readonly lanes: readonly Lane[]
}

export const LAST = -0x80000000
export const ROW = 0x7fffffff

export function buildBlocks(rows: number, rule: SharedRule, { maxRows, maxPairsPerRow }: BlockLimits): Blocks {
  const width = rule.keys.length
  const rowOf = width === 1 ? (entry: number) => entry : (entry: number) => Math.floor(entry / width)
  const split = splitBlocks(groupRows(rows, rule.keys), rowOf, rule.refinements, maxRows, maxPairsPerRow * rows)
  const { members: entries, stretches, limit } = split
  const places = rule.keys.map(() => new Int32Array(new SharedArrayBuffer(rows * 4)).fill(-1))
  let total = 0
  let givenUpPairs = 0
  for (let i = 0; i < stretches.count; i++) {
    const size = stretches.to[i]! - stretches.from[i]!
    if (size <= limit) total += size
    else givenUpPairs += (size * (size - 1)) / 2
  }
  const members = new Int32Array(new SharedArrayBuffer(total * 4))
  let at = 0
  for (let i = 0; i < stretches.count; i++) {
    const to = stretches.to[i]!
    if (to - stretches.from[i]! > limit) continue
    for (let m = stretches.from[i]!; m < to; m++) {
      const row = rowOf(entries[m]!)
      places[entries[m]! - row * width]![row] = at
      members[at++] = m + 1 === to ? row | LAST : row
    }
  }
  return {
    rule: rule.name,
    pairs: split.pairs,
    refinedBlocks: split.refinedBlocks,
    givenUpPairs,
    lanes: places.map((place) => ({ place, members })),
  }
}
