/** Blocks of a blocking rule, laid out so that a row finds its partners at once. */

import type { RuleCount } from '../engine.ts'
import { groupRows } from '../group-rows.ts'
import { type KeyColumn, valuesOf } from '../key-column.ts'
import type { ValueIds } from '../plan.ts'
import { sortRows } from '../sort-rows.ts'
import { type SplitBlocks, splitBlocks } from './split-blocks.ts'

/** A rule of keys in shared memory. */
export interface SharedKeyRule {
  readonly name: string
  readonly keys: readonly (readonly KeyColumn[])[]
  readonly maxPairsPerRow: number
  readonly refinements: readonly KeyColumn[]
}

/** A rule of neighbours in shared memory. */
export interface SharedSortRule {
  readonly name: string
  /** By these rows are to be sorted yet. */
  readonly sortBy: readonly KeyColumn[]
  readonly window: number
  /** Rows that hold nothing here are left out. */
  readonly filled: KeyColumn
}

export type SharedRule = SharedKeyRule | SharedSortRule

export interface BlockLimits {
  /** Rows of a block beyond which it is split. */
  readonly maxRows: number
  /** Of blocks that stay too large only rows that stand together are paired: so many. */
  readonly window: number
}

/**
 * One key of a rule: a row stands at `place[row]` of `members` (−1: in no block). Up to `sortedFrom` all rows of a block are
 * partners, and stand in ascending order; from there on rows are sorted, and partners are at most `reach` places apart.
 */
export interface Lane {
  readonly place: Int32Array
  /** Row numbers; the last of a block has the sign bit set. */
  readonly members: Int32Array
  readonly sortedFrom: number
  readonly reach: number
}

export interface Blocks extends RuleCount {
  readonly lanes: readonly Lane[]
}

export const LAST = -0x80000000
export const ROW = 0x7fffffff

type ValuesOf = (column: KeyColumn) => ValueIds

/** Builds the blocks of rules; what several look at is made once. Rows stand in the order in which neighbours are sought. */
export function blockBuilder(rows: number, limits: BlockLimits): (rule: SharedRule) => Blocks {
  const made = new Map<KeyColumn, ValueIds>()
  const values = (column: KeyColumn): ValueIds => {
    const known = made.get(column) ?? valuesOf(column)
    made.set(column, known)
    return known
  }
  return (rule) => ('keys' in rule ? blocksOfKeys(rows, rule, limits, values) : blockOfAll(rows, rule, values))
}

/** One block of all rows, in order. */
function blockOfAll(rows: number, { name, sortBy, window, filled }: SharedSortRule, values: ValuesOf): Blocks {
  const first = values(filled)
  const sorted = sortRows(rows, sortBy.map(values))
  const members = sharedInt32(rows)
  const place = sharedInt32(rows).fill(-1)
  let count = 0
  for (let i = 0; i < rows; i++) {
    const row = sorted[i]!
    if (first[row] === 0) continue
    place[row] = count
    members[count++] = row
  }
  if (count > 0) members[count - 1]! |= LAST
  const lane = { place, members: members.subarray(0, count), sortedFrom: 0, reach: window - 1 }
  return { rule: name, pairs: neighbourPairs(count, window - 1), refinedBlocks: 0, givenUpPairs: 0, lanes: [lane] }
}

function blocksOfKeys(rows: number, rule: SharedKeyRule, limits: BlockLimits, values: ValuesOf): Blocks {
  const width = rule.keys.length
  const rowOf = width === 1 ? (entry: number) => entry : (entry: number) => Math.floor(entry / width)
  const mostPairs = rule.maxPairsPerRow * rows
  const groups = groupRows(
    rows,
    rule.keys.map((columns) => columns.map(values)),
  )
  const refinements = rule.refinements.map((column) => () => values(column))
  const split = splitBlocks(groups, rowOf, refinements, limits.maxRows, mostPairs)
  const { stretches, limit } = split
  // Where blocks are kept small for the sake of speed, so are the neighbourhoods.
  const reach = Math.min(limits.window - 1, (limit - 1) >> 1)
  let [inBlocks, all, neighbours, tooMany] = [0, 0, 0, 0]
  for (let i = 0; i < stretches.count; i++) {
    const size = stretches.to[i]! - stretches.from[i]!
    all += size
    if (size <= limit) inBlocks += size
    else {
      neighbours += neighbourPairs(size, reach)
      tooMany += (size * (size - 1)) / 2
    }
  }
  const laid: Layout = {
    members: sharedInt32(all),
    places: rule.keys.map(() => sharedInt32(rows).fill(-1)),
    width,
    rowOf,
  }
  layOutBlocks(laid, split)
  if (all > inBlocks) layOutSorted(laid, split, inBlocks)
  const { members, places } = laid
  return {
    rule: rule.name,
    pairs: split.pairs + neighbours,
    refinedBlocks: split.refinedBlocks,
    givenUpPairs: tooMany - neighbours,
    lanes: places.map((place) => ({ place, members, sortedFrom: inBlocks, reach })),
  }
}

/** What is laid out: entries are `row * width + key`. */
interface Layout {
  readonly members: Int32Array
  readonly places: readonly Int32Array[]
  readonly width: number
  readonly rowOf: (entry: number) => number
}

/** In the order of their first rows, as rows are walked later: what the walk asks for then lies close by. */
function layOutBlocks({ members, places, width, rowOf }: Layout, { members: entries, stretches, limit }: SplitBlocks) {
  const { from: starts, to: ends, count } = stretches
  const beginning = new Int32Array(places[0]!.length * width).fill(-1)
  for (let i = 0; i < count; i++) if (ends[i]! - starts[i]! <= limit) beginning[entries[starts[i]!]!] = i
  let at = 0
  for (let first = 0; first < beginning.length; first++) {
    const i = beginning[first]!
    if (i < 0) continue
    const to = ends[i]!
    for (let m = starts[i]!; m < to; m++) {
      const row = rowOf(entries[m]!)
      places[entries[m]! - row * width]![row] = at
      members[at++] = m + 1 === to ? row | LAST : row
    }
  }
}

/** Blocks that stayed too large, each in the order of its rows, from place `at` on. */
function layOutSorted(
  { members, places, width, rowOf }: Layout,
  { members: entries, stretches, limit }: SplitBlocks,
  at: number,
): void {
  for (let i = 0; i < stretches.count; i++) {
    const from = stretches.from[i]!
    const to = stretches.to[i]!
    if (to - from <= limit) continue
    const sorted = entries.subarray(from, to).sort()
    for (let m = 0; m < sorted.length; m++) {
      const row = rowOf(sorted[m]!)
      places[sorted[m]! - row * width]![row] = at
      members[at++] = m + 1 === sorted.length ? row | LAST : row
    }
  }
}

/** Pairs of `rows` in a row that are at most `reach` places apart. */
function neighbourPairs(rows: number, reach: number): number {
  const most = Math.max(0, Math.min(reach, rows - 1))
  return most * rows - (most * (most + 1)) / 2
}

const sharedInt32 = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4))
