/** The last part of a glance: of texts that differ, the outlines show most to be nothing alike. */

import { bitCount } from '../../text/edit-distance.ts'
import type { PairBatch } from './glance.ts'
import { LENGTH_SHIFT, LETTERS, LONGEST, mostEdits } from './outlines.ts'

const LEVEL = 15
/** By the length of the longer text. */
const MOST_EDITS = Uint8Array.from({ length: LONGEST + 1 }, (_, length) => mostEdits(length))

/** Pairs that a glance noted, and what it has put on `unclear` itself. */
interface Noted {
  readonly differing: number
  readonly unclear: number
  /** Where the rows have the outline. */
  readonly place: number
}

/**
 * Pairs on `differing` have the level that they get where their outlines are unlike, as `areUnlike` has it. Those which may
 * be alike lose it and go on `unclear`; returns how many stand there. Written out in one loop without a branch or a call: all
 * kinds share it, and nearly every pair comes by.
 */
export function keepAlike(
  { l, r, unclear, differing }: PairBatch,
  noted: Noted,
  cells: Uint32Array,
  words: Uint32Array,
  shift: number,
): number {
  const { place } = noted
  const cleared = ~(LEVEL << shift)
  let left = noted.unclear
  for (let k = 0; k < noted.differing; k++) {
    const i = differing[k]!
    const a = cells[l[i]! + place]!
    const b = cells[r[i]! + place]!
    const lengthA = a >>> LENGTH_SHIFT
    const lengthB = b >>> LENGTH_SHIFT
    const longer = Math.max(lengthA, lengthB)
    const most = MOST_EDITS[longer]!
    const onlyA = a & ~b & LETTERS
    const onlyB = b & ~a & LETTERS
    // Below 0, each as far as its sign goes: too many letters of one's own, lengths too far apart.
    const tooMany = (most - bitCount(onlyA)) | (most - bitCount(onlyB)) | (most - longer + Math.min(lengthA, lengthB))
    // Below 0 where both have letters of their own and both lengths are known.
    const isTold = -onlyA & -onlyB & (longer - LONGEST)
    const unlike = (tooMany & isTold) >> 31
    words[i]! &= cleared | unlike
    unclear[left] = i
    left += 1 + unlike
  }
  return left
}
