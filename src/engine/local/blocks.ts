/** Blocks of a blocking rule, laid out so that a row finds its partners at once. */

import type { RuleCount } from '../engine.ts'
import type { Neighbourhood, SortRule, ValueIds } from '../plan.ts'
import { groupRows, type KeyColumns } from './group-rows.ts'
import { sortRows } from './sort-rows.ts'
import { type SplitBlocks, splitBlocks } from './split-blocks.ts'

/** A rule of keys in shared memory. */
export interface SharedKeyRule {
  readonly name: string
  readonly keys: KeyColumns
  readonly maxPairsPerRow: number
  readonly refinements: readonly ValueIds[]
}

export type SharedRule = SharedKeyRule | SortRule

export interface BlockLimits {
  /** Rows of a block beyond which it is split. */
  readonly maxRows: number
  /** In blocks that stay too large only neighbours are paired. */
  readonly oversized: Neighbourhood
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

/** Builds the blocks of rules; rows are sorted once for all blocks that stay too large. */
export function blockBuilder(rows: number, limits: BlockLimits): (rule: SharedRule) => Blocks {
  let sorted: Uint32Array | null = null
  const inOrder = (): Uint32Array => {
    sorted ??= sortRows(rows, limits.oversized.sortBy)
    return sorted
  }
  return (rule) => ('keys' in rule ? blocksOfKeys(rows, rule, limits, inOrder) : blockOfAll(rows, rule))
}

/** One block of all rows, in order. */
function blockOfAll(rows: number, { name, sortBy, window }: SortRule): Blocks {
  const [first] = sortBy as [ValueIds]
  const members = sharedInt32(rows)
  const place = sharedInt32(rows).fill(-1)
  let count = 0
  for (const row of sortRows(rows, sortBy))
    if (first[row] !== 0) {
      place[row] = count
      members[count++] = row
    }
  if (count > 0) members[count - 1]! |= LAST
  const lane = { place, members: members.subarray(0, count), sortedFrom: 0, reach: window - 1 }
  return { rule: name, pairs: neighbourPairs(count, window - 1), refinedBlocks: 0, givenUpPairs: 0, lanes: [lane] }
}

function blocksOfKeys(rows: number, rule: SharedKeyRule, limits: BlockLimits, inOrder: () => Uint32Array): Blocks {
  const width = rule.keys.length
  const rowOf = width === 1 ? (entry: number) => entry : (entry: number) => Math.floor(entry / width)
  const mostPairs = rule.maxPairsPerRow * rows
  const split = splitBlocks(groupRows(rows, rule.keys), rowOf, rule.refinements, limits.maxRows, mostPairs)
  const { stretches, limit } = split
  // Where blocks are kept small for the sake of speed, so are the neighbourhoods.
  const reach = Math.min(limits.oversized.window - 1, (limit - 1) >> 1)
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
  if (all > inBlocks) layOutSorted(laid, split, inBlocks, inOrder())
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

/** Blocks that stayed too large, each in the order of `sorted`, from place `at` on. */
function layOutSorted(
  { members, places, width, rowOf }: Layout,
  { members: entries, stretches, limit }: SplitBlocks,
  at: number,
  sorted: Uint32Array,
): void {
  const rank = new Uint32Array(sorted.length)
  for (let i = 0; i < sorted.length; i++) rank[sorted[i]!] = i
  for (let i = 0; i < stretches.count; i++) {
    const from = stretches.from[i]!
    const to = stretches.to[i]!
    if (to - from <= limit) continue
    const keyed = Float64Array.from(entries.subarray(from, to), (entry) => {
      const row = rowOf(entry)
      return rank[row]! * width + (entry - row * width)
    }).sort()
    for (let m = 0; m < keyed.length; m++) {
      const place = Math.floor(keyed[m]! / width)
      const row = sorted[place]!
      places[keyed[m]! - place * width]![row] = at
      members[at++] = m + 1 === keyed.length ? row | LAST : row
    }
  }
}

/** Pairs of `rows` in a row that are at most `reach` places apart. */
function neighbourPairs(rows: number, reach: number): number {
  const most = Math.max(0, Math.min(reach, rows - 1))
  return most * rows - (most * (most + 1)) / 2
}

const sharedInt32 = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4))
