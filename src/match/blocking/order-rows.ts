/** The canonical order of the records: by uid, so that nothing depends on how rows or sources came in. */

import { PackedCells } from '../../record/packed-column.ts'
import type { PackedTexts } from '../../record/packed-texts.ts'
import { type HeadWord, headsOf, type TextHeads, UTF16_RANK } from './text-heads.ts'

/** Buckets of a pass stay within what the processor has translated addresses for. */
const MOST_DIGIT_BITS = 11

export interface TextOrder {
  /** Place → row. */
  readonly order: Uint32Array
  /** Row → how many rows before it have the same text; null: no two have. */
  readonly copies: Uint32Array | null
}

/** Place → row. Texts in the order of their UTF-16 units; equal ones in the order of their rows. */
export function orderByUid(uids: readonly string[] | PackedTexts): Uint32Array {
  const packed = Array.isArray(uids) ? pack(uids as readonly string[]) : (uids as PackedTexts)
  return sortHeads(packed.length, headsOf(packed), packed)
}

/** {@link orderByUid}, and which texts are there more than once. */
export function orderTexts(texts: PackedTexts): TextOrder {
  const heads = headsOf(texts)
  const order = sortHeads(texts.length, heads, texts)
  return { order, copies: countCopies(order, heads, texts) }
}

function pack(texts: readonly string[]): PackedTexts {
  const cells = new PackedCells()
  for (const text of texts) cells.takeText(text)
  return cells.finish()
}

function sortHeads(length: number, heads: TextHeads, texts: PackedTexts): Uint32Array {
  const [high] = heads.words
  let order = new Uint32Array(length)
  for (let row = 0; row < length; row++) order[row] = row
  if (high === undefined || isAscending(high.keys)) return order
  for (const word of heads.words.toReversed()) order = sortByWord(order, word)
  if (!heads.isWhole) sortTies(order, heads, texts)
  return order
}

/** Files often come in the order of their ids. */
function isAscending(keys: Uint32Array): boolean {
  for (let row = 1; row < keys.length; row++) if (keys[row]! <= keys[row - 1]!) return false
  return true
}

/** Stable. Keys move along with their rows: fetched anew for each digit they would be waited for each time. */
function sortByWord(order: Uint32Array<ArrayBuffer>, { keys, bits }: HeadWord): Uint32Array<ArrayBuffer> {
  const passes = Math.ceil(bits / MOST_DIGIT_BITS)
  const digitBits = Math.ceil(bits / passes)
  let from = { rows: order, keys: new Uint32Array(order.length) }
  for (let place = 0; place < order.length; place++) from.keys[place] = keys[order[place]!]!
  let to = { rows: new Uint32Array(order.length), keys: new Uint32Array(order.length) }
  for (let shift = 0; shift < bits; shift += digitBits) {
    deal(from.rows, from.keys, to.rows, to.keys, shift, (1 << digitBits) - 1)
    ;[from, to] = [to, from]
  }
  return from.rows
}

function deal(
  rows: Uint32Array,
  keys: Uint32Array,
  toRows: Uint32Array,
  toKeys: Uint32Array,
  shift: number,
  mask: number,
): void {
  const starts = new Uint32Array(mask + 2)
  for (let i = 0; i < keys.length; i++) starts[((keys[i]! >>> shift) & mask) + 1]!++
  for (let digit = 0; digit < mask; digit++) starts[digit + 1]! += starts[digit]!
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    const place = starts[(key >>> shift) & mask]!++
    toRows[place] = rows[i]!
    toKeys[place] = key
  }
}

/** Where heads say nothing more, what follows decides. */
function sortTies(order: Uint32Array, { words, length }: TextHeads, texts: PackedTexts): void {
  for (let first = 0; first < order.length; ) {
    let next = first + 1
    while (next < order.length && areEqual(words, order[first]!, order[next]!)) next++
    if (next - first > 1) order.subarray(first, next).sort((l, r) => compareRest(texts, l, r, length) || l - r)
    first = next
  }
}

function areEqual(words: readonly HeadWord[], l: number, r: number): boolean {
  for (const { keys } of words) if (keys[l] !== keys[r]) return false
  return true
}

function compareRest({ bytes, offsets }: PackedTexts, l: number, r: number, from: number): number {
  let [i, j] = [offsets[l]! + from, offsets[r]! + from]
  const [endL, endR] = [offsets[l + 1]!, offsets[r + 1]!]
  while (i < endL && j < endR) {
    const difference = UTF16_RANK[bytes[i++]!]! - UTF16_RANK[bytes[j++]!]!
    if (difference !== 0) return difference
  }
  return endL - offsets[l]! - (endR - offsets[r]!)
}

function countCopies(order: Uint32Array, { words, isWhole }: TextHeads, texts: PackedTexts): Uint32Array | null {
  let copies: Uint32Array | null = null
  for (let place = 1; place < order.length; place++) {
    const [before, row] = [order[place - 1]!, order[place]!]
    if (!areEqual(words, before, row) || !(isWhole || isSameText(texts, before, row))) continue
    copies ??= new Uint32Array(order.length)
    copies[row] = copies[before]! + 1
  }
  return copies
}

function isSameText({ bytes, offsets }: PackedTexts, l: number, r: number): boolean {
  let [i, j] = [offsets[l]!, offsets[r]!]
  const end = offsets[l + 1]!
  if (end - i !== offsets[r + 1]! - j) return false
  while (i < end) if (bytes[i++] !== bytes[j++]) return false
  return true
}
