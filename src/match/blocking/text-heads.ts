/** The beginnings of texts as numbers that sort like them: as many bytes in 32 bits as their alphabets allow. */

import type { PackedTexts } from '../../record/packed-texts.ts'

/** Bytes past the common prefix that are looked at. */
const MOST_BYTES = 16
const MOST_WORDS = 2

export interface TextHeads {
  /** Row → number; compared one word after the other. */
  readonly words: readonly HeadWord[]
  /** Bytes of each text that the words tell of. */
  readonly length: number
  /** They tell of all bytes of every text: rows with the same words have the same text. */
  readonly isWhole: boolean
}

export interface HeadWord {
  readonly keys: Uint32Array
  /** Bits that the keys take. */
  readonly bits: number
}

/** UTF-16 has characters past U+FFFF before U+E000 to U+FFFF, whose UTF-8 begins with EE and EF. */
export const UTF16_RANK = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 0xee || byte === 0xef ? byte + 8 : byte,
)

/** Symbols of a place: a byte's number, 0 for a text's end where one ends there. */
interface Alphabet {
  readonly numbers: Uint8Array | Uint16Array
  readonly size: number
}

export function headsOf(texts: PackedTexts): TextHeads {
  const skip = commonPrefix(texts)
  const longest = longestText(texts) - skip
  const alphabets = alphabetsOf(texts, skip, Math.min(MOST_BYTES, longest))
  const words: HeadWord[] = []
  let at = 0
  while (at < alphabets.length && words.length < MOST_WORDS) {
    let size = 1
    let next = at
    while (next < alphabets.length && size * alphabets[next]!.size <= 2 ** 32) size *= alphabets[next++]!.size
    if (size > 1)
      words.push({ keys: packWord(texts, skip + at, alphabets.slice(at, next)), bits: Math.ceil(Math.log2(size)) })
    at = next
  }
  return { words, length: skip + at, isWhole: at === longest }
}

function commonPrefix({ bytes, offsets, length }: PackedTexts): number {
  let common = length === 0 ? 0 : offsets[1]!
  for (let row = 1; row < length && common > 0; row++) {
    const start = offsets[row]!
    common = Math.min(common, offsets[row + 1]! - start)
    for (let i = 0; i < common; i++) if (bytes[start + i] !== bytes[i]) common = i
  }
  return common
}

function longestText({ offsets, length }: PackedTexts): number {
  let longest = 0
  for (let row = 0; row < length; row++) longest = Math.max(longest, offsets[row + 1]! - offsets[row]!)
  return longest
}

/** What stands at each of `count` places from `skip` on. */
function alphabetsOf(texts: PackedTexts, skip: number, count: number): Alphabet[] {
  const { bytes, offsets, length } = texts
  const isSeen = new Uint8Array(256 * count)
  const isEnd = new Uint8Array(count)
  for (let row = 0; row < length; row++) {
    const start = offsets[row]! + skip
    const held = Math.min(count, offsets[row + 1]! - start)
    for (let p = 0; p < held; p++) isSeen[p * 256 + bytes[start + p]!] = 1
    if (held < count) isEnd[held] = 1
  }
  let hasEnded = false
  return Array.from({ length: count }, (_, p) => {
    hasEnded ||= isEnd[p] === 1
    return alphabetOf(isSeen.subarray(p * 256, p * 256 + 256), hasEnded)
  })
}

function alphabetOf(isSeen: Uint8Array, hasEnd: boolean): Alphabet {
  const numbers = new Uint16Array(256)
  let size = hasEnd ? 1 : 0
  const ranked = Array.from(UTF16_RANK.keys()).sort((l, r) => UTF16_RANK[l]! - UTF16_RANK[r]!)
  for (const byte of ranked) if (isSeen[byte] === 1) numbers[byte] = size++
  return { numbers, size }
}

function packWord({ bytes, offsets, length }: PackedTexts, skip: number, alphabets: readonly Alphabet[]): Uint32Array {
  const count = alphabets.length
  const sizes = Uint32Array.from(alphabets, ({ size }) => size)
  const numbers = new Uint16Array(256 * count)
  for (const [p, alphabet] of alphabets.entries()) numbers.set(alphabet.numbers, p * 256)
  const keys = new Uint32Array(length)
  for (let row = 0; row < length; row++) {
    const start = offsets[row]! + skip
    const held = Math.min(count, offsets[row + 1]! - start)
    let key = 0
    let p = 0
    for (; p < held; p++) key = Math.imul(key, sizes[p]!) + numbers[p * 256 + bytes[start + p]!]!
    for (; p < count; p++) key = Math.imul(key, sizes[p]!)
    keys[row] = key
  }
  return keys
}
