/** The outline of a text in one word: its length and which letters it has; enough to see that most pairs are nothing alike. */

import { bitCount } from '../../text/edit-distance.ts'
import type { TextTable } from '../../text/text-table.ts'

const LETTER_BITS = 26
const LETTERS = 2 ** LETTER_BITS - 1
/** Lengths from here on are not told apart. */
const LONGEST = 63

/** By text. */
export function outlinesOf({ offsets, masks }: TextTable): Uint32Array {
  return masks.map((mask, i) => {
    const length = Math.min(LONGEST, offsets[i + 1]! - offsets[i]!)
    return ((mask & LETTERS) | (mask >>> LETTER_BITS) | (length << LETTER_BITS)) >>> 0
  })
}

/** Texts as different as this share of the longer one's length still count as similar. */
export const SIMILAR_SHARE = 0.3

/** Of a text of two letters a slip leaves one: too little to tell. */
export const mostEdits = (longer: number): number => Math.max(2, Math.floor(longer * SIMILAR_SHARE))

/** From this length on two different letters may be one slip. */
const LONG = 10

/** Whether two different texts of these outlines may be one slip apart. */
export function maySlip(l: number, r: number): boolean {
  if (l >>> LETTER_BITS >= LONG || r >>> LETTER_BITS >= LONG) return true
  return bitCount(l & ~r & LETTERS) <= 1 && bitCount(r & ~l & LETTERS) <= 1
}

/** Whether two texts of these outlines are more than two edits apart for sure. */
export function areManyEditsApart(l: number, r: number): boolean {
  if (bitCount(l & ~r & LETTERS) > 2 || bitCount(r & ~l & LETTERS) > 2) return true
  const [lengthL, lengthR] = [l >>> LETTER_BITS, r >>> LETTER_BITS]
  return lengthL !== LONGEST && lengthR !== LONGEST && Math.abs(lengthL - lengthR) > 2
}

/** Whether two texts of these outlines cannot be alike in any way that spelling knows. */
export function areUnlike(l: number, r: number): boolean {
  const onlyL = l & ~r & LETTERS
  const onlyR = r & ~l & LETTERS
  if (onlyL === 0 || onlyR === 0) return false
  const lengthL = l >>> LETTER_BITS
  const lengthR = r >>> LETTER_BITS
  if (lengthL === LONGEST || lengthR === LONGEST) return false
  const most = mostEdits(Math.max(lengthL, lengthR))
  return Math.abs(lengthL - lengthR) > most || bitCount(onlyL) > most || bitCount(onlyR) > most
}
