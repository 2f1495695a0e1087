/** Splits blocks that are too large by further fields, in place: each block is a stretch of the members. */

import type { Groups } from '../group-rows.ts'
import type { ValueIds } from '../plan.ts'

/** Gives a field to split by. */
type Refinement = () => ValueIds

/** Stretches of the members; those not listed hold single entries, which make no pairs. */
export interface Stretches {
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** By how many fields each was split. */
  readonly depth: Uint8Array
  readonly count: number
}

export interface SplitBlocks {
  readonly members: Uint32Array
  readonly stretches: Stretches
  /** Entries that a block may hold. */
  readonly limit: number
  readonly pairs: number
  /** Blocks of the rule's own keys that were split. */
  readonly refinedBlocks: number
}

/** Smaller than this no block is split for the sake of speed. */
const SMALLEST_LIMIT = 4

/**
 * Blocks above `maxRows` are split. While they make more than `mostPairs` pairs, the limit is halved: keys that grow common
 * as data grows say less and less, and pairs would grow with the square of the rows.
 */
export function splitBlocks(
  { members, starts, count }: Groups,
  rowOf: (entry: number) => number,
  refinements: readonly Refinement[],
  maxRows: number,
  mostPairs: number,
): SplitBlocks {
  const splitter = new Splitter(members, starts, count, rowOf)
  let limit = maxRows
  let refinedBlocks = splitter.splitAbove(limit, refinements)
  while (splitter.pairsUpTo(limit) > mostPairs && limit / 2 >= SMALLEST_LIMIT) {
    limit = Math.floor(limit / 2)
    refinedBlocks += splitter.splitAbove(limit, refinements)
  }
  return { members, stretches: splitter.stretches, limit, pairs: splitter.pairsUpTo(limit), refinedBlocks }
}

class Splitter {
  readonly #members: Uint32Array
  readonly #rowOf: (entry: number) => number
  #from: Uint32Array
  #to: Uint32Array
  #depth: Uint8Array
  #count: number
  #scratch = new Uint32Array(0)
  #groupOf = new Uint32Array(0)
  #table = new Int32Array(0)
  #values = new Uint32Array(0)
  #copy = new Uint32Array(0)

  constructor(members: Uint32Array, starts: Uint32Array, count: number, rowOf: (entry: number) => number) {
    this.#members = members
    this.#rowOf = rowOf
    this.#from = starts.slice(0, count)
    this.#to = starts.slice(1, count + 1)
    this.#depth = new Uint8Array(count)
    this.#count = count
  }

  get stretches(): Stretches {
    return { from: this.#from, to: this.#to, depth: this.#depth, count: this.#count }
  }

  pairsUpTo(limit: number): number {
    let pairs = 0
    for (let i = 0; i < this.#count; i++) {
      const size = this.#to[i]! - this.#from[i]!
      if (size <= limit) pairs += (size * (size - 1)) / 2
    }
    return pairs
  }

  /** Returns how many whole blocks it split. */
  splitAbove(limit: number, refinements: readonly Refinement[]): number {
    let whole = 0
    // What a split makes is met again: parts are put at the end.
    for (let i = 0; i < this.#count; i++)
      while (this.#to[i]! - this.#from[i]! > limit && this.#depth[i]! < refinements.length) {
        if (this.#depth[i] === 0) whole++
        this.#split(i, refinements[this.#depth[i]!]!())
      }
    return whole
  }

  /** The stretch becomes its first part; the others are added. */
  #split(i: number, ids: ValueIds): void {
    const from = this.#from[i]!
    const size = this.#to[i]! - from
    this.#reserve(size)
    const { sizes, groups } = this.#groupBy(from, size, ids)
    const depth = this.#depth[i]! + 1
    this.#to[i] = from
    this.#depth[i] = depth
    let at = from
    for (let group = 0; group < groups; group++) {
      const members = sizes[group]!
      if (members > 1) this.#add(i, at, at + members, depth)
      sizes[group] = at
      at += members
    }
    const copy = this.#copy
    for (let m = 0; m < size; m++) copy[m] = this.#members[from + m]!
    for (let m = 0; m < size; m++) this.#members[sizes[this.#groupOf[m]!]!++] = copy[m]!
  }

  #add(split: number, from: number, to: number, depth: number): void {
    let place = split
    if (this.#to[split]! > this.#from[split]!) {
      if (this.#count === this.#from.length) this.#grow()
      place = this.#count++
    }
    this.#from[place] = from
    this.#to[place] = to
    this.#depth[place] = depth
  }

  /** Numbers the members' values in the order of first sight and counts each. */
  #groupBy(from: number, size: number, ids: ValueIds): { sizes: Uint32Array; groups: number } {
    const mask = 2 ** Math.ceil(Math.log2(2 * size)) - 1
    const table = this.#table
    table.fill(-1, 0, mask + 1)
    const sizes = this.#scratch
    const values = this.#values
    let groups = 0
    for (let m = 0; m < size; m++) {
      const value = ids[this.#rowOf(this.#members[from + m]!)]!
      let slot = (Math.imul(value, 0x9e3779b1) >>> 8) & mask
      while (table[slot]! >= 0 && values[table[slot]!] !== value) slot = (slot + 1) & mask
      let group = table[slot]!
      if (group < 0) {
        group = groups++
        table[slot] = group
        values[group] = value
        sizes[group] = 0
      }
      sizes[group]!++
      this.#groupOf[m] = group
    }
    return { sizes, groups }
  }

  #reserve(size: number): void {
    if (this.#groupOf.length >= size) return
    const capacity = 2 ** Math.ceil(Math.log2(size))
    this.#scratch = new Uint32Array(capacity)
    this.#groupOf = new Uint32Array(capacity)
    this.#table = new Int32Array(2 * capacity)
    this.#values = new Uint32Array(capacity)
    this.#copy = new Uint32Array(capacity)
  }

  #grow(): void {
    const length = Math.max(16, this.#from.length * 2)
    const from = new Uint32Array(length)
    const to = new Uint32Array(length)
    const depth = new Uint8Array(length)
    from.set(this.#from)
    to.set(this.#to)
    depth.set(this.#depth)
    this.#from = from
    this.#to = to
    this.#depth = depth
  }
}
