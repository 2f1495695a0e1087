/** Seeded randomness of the sample: a small fast generator (sfc32), the only source of chance in this folder. */

import { hash32 } from '../base/hash.ts'

export class Rng {
  #a: number
  #b: number
  #c: number
  #d = 1

  constructor(seed: number | string, stream = '') {
    const text = `${seed}/${stream}`
    this.#a = hash32(text, 1) | 0
    this.#b = hash32(text, 2) | 0
    this.#c = hash32(text, 3) | 0
    for (let i = 0; i < 12; i++) this.unit()
  }

  /** Uniform in [0, 1). */
  unit(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t
    this.#c |= 0
    return (t >>> 0) / 4294967296
  }

  /** Uniform integer in [0, n). */
  int(n: number): number {
    return Math.floor(this.unit() * n)
  }

  /** Uniform integer in [low, high], both included. */
  between(low: number, high: number): number {
    return low + this.int(high - low + 1)
  }

  chance(p: number): boolean {
    return this.unit() < p
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)]!
  }

  /** Waiting time with the given mean. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.unit())
  }

  /** Standard normal (Box–Muller, one value). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit())
  }

  /** `n` decimal digits as text. */
  digits(n: number): string {
    let text = ''
    for (let i = 0; i < n; i++) text += this.int(10)
    return text
  }
}

/** A list drawn with given weights. */
export class Weighted<T> {
  readonly #items: readonly T[]
  readonly #cumulative: Float64Array

  constructor(items: readonly T[], weightOf: (index: number, item: T) => number) {
    this.#items = items
    this.#cumulative = new Float64Array(items.length)
    let sum = 0
    items.forEach((item, i) => {
      sum += weightOf(i, item)
      this.#cumulative[i] = sum
    })
  }

  draw(rng: Rng): T {
    const cumulative = this.#cumulative
    const x = rng.unit() * cumulative[cumulative.length - 1]!
    let low = 0
    let high = cumulative.length - 1
    while (low < high) {
      const mid = (low + high) >>> 1
      if (cumulative[mid]! > x) high = mid
      else low = mid + 1
    }
    return this.#items[low]!
  }
}

/** Frequencies as in name statistics: the r-th most common has weight 1/(r + shift)^exponent. */
export function zipf<T>(items: readonly T[], exponent = 0.85, shift = 3): Weighted<T> {
  return new Weighted(items, (rank) => 1 / (rank + shift) ** exponent)
}
