/** A list of pairs of rows in shared memory; pairs that may not be made are left out. */

import { sharedUint32 } from '../shared-memory.ts'

/** The first `count` pairs of the arrays. */
export interface ListedPairs {
  readonly l: Uint32Array
  readonly r: Uint32Array
  readonly count: number
}

/** Sources of the rows, and source → 1 where no pair is made within it. */
export interface Bars {
  readonly sources: Uint16Array
  readonly barred: Uint8Array
}

export class PairList implements ListedPairs {
  readonly l: Uint32Array
  readonly r: Uint32Array
  readonly #bars: Bars
  #count = 0

  constructor(most: number, bars: Bars) {
    this.l = sharedUint32(most)
    this.r = sharedUint32(most)
    this.#bars = bars
  }

  get count(): number {
    return this.#count
  }

  push(a: number, b: number): void {
    const { sources, barred } = this.#bars
    if (sources[a] === sources[b] && barred[sources[a]!] === 1) return
    this.l[this.#count] = Math.min(a, b)
    this.r[this.#count++] = Math.max(a, b)
  }
}

/** The pairs of these numbers. */
export function pickPairs({ l, r }: ListedPairs, numbers: Uint32Array): ListedPairs {
  const picked = { l: sharedUint32(numbers.length), r: sharedUint32(numbers.length), count: numbers.length }
  for (let i = 0; i < numbers.length; i++) {
    picked.l[i] = l[numbers[i]!]!
    picked.r[i] = r[numbers[i]!]!
  }
  return picked
}
