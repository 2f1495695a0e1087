/** Walks candidate pairs row by row, each pair once: it belongs to the first rule that makes it. */

import { type Lane, ROW } from './blocks.ts'

export const BATCH = 4096

/** Rows of `count` pairs; the arrays are reused by the next batch. */
export type OnBatch = (l: Uint32Array, r: Uint32Array, count: number) => void

export interface Candidates {
  readonly rows: number
  /** Null: every pair is a candidate. */
  readonly lanes: readonly Lane[] | null
  readonly sources: Uint16Array
  /** Source → 1 where no pair is made within it. */
  readonly barred: Uint8Array
}

/** Walks the pairs whose smaller row is in a range; ranges may be walked in any order, each once. */
export function candidateWalk(candidates: Candidates): (from: number, to: number, onBatch: OnBatch) => void {
  return candidates.lanes === null ? walkAll(candidates) : walkLanes(candidates, candidates.lanes)
}

function walkAll(candidates: Candidates): (from: number, to: number, onBatch: OnBatch) => void {
  const isBarred = barOf(candidates)
  const l = new Uint32Array(BATCH)
  const r = new Uint32Array(BATCH)
  return (from, to, onBatch) => {
    let count = 0
    for (let row = from; row < to; row++)
      for (let other = row + 1; other < candidates.rows; other++) {
        if (isBarred?.(row, other)) continue
        l[count] = row
        r[count] = other
        if (++count < BATCH) continue
        onBatch(l, r, count)
        count = 0
      }
    if (count > 0) onBatch(l, r, count)
  }
}

function walkLanes(
  candidates: Candidates,
  lanes: readonly Lane[],
): (from: number, to: number, onBatch: OnBatch) => void {
  const isBarred = barOf(candidates)
  const l = new Uint32Array(BATCH)
  const r = new Uint32Array(BATCH)
  // What tells a pair that an earlier rule made.
  const met = new MetRows()
  const places = lanes.map(({ place }) => place)
  const blocks = lanes.map(({ members }) => members)
  const ends = lanes.map(({ sortedFrom }) => sortedFrom)
  const around = new Uint32Array(2 * lanes.reduce((most, { reach }) => Math.max(most, reach), 0))
  return (from, to, onBatch) => {
    let count = 0
    const meet = (row: number, other: number): void => {
      if (!met.add(other)) return
      if (isBarred?.(row, other)) return
      l[count] = row
      r[count] = other
      if (++count < BATCH) return
      onBatch(l, r, count)
      count = 0
    }
    for (let row = from; row < to; row++) {
      met.clear()
      for (let lane = 0; lane < places.length; lane++) {
        let at = places[lane]![row]!
        if (at < 0) continue
        const members = blocks[lane]!
        if (at < ends[lane]!) while (members[at]! >= 0) meet(row, members[++at]! & ROW)
        else {
          const found = findNeighbours(lanes[lane]!, at, around)
          // A pair is made where its smaller row comes by.
          for (let i = 0; i < found; i++) if (around[i]! > row) meet(row, around[i]!)
        }
      }
    }
    if (count > 0) onBatch(l, r, count)
  }
}

/** The rows that one row has met: few, so that they stay in the processor's nearest memory. */
class MetRows {
  #rows = new Uint32Array(1024)
  /** By slot, in which round it was filled. */
  #rounds = new Uint32Array(1024)
  #round = 1
  #size = 0

  clear(): void {
    this.#round++
    this.#size = 0
  }

  /** False where the row is there already. */
  add(row: number): boolean {
    const rows = this.#rows
    const rounds = this.#rounds
    const mask = rows.length - 1
    let slot = (Math.imul(row, 0x9e3779b1) >>> 15) & mask
    while (rounds[slot] === this.#round) {
      if (rows[slot] === row) return false
      slot = (slot + 1) & mask
    }
    rows[slot] = row
    rounds[slot] = this.#round
    if (++this.#size * 2 > rows.length) this.#grow()
    return true
  }

  #grow(): void {
    const met = this.#rows.filter((_, slot) => this.#rounds[slot] === this.#round)
    this.#rows = new Uint32Array(this.#rows.length * 2)
    this.#rounds = new Uint32Array(this.#rows.length)
    this.#size = 0
    for (const row of met) this.add(row)
  }
}

/** Puts the rows on either side of a place into `around`; returns how many there are. */
function findNeighbours({ members, sortedFrom, reach }: Lane, at: number, around: Uint32Array): number {
  let found = 0
  for (let i = at; i < at + reach && members[i]! >= 0; i++) around[found++] = members[i + 1]! & ROW
  for (let i = at - 1; i >= at - reach && i >= sortedFrom && members[i]! >= 0; i--) around[found++] = members[i]!
  return found
}

/** Null where every pair may be made. */
function barOf({ sources, barred }: Candidates): ((l: number, r: number) => boolean) | null {
  if (!barred.includes(1)) return null
  return (l, r) => sources[l] === sources[r] && barred[sources[l]!] === 1
}
