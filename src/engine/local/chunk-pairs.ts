/** Pairs with their patterns, packed in shared memory, so that what was compared to be counted is not compared again to be scored. */

import { sharedUint32 } from '../shared-memory.ts'

/** All candidate pairs of one chunk of rows. */
export interface ChunkPairs {
  readonly chunk: number
  readonly l: Uint32Array
  readonly r: Uint32Array
  readonly word0: Uint32Array
  /** Null where all are 0. */
  readonly word1: Uint32Array | null
}

const FIRST_SIZE = 1 << 16

export class PairPacker {
  #arrays = [FIRST_SIZE, FIRST_SIZE, FIRST_SIZE, FIRST_SIZE].map((size) => new Uint32Array(size))
  #count = 0
  readonly #hasSecondWord: boolean

  constructor(hasSecondWord: boolean) {
    this.#hasSecondWord = hasSecondWord
  }

  add(l: Uint32Array, r: Uint32Array, word0: Uint32Array, word1: Uint32Array, count: number): void {
    const end = this.#count + count
    if (end > this.#arrays[0]!.length) this.#grow(end)
    for (const [i, from] of [l, r, word0, word1].entries())
      if (i < 3 || this.#hasSecondWord) this.#arrays[i]!.set(from.subarray(0, count), this.#count)
    this.#count = end
  }

  /** Packs what was added and begins anew. */
  finish(chunk: number): ChunkPairs {
    const [l, r, word0, word1] = this.#arrays.map((array, i) => {
      const packed = sharedUint32(i < 3 || this.#hasSecondWord ? this.#count : 0)
      packed.set(array.subarray(0, packed.length))
      return packed
    }) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array]
    this.#count = 0
    return { chunk, l, r, word0, word1: this.#hasSecondWord ? word1 : null }
  }

  #grow(least: number): void {
    const size = 2 ** Math.ceil(Math.log2(least))
    this.#arrays = this.#arrays.map((array) => {
      const larger = new Uint32Array(size)
      larger.set(array)
      return larger
    })
  }
}
