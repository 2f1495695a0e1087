/** Draws pairs evenly from all pairs of rows. */

import { mixRows } from '../../base/mix-rows.ts'
import { type Bars, type ListedPairs, PairList } from './pair-list.ts'

/** At most `most` pairs; all of them where there are no more. */
export function randomPairs(rows: number, most: number, bars: Bars): ListedPairs {
  const all = (rows * (rows - 1)) / 2
  const pairs = new PairList(Math.min(all, most), bars)
  if (all <= most) {
    for (let l = 0; l < rows; l++) for (let r = l + 1; r < rows; r++) pairs.push(l, r)
    return pairs
  }
  for (let i = 0; i < most; i++) {
    // One row in turn, the other by chance: as even as two by chance, and half the memory to run about in.
    const a = Math.floor((i / most) * rows)
    const b = Math.floor((mixRows(i, 0x2f6e2b1) / 2 ** 32) * rows)
    if (a !== b) pairs.push(a, b)
  }
  return pairs
}
