/** Blocks of a blocking rule: rows by key, blocks that are too large split by further fields, the rest given up and counted. */

import { PairInterner } from '../pair-interner.ts'
import type { BlockingPlan } from '../plan.ts'

export interface Blocks {
  readonly name: string
  /** Row → key after splitting (0: none); one array per key column. */
  readonly keys: readonly Uint32Array[]
  /** Rows of key k are `members[starts[k] .. starts[k+1])`, ascending. */
  readonly starts: Uint32Array
  readonly members: Uint32Array
  /** Pairs of all blocks; a pair that shares two keys counts twice. */
  readonly pairs: number
  readonly refinedBlocks: number
  readonly givenUpPairs: number
}

/** Smaller than this no block is split for the sake of speed. */
const SMALLEST_LIMIT = 8

/**
 * Blocks above `maxRows` are split. Where a rule makes more than `maxPairsPerRow` pairs a record, the limit is halved until
 * it does not: keys that grow common as data grows say less and less, and pairs would grow with the square of the rows.
 */
export function buildBlocks(plan: BlockingPlan, maxRows: number, maxPairsPerRow: number): Blocks {
  const most = maxPairsPerRow * plan.keys[0]!.length
  let limit = maxRows
  let blocks = splitBlocks(plan, limit)
  while (blocks.pairs > most && limit / 2 >= SMALLEST_LIMIT) {
    limit = Math.floor(limit / 2)
    blocks = splitBlocks(plan, limit)
  }
  return blocks
}

function splitBlocks(plan: BlockingPlan, maxRows: number): Blocks {
  const keys = plan.keys.map((column) => column.slice())
  let refinedBlocks = 0
  let sizes = sizesOf(keys)
  for (const [round, refinement] of plan.refinements.entries()) {
    const large = countAbove(sizes, maxRows)
    if (large === 0) break
    if (round === 0) refinedBlocks = large
    split(keys, sizes, maxRows, refinement.ids)
    sizes = sizesOf(keys)
  }
  let givenUpPairs = 0
  let pairs = 0
  for (let k = 1; k < sizes.length; k++) {
    const n = sizes[k]!
    if (n > maxRows) givenUpPairs += (n * (n - 1)) / 2
    else pairs += (n * (n - 1)) / 2
  }
  for (const column of keys) for (let i = 0; i < column.length; i++) if (sizes[column[i]!]! > maxRows) column[i] = 0
  return { name: plan.name, keys, ...membersOf(keys, sizes, maxRows), pairs, refinedBlocks, givenUpPairs }
}

function sizesOf(keys: readonly Uint32Array[]): Uint32Array {
  let most = 0
  for (const column of keys) for (let i = 0; i < column.length; i++) if (column[i]! > most) most = column[i]!
  const sizes = new Uint32Array(most + 1)
  eachEntry(keys, (key) => {
    sizes[key]!++
  })
  return sizes
}

function countAbove(sizes: Uint32Array, limit: number): number {
  let n = 0
  for (let k = 1; k < sizes.length; k++) if (sizes[k]! > limit) n++
  return n
}

function split(keys: readonly Uint32Array[], sizes: Uint32Array, maxRows: number, ids: Uint32Array): void {
  const parts = new PairInterner()
  const base = sizes.length
  for (const column of keys)
    for (let row = 0; row < column.length; row++)
      if (sizes[column[row]!]! > maxRows && column[row] !== 0)
        column[row] = base + parts.intern(column[row]!, ids[row]!)
}

function membersOf(keys: readonly Uint32Array[], sizes: Uint32Array, maxRows: number) {
  const starts = new Uint32Array(sizes.length + 1)
  for (let k = 1; k < sizes.length; k++) {
    const n = sizes[k]!
    starts[k + 1] = starts[k]! + (n >= 2 && n <= maxRows ? n : 0)
  }
  const members = new Uint32Array(starts[sizes.length]!)
  const next = starts.slice()
  eachEntry(keys, (key, row) => {
    if (starts[key + 1]! > starts[key]!) members[next[key]!++] = row
  })
  return { starts, members }
}

/** Every (key, row) once, rows ascending. */
function eachEntry(keys: readonly Uint32Array[], visit: (key: number, row: number) => void): void {
  const [first, second] = keys as [Uint32Array, Uint32Array | undefined]
  for (let row = 0; row < first.length; row++) {
    const a = first[row]!
    if (a !== 0) visit(a, row)
    const b = second?.[row] ?? 0
    if (b !== 0 && b !== a) visit(b, row)
  }
}
