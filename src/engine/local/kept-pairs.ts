/** Scores pairs and keeps those at or above a threshold. */

import type { PairScorer, ScoredPairs } from '../engine.ts'
import { BATCH } from './pair-walk.ts'
import { sortPairs } from './sort-pairs.ts'

export class KeptPairs {
  readonly #scorer: PairScorer
  readonly #threshold: number
  #l = new Uint32Array(BATCH)
  #r = new Uint32Array(BATCH)
  #weights = new Float64Array(BATCH)
  #count = 0

  constructor(scorer: PairScorer, threshold: number) {
    this.#scorer = scorer
    this.#threshold = threshold
  }

  /** Scores the first `count` pairs, given with their patterns. */
  score(l: Uint32Array, r: Uint32Array, word0: Uint32Array, word1: Uint32Array, count: number): void {
    if (this.#count + count > this.#l.length) this.#grow()
    const scorer = this.#scorer
    const threshold = this.#threshold
    for (let i = 0; i < count; i++) {
      const weight = scorer.weigh(word0[i]!, word1[i]!, l[i]!, r[i]!, threshold)
      if (weight < threshold) continue
      this.#l[this.#count] = l[i]!
      this.#r[this.#count] = r[i]!
      this.#weights[this.#count++] = weight
    }
  }

  /** In ascending order of (l, r). */
  finish(): ScoredPairs {
    const count = this.#count
    return sortPairs(this.#l.subarray(0, count), this.#r.subarray(0, count), this.#weights.subarray(0, count))
  }

  #grow(): void {
    const size = this.#l.length * 2
    this.#l = grown(this.#l, new Uint32Array(size))
    this.#r = grown(this.#r, new Uint32Array(size))
    this.#weights = grown(this.#weights, new Float64Array(size))
  }
}

function grown<T extends Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from)
  return to
}
