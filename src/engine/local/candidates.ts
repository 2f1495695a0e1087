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
  const { rows, lanes, sources, barred } = candidates
  const l = new Uint32Array(BATCH)
  const r = new Uint32Array(BATCH)
  // Row → the row it was last paired with, plus one: what tells a pair that an earlier rule made.
  const seen = new Uint32Array(lanes === null ? 0 : rows)
  const places = (lanes ?? []).map((lane) => lane.place)
  return (from, to, onBatch) => {
    let count = 0
    const push = (row: number, other: number): void => {
      if (sources[row] === sources[other] && barred[sources[row]!] === 1) return
      l[count] = row
      r[count] = other
      if (++count < BATCH) return
      onBatch(l, r, count)
      count = 0
    }
    const meet = (row: number, other: number): void => {
      if (other < row || seen[other] === row + 1) return
      seen[other] = row + 1
      push(row, other)
    }
    for (let row = from; row < to; row++) {
      if (lanes === null) for (let other = row + 1; other < rows; other++) push(row, other)
      for (let lane = 0; lane < places.length; lane++) {
        let at = places[lane]![row]!
        if (at < 0) continue
        const { members, sortedFrom, reach } = lanes![lane]!
        if (at < sortedFrom)
          while (members[at]! >= 0) {
            const other = members[++at]! & ROW
            if (seen[other] === row + 1) continue
            seen[other] = row + 1
            push(row, other)
          }
        else {
          // Neighbours on either side; a pair is made where its smaller row comes by.
          for (let i = at; i < at + reach && members[i]! >= 0; i++) meet(row, members[i + 1]! & ROW)
          for (let i = at - 1; i >= at - reach && i >= sortedFrom && members[i]! >= 0; i--) meet(row, members[i]!)
        }
      }
    }
    if (count > 0) onBatch(l, r, count)
  }
}
