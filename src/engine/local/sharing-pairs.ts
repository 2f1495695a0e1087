/** Draws pairs evenly from all pairs of rows that share a number. */

import { mixRows } from '../../base/mix-rows.ts'
import { type Bars, type ListedPairs, PairList } from './pair-list.ts'

/** All pairs of rows with one number other than 0, or `most` drawn of them; `total`: how many there are. */
export function sharingPairs(ids: Uint32Array, most: number, bars: Bars): { pairs: ListedPairs; total: number } {
  const { starts, members } = groupsOf(ids)
  const before = new Float64Array(starts.length)
  for (let k = 0; k + 1 < starts.length; k++) before[k + 1] = before[k]! + pairsOf(starts[k + 1]! - starts[k]!)
  const total = before[starts.length - 1]!
  const pairs = new PairList(Math.min(total, most), bars)
  if (total <= most)
    for (let k = 0; k + 1 < starts.length; k++)
      for (let i = starts[k]!; i < starts[k + 1]!; i++)
        for (let j = i + 1; j < starts[k + 1]!; j++) pairs.push(members[i]!, members[j]!)
  else
    for (let n = 0; n < most; n++) {
      const k = groupAt(before, (mixRows(n, 0x3c6ef35f) / 2 ** 32) * total)
      const size = starts[k + 1]! - starts[k]!
      const i = Math.floor((mixRows(n, 0x1b873593) / 2 ** 32) * size)
      const j = (i + 1 + Math.floor((mixRows(n, 0x6a09e667) / 2 ** 32) * (size - 1))) % size
      pairs.push(members[starts[k]! + i]!, members[starts[k]! + j]!)
    }
  return { pairs, total }
}

const pairsOf = (n: number): number => (n * (n - 1)) / 2

/** The group whose pairs hold the one of rank `at`. */
function groupAt(before: Float64Array, at: number): number {
  let low = 0
  let high = before.length - 1
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (before[middle]! <= at) low = middle
    else high = middle
  }
  return low
}

/** Rows of each number, ascending; groups of two and more. */
function groupsOf(ids: Uint32Array): { starts: Uint32Array; members: Uint32Array } {
  let most = 0
  for (let row = 0; row < ids.length; row++) if (ids[row]! > most) most = ids[row]!
  const sizes = new Uint32Array(most + 1)
  for (let row = 0; row < ids.length; row++) sizes[ids[row]!]!++
  const next = new Uint32Array(most + 1)
  const starts: number[] = [0]
  let total = 0
  for (let id = 1; id <= most; id++) {
    next[id] = total
    if (sizes[id]! > 1) {
      total += sizes[id]!
      starts.push(total)
    }
  }
  const members = new Uint32Array(total)
  for (let row = 0; row < ids.length; row++)
    if (ids[row] !== 0 && sizes[ids[row]!]! > 1) members[next[ids[row]!]!++] = row
  return { starts: Uint32Array.from(starts), members }
}
