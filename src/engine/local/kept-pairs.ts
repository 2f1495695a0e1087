/** Scored pairs of one chunk at or above a threshold, in ascending order of (l, r). */

import type { ScoredPairs } from '../engine.ts'
import type { PairScorer } from '../score-pairs.ts'

/** Pairs with what each says as one of several, before it is known how much it needs to (`evidenceOf`). */
export interface WeighedPairs extends ScoredPairs {
  readonly chance: Float64Array
  readonly relatives: Float64Array
}

export class KeptPairs {
  readonly #scorer: PairScorer
  readonly #threshold: number
  #l = new Uint32Array(1024)
  #r = new Uint32Array(1024)
  #weight = new Float64Array(1024)
  #chance = new Float64Array(1024)
  #relatives = new Float64Array(1024)
  #count = 0

  constructor(scorer: PairScorer, threshold: number) {
    this.#scorer = scorer
    this.#threshold = threshold
  }

  /** Scores the first `count` pairs, given with their patterns; `l` never falls from one pair to the next. */
  score(l: Uint32Array, r: Uint32Array, word0: Uint32Array, word1: Uint32Array, count: number): void {
    for (let i = 0; i < count; i++) this.#score(l[i]!, r[i]!, this.#scorer.patternOf(word0[i]!, word1[i]!))
  }

  /** The same of all pairs, given with the numbers of their patterns; `known`: what the scorer calls each. */
  scoreKnown(l: Uint32Array, r: Uint32Array, patterns: Uint32Array, known: Uint32Array): void {
    const scorer = this.#scorer
    const threshold = this.#threshold
    for (let i = 0; i < l.length; i++) {
      const pattern = known[patterns[i]!]!
      if (scorer.mostOf(pattern) >= threshold) this.#score(l[i]!, r[i]!, pattern)
    }
  }

  #score(l: number, r: number, pattern: number): void {
    const weight = this.#scorer.weigh(pattern, l, r, this.#threshold)
    if (weight >= this.#threshold) this.#insert(l, r, weight)
  }

  /** Hands over what was kept and begins anew. */
  finish(): WeighedPairs {
    const count = this.#count
    this.#count = 0
    return {
      l: this.#l.slice(0, count),
      r: this.#r.slice(0, count),
      weight: this.#weight.slice(0, count),
      chance: this.#chance.slice(0, count),
      relatives: this.#relatives.slice(0, count),
    }
  }

  /** Few pairs of one row are kept, so each is put in its place. */
  #insert(l: number, r: number, weight: number): void {
    if (this.#count === this.#l.length) this.#grow()
    let at = this.#count++
    for (; at > 0 && this.#l[at - 1] === l && this.#r[at - 1]! > r; at--) {
      this.#r[at] = this.#r[at - 1]!
      this.#weight[at] = this.#weight[at - 1]!
      this.#chance[at] = this.#chance[at - 1]!
      this.#relatives[at] = this.#relatives[at - 1]!
    }
    this.#l[this.#count - 1] = l
    this.#r[at] = r
    this.#weight[at] = weight
    this.#chance[at] = this.#scorer.againstChance()
    this.#relatives[at] = this.#scorer.againstRelatives()
  }

  #grow(): void {
    const size = this.#l.length * 2
    this.#l = grown(this.#l, new Uint32Array(size))
    this.#r = grown(this.#r, new Uint32Array(size))
    this.#weight = grown(this.#weight, new Float64Array(size))
    this.#chance = grown(this.#chance, new Float64Array(size))
    this.#relatives = grown(this.#relatives, new Float64Array(size))
  }
}

function grown<T extends Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from)
  return to
}

/** The chunks' pairs one after the other. */
export function joinWeighed(chunks: readonly WeighedPairs[]): WeighedPairs {
  const total = chunks.reduce((sum, { l }) => sum + l.length, 0)
  const joined = {
    l: new Uint32Array(total),
    r: new Uint32Array(total),
    weight: new Float64Array(total),
    chance: new Float64Array(total),
    relatives: new Float64Array(total),
  }
  let at = 0
  for (const { l, r, weight, chance, relatives } of chunks) {
    joined.l.set(l, at)
    joined.r.set(r, at)
    joined.weight.set(weight, at)
    joined.chance.set(chance, at)
    joined.relatives.set(relatives, at)
    at += l.length
  }
  return joined
}
