/** Counts agreement patterns in a hash table of typed arrays. */

import type { PatternCounts } from '../engine.ts'
import { PairInterner } from '../pair-interner.ts'
import type { PatternTable } from './chunk-pairs.ts'

export class PatternCounter {
  readonly #patterns = new PairInterner(4096)
  #counts = new Float64Array(4096)
  #pairs = 0

  /** Counts a pattern of so many pairs; returns its number. */
  add(word0: number, word1: number, pairs = 1): number {
    const id = this.#patterns.intern(word0, word1)
    if (id >= this.#counts.length) {
      const bigger = new Float64Array(this.#counts.length * 2)
      bigger.set(this.#counts)
      this.#counts = bigger
    }
    this.#counts[id]! += pairs
    this.#pairs += pairs
    return id
  }

  addAll({ word0, word1, counts }: PatternCounts): void {
    for (let i = 0; i < counts.length; i++) this.add(word0[i]!, word1[i]!, counts[i]!)
  }

  /** The patterns by number. */
  table(): PatternTable {
    const { size } = this.#patterns
    const table = { word0: new Uint32Array(size), word1: new Uint32Array(size) }
    for (let id = 0; id < size; id++) {
      table.word0[id] = this.#patterns.lowOf(id)
      table.word1[id] = this.#patterns.highOf(id)
    }
    return table
  }

  /** Sorted by pattern, so that sums over it do not depend on the order of the pairs. */
  finish(): PatternCounts {
    const patterns = this.#patterns
    const order = Array.from({ length: patterns.size }, (_, id) => id).sort(
      (a, b) => patterns.highOf(a) - patterns.highOf(b) || patterns.lowOf(a) - patterns.lowOf(b),
    )
    return {
      word0: Uint32Array.from(order, (id) => patterns.lowOf(id)),
      word1: Uint32Array.from(order, (id) => patterns.highOf(id)),
      counts: Float64Array.from(order, (id) => this.#counts[id]!),
      pairs: this.#pairs,
    }
  }
}
