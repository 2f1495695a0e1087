/** Many texts in two typed arrays: no string each, nothing for the garbage collector, and threads can hand them over. */

import { isAscii } from 'node:buffer'
import type { TextList } from './text-list.ts'
import { readText } from './utf8.ts'

/** Bytes decoded at a time when all texts are visited. */
const WINDOW = 16_384

/** Text `i` is `bytes[offsets[i] .. offsets[i+1])`; an empty one is null. */
export class PackedTexts implements TextList {
  readonly bytes: Uint8Array
  readonly offsets: Uint32Array
  readonly length: number
  readonly #buffer: Buffer

  constructor(bytes: Uint8Array, offsets: Uint32Array) {
    this.bytes = bytes
    this.offsets = offsets
    this.length = offsets.length - 1
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  at(index: number): string | null | undefined {
    if (index >= this.length) return undefined
    const [from, to] = [this.offsets[index]!, this.offsets[index + 1]!]
    return from === to ? null : readText(this.#buffer, from, to)
  }

  /** A stretch of texts is decoded as one string and cut: far quicker than one by one. */
  forEach(visit: (text: string | null, index: number) => void): void {
    const { offsets, length } = this
    for (let first = 0; first < length; ) {
      const start = offsets[first]!
      let last = first + 1
      while (last < length && offsets[last + 1]! - start <= WINDOW) last++
      this.#visit(first, last, visit)
      first = last
    }
  }

  /** A function of its own: what one visitor taught the compiler about it does not have the loop outside compiled anew. */
  #visit(first: number, last: number, visit: (text: string | null, index: number) => void): void {
    const offsets = this.offsets
    const start = offsets[first]!
    const bytes = this.#buffer.subarray(start, offsets[last]!)
    const stretch = bytes.toString('latin1')
    const isPlain = isAscii(bytes)
    for (let i = first; i < last; i++) {
      const from = offsets[i]! - start
      const to = offsets[i + 1]! - start
      if (from === to) visit(null, i)
      else visit(isPlain || isPlainText(bytes, from, to) ? stretch.slice(from, to) : readText(bytes, from, to), i)
    }
  }

  *[Symbol.iterator](): Iterator<string | null> {
    for (let i = 0; i < this.length; i++) yield this.at(i)!
  }
}

function isPlainText(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i]! >= 0x80) return false
  return true
}

/** Whether text `outer` of one list has text `inner` of another somewhere within it. */
export function holdsText(outers: PackedTexts, outer: number, inners: PackedTexts, inner: number): boolean {
  const [hay, needle] = [outers.bytes, inners.bytes]
  const from = inners.offsets[inner]!
  const length = inners.offsets[inner + 1]! - from
  for (let at = outers.offsets[outer]!; at + length <= outers.offsets[outer + 1]!; at++) {
    let i = 0
    while (i < length && hay[at + i] === needle[from + i]) i++
    if (i === length) return true
  }
  return false
}
