/** Distinct texts packed into typed arrays, so that pairs of them are compared as integers and threads can share them. */

import { packEach } from '../record/packed-column.ts'
import { PackedTexts } from '../record/packed-texts.ts'
import { byteLength, pointAt } from '../record/utf8.ts'

/** Text `i` is `codes[offsets[i] .. offsets[i+1])`; codes are dense ranks of code points, so two tables never mix. */
export interface TextTable {
  readonly codes: Uint16Array
  readonly offsets: Uint32Array
  /**
   * Which letters occur, one bit per code modulo 32; where there are at most ten letters and no blank, three bits a letter:
   * how often. Bits that only one of two texts has are letters that must be edited: a cheap lower bound on their distance.
   */
  readonly masks: Uint32Array
  /** Codes are below this. */
  readonly alphabet: number
  /** Code of the blank, or 0 where no text has one. */
  readonly blank: number
}

/** Packs texts (null → empty) into shared memory. Code points past the 65,535th distinct one share a code. */
export function packTexts(texts: PackedTexts | readonly (string | null)[]): TextTable {
  const { bytes, offsets: starts, length } = texts instanceof PackedTexts ? texts : packAll(texts)
  const offsets = new Uint32Array(new SharedArrayBuffer((length + 1) * 4))
  const masks = new Uint32Array(new SharedArrayBuffer(length * 4))
  const codes = new Uint16Array(bytes.length)
  const known = new Map<number, number>()
  const ascii = new Uint16Array(128)
  let end = 0
  const newCode = (point: number): number => {
    const code = Math.min(known.size + 1, 65_535)
    known.set(point, code)
    return code
  }
  for (let i = 0; i < length; i++) {
    const to = starts[i + 1]!
    let mask = 0
    for (let at = starts[i]!; at < to; ) {
      const byte = bytes[at]!
      let code: number
      if (byte < 0x80) {
        code = ascii[byte]!
        if (code === 0) code = ascii[byte] = newCode(byte)
        at++
      } else {
        const point = pointAt(bytes, at)
        code = known.get(point) ?? newCode(point)
        at += byteLength(point)
      }
      codes[end++] = code
      mask |= 1 << (code & 31)
    }
    masks[i] = mask
    offsets[i + 1] = end
  }
  if (known.size <= FEW_LETTERS && ascii[32] === 0) countLetters(codes, offsets, masks)
  const kept = new Uint16Array(new SharedArrayBuffer(end * 2))
  kept.set(codes.subarray(0, end))
  return { codes: kept, offsets, masks, alphabet: known.size + 1, blank: ascii[32]! }
}

const packAll = (texts: readonly (string | null)[]): PackedTexts => packEach(texts, (text) => text)

const FEW_LETTERS = 10
const BITS_PER_LETTER = 3

/** Of digits nearly all occur in every number; how often they do tells numbers apart. */
function countLetters(codes: Uint16Array, offsets: Uint32Array, masks: Uint32Array): void {
  for (let i = 0; i < masks.length; i++) {
    let mask = 0
    for (let c = offsets[i]!; c < offsets[i + 1]!; c++) {
      const place = (codes[c]! - 1) * BITS_PER_LETTER
      for (let bit = place; bit < place + BITS_PER_LETTER; bit++)
        if ((mask & (1 << bit)) === 0) {
          mask |= 1 << bit
          break
        }
    }
    masks[i] = mask
  }
}
