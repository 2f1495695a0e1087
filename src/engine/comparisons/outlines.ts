/** The outline of a text in one word: its length and which letters it has; enough to see that most pairs are nothing alike. */

import { bitCount } from '../../text/edit-distance.ts'
import type { TextTable } from '../../text/text-table.ts'

/** The length stands above the letters. */
export const LENGTH_SHIFT = 26
export const LETTERS = 2 ** LENGTH_SHIFT - 1
/** Lengths from here on are not told apart. */
export const LONGEST = 63

/** By text. */
export function outlinesOf({ offsets, masks }: TextTable): Uint32Array {
  return masks.map((mask, i) => {
    const length = Math.min(LONGEST, offsets[i + 1]! - offsets[i]!)
    return ((mask & LETTERS) | (mask >>> LENGTH_SHIFT) | (length << LENGTH_SHIFT)) >>> 0
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
  if (l >>> LENGTH_SHIFT >= LONG || r >>> LENGTH_SHIFT >= LONG) return true
  const onlyL = l & ~r & LETTERS
  const onlyR = r & ~l & LETTERS
  return (onlyL & (onlyL - 1)) === 0 && (onlyR & (onlyR - 1)) === 0
}

/** Whether more than two bits are set. */
export function areOverTwo(bits: number): boolean {
  const less = bits & (bits - 1)
  return (less & (less - 1)) !== 0
}

/** Whether two texts of these outlines are more than two edits apart for sure. */
export function areManyEditsApart(l: number, r: number): boolean {
  if (areOverTwo(l & ~r & LETTERS) || areOverTwo(r & ~l & LETTERS)) return true
  const lengthL = l >>> LENGTH_SHIFT
  const lengthR = r >>> LENGTH_SHIFT
  return lengthL !== LONGEST && lengthR !== LONGEST && Math.abs(lengthL - lengthR) > 2
}

/** Whether two texts of these outlines cannot be alike in any way that spelling knows. */
export function areUnlike(l: number, r: number): boolean {
  const onlyL = l & ~r & LETTERS
  const onlyR = r & ~l & LETTERS
  if (onlyL === 0 || onlyR === 0) return false
  const lengthL = l >>> LENGTH_SHIFT
  const lengthR = r >>> LENGTH_SHIFT
  if (lengthL === LONGEST || lengthR === LONGEST) return false
  const most = mostEdits(Math.max(lengthL, lengthR))
  return Math.abs(lengthL - lengthR) > most || bitCount(onlyL) > most || bitCount(onlyR) > most
}
