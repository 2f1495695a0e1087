/** Pairs with their patterns, packed in shared memory, so that what was compared to be counted is not compared again to be scored. */

import { sharedUint32 } from '../shared-memory.ts'

/** All candidate pairs of one chunk of rows. */
export interface ChunkPairs {
  readonly chunk: number
  readonly l: Uint32Array
  readonly r: Uint32Array
  /** Numbers of patterns, in the table of the thread that compared the pairs. */
  readonly patterns: Uint32Array
}

/** The patterns that one thread met, by number, as two words each. */
export interface PatternTable {
  readonly word0: Uint32Array
  readonly word1: Uint32Array
}

const FIRST_SIZE = 1 << 16

export class PairPacker {
  #l = new Uint32Array(FIRST_SIZE)
  #r = new Uint32Array(FIRST_SIZE)
  #patterns = new Uint32Array(FIRST_SIZE)
  #count = 0

  add(l: Uint32Array, r: Uint32Array, patterns: Uint32Array, count: number): void {
    const end = this.#count + count
    if (end > this.#l.length) this.#grow(end)
    this.#l.set(l.subarray(0, count), this.#count)
    this.#r.set(r.subarray(0, count), this.#count)
    this.#patterns.set(patterns.subarray(0, count), this.#count)
    this.#count = end
  }

  /** Packs what was added and begins anew. */
  finish(chunk: number): ChunkPairs {
    const pack = (numbers: Uint32Array): Uint32Array => {
      const packed = sharedUint32(this.#count)
      packed.set(numbers.subarray(0, this.#count))
      return packed
    }
    const packed = { chunk, l: pack(this.#l), r: pack(this.#r), patterns: pack(this.#patterns) }
    this.#count = 0
    return packed
  }

  #grow(least: number): void {
    const size = 2 ** Math.ceil(Math.log2(least))
    const grown = (numbers: Uint32Array): Uint32Array<ArrayBuffer> => {
      const larger = new Uint32Array(size)
      larger.set(numbers)
      return larger
    }
    this.#l = grown(this.#l)
    this.#r = grown(this.#r)
    this.#patterns = grown(this.#patterns)
  }
}
