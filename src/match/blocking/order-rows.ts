/** The canonical order of the records: by uid, so that nothing depends on how rows or sources came in. */

import { PackedCells } from '../../record/packed-column.ts'
import type { PackedTexts } from '../../record/packed-texts.ts'

const DIGIT_BITS = 16
const DIGITS = 1 << DIGIT_BITS
/** Bytes of a uid that are sorted by radix; what they leave open is decided by the rest. */
const HEAD_BYTES = 8

/** Place → row. Texts in the order of their UTF-16 units; equal ones in the order of their rows. */
export function orderByUid(uids: readonly string[] | PackedTexts): Uint32Array {
  const packed = Array.isArray(uids) ? pack(uids as readonly string[]) : (uids as PackedTexts)
  const skip = commonPrefix(packed)
  const heads = [headsOf(packed, skip, 0), headsOf(packed, skip, 4)] as const
  let order = Uint32Array.from({ length: packed.length }, (_, row) => row)
  for (const head of [heads[1], heads[0]]) for (const shift of [0, DIGIT_BITS]) order = sortByDigit(order, head, shift)
  sortTies(order, heads, packed, skip + HEAD_BYTES)
  return order
}

/** Whether the texts at two rows are the same. */
export function isSameText({ bytes, offsets }: PackedTexts, l: number, r: number): boolean {
  let [i, j] = [offsets[l]!, offsets[r]!]
  const end = offsets[l + 1]!
  if (end - i !== offsets[r + 1]! - j) return false
  while (i < end) if (bytes[i++] !== bytes[j++]) return false
  return true
}

function pack(texts: readonly string[]): PackedTexts {
  const cells = new PackedCells()
  for (const text of texts) cells.takeText(text)
  return cells.finish()
}

/** UTF-16 has characters past U+FFFF before U+E000 to U+FFFF, whose UTF-8 begins with EE and EF. */
const RANK = Uint8Array.from({ length: 256 }, (_, byte) => (byte === 0xee || byte === 0xef ? byte + 8 : byte))

function commonPrefix({ bytes, offsets, length }: PackedTexts): number {
  let common = length === 0 ? 0 : offsets[1]!
  for (let row = 1; row < length && common > 0; row++) {
    const start = offsets[row]!
    common = Math.min(common, offsets[row + 1]! - start)
    for (let i = 0; i < common; i++) if (bytes[start + i] !== bytes[i]) common = i
  }
  return common
}

/** Four bytes of each text as a number; a text's end comes before every byte (no byte of a text ranks 0 but NUL). */
function headsOf({ bytes, offsets, length }: PackedTexts, skip: number, from: number): Uint32Array {
  const heads = new Uint32Array(length)
  for (let row = 0; row < length; row++) {
    const end = offsets[row + 1]!
    let head = 0
    for (let i = 0, at = offsets[row]! + skip + from; i < 4; i++, at++)
      head = (head << 8) | (at < end ? RANK[bytes[at]!]! : 0)
    heads[row] = head
  }
  return heads
}

function sortByDigit(order: Uint32Array, heads: Uint32Array, shift: number): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(DIGITS + 1)
  for (let row = 0; row < heads.length; row++) starts[((heads[row]! >>> shift) & (DIGITS - 1)) + 1]!++
  for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1]! += starts[digit]!
  const sorted = new Uint32Array(order.length)
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!
    sorted[starts[(heads[row]! >>> shift) & (DIGITS - 1)]!++] = row
  }
  return sorted
}

function sortTies(
  order: Uint32Array,
  [high, low]: readonly [Uint32Array, Uint32Array],
  texts: PackedTexts,
  from: number,
): void {
  for (let first = 0; first < order.length; ) {
    const head = order[first]!
    let next = first + 1
    while (next < order.length && high[order[next]!] === high[head] && low[order[next]!] === low[head]) next++
    if (next - first > 1) order.subarray(first, next).sort((l, r) => compareRest(texts, l, r, from) || l - r)
    first = next
  }
}

function compareRest({ bytes, offsets }: PackedTexts, l: number, r: number, from: number): number {
  let [i, j] = [offsets[l]! + from, offsets[r]! + from]
  const [endL, endR] = [offsets[l + 1]!, offsets[r + 1]!]
  while (i < endL && j < endR) {
    const difference = RANK[bytes[i++]!]! - RANK[bytes[j++]!]!
    if (difference !== 0) return difference
  }
  return endL - offsets[l]! - (endR - offsets[r]!)
}
