/** What scored pairs say as one of several is known from scoring them: of the pairs to judge, few need to be compared again. */

import type { JudgedPairs } from '../engine.ts'
import { evidenceOf } from '../score-pairs.ts'
import type { WeighedPairs } from './kept-pairs.ts'
import type { ListedPairs } from './pair-list.ts'

export class KnownJudgements {
  readonly #pairs: WeighedPairs
  /** By row, where its pairs begin. */
  readonly #starts: Uint32Array

  /** `pairs`: in ascending order of (l, r), each with `l` below `r`. */
  constructor(rows: number, pairs: WeighedPairs) {
    this.#pairs = pairs
    this.#starts = new Uint32Array(rows + 1)
    for (let i = 0, row = 0; row <= rows; row++) {
      while (i < pairs.l.length && pairs.l[i]! < row) i++
      this.#starts[row] = i
    }
  }

  /** Fills in what is known; returns the numbers of the other pairs. */
  judge({ l, r, count }: ListedPairs, needed: number, into: JudgedPairs): Uint32Array {
    const { weight, chance, relatives } = this.#pairs
    const unknown = new Uint32Array(count)
    let left = 0
    for (let i = 0; i < count; i++) {
      const at = this.#find(Math.min(l[i]!, r[i]!), Math.max(l[i]!, r[i]!))
      if (at < 0) unknown[left++] = i
      else {
        into.weight[i] = weight[at]!
        into.evidence[i] = evidenceOf(chance[at]!, relatives[at]!, needed)
      }
    }
    return unknown.subarray(0, left)
  }

  /** −1 where the pair was not kept. */
  #find(low: number, high: number): number {
    const end = this.#starts[low + 1]!
    for (let at = this.#starts[low]!; at < end; at++) if (this.#pairs.r[at] === high) return at
    return -1
  }
}
