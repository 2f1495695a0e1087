/** What a language's names look like: common ones by frequency, and morphemes that make the long tail. */

import { type Rng, type Weighted, zipf } from './rng.ts'

export type CultureCode = 'de' | 'en' | 'fr' | 'it' | 'es' | 'nl' | 'ru'
export type Sex = 'f' | 'm'

/** Word lists are blank-separated; an underscore stands for a blank inside a name. */
export interface NameWords {
  readonly female: string
  readonly male: string
  readonly surnames: string
  readonly prefixes: string
  readonly heads: string
  readonly ends: string
  /** `Given:short,short` per word. */
  readonly nicknames: string
}

/** Share of people whose surname comes from the morphemes; the tail itself is skewed too. */
const TAIL_SHARE = 0.46

export class Culture {
  readonly code: CultureCode
  readonly #female: Weighted<string>
  readonly #male: Weighted<string>
  readonly #surnames: Weighted<string>
  readonly #prefixes: readonly string[]
  readonly #heads: readonly string[]
  readonly #ends: readonly string[]
  readonly #nicknames = new Map<string, readonly string[]>()

  constructor(code: CultureCode, words: NameWords) {
    this.code = code
    this.#female = zipf(list(words.female))
    this.#male = zipf(list(words.male))
    this.#surnames = zipf(list(words.surnames), 0.9, 4)
    this.#prefixes = ['', ...list(words.prefixes)]
    this.#heads = list(words.heads)
    this.#ends = list(words.ends)
    for (const entry of list(words.nicknames)) {
      const [given, shorts] = entry.split(':')
      this.#nicknames.set(given!, shorts!.split(','))
    }
  }

  firstName(rng: Rng, sex: Sex): string {
    const pool = sex === 'f' ? this.#female : this.#male
    const name = pool.draw(rng)
    if (!rng.chance(0.045)) return name
    const second = pool.draw(rng)
    if (second === name) return name
    return this.code === 'en' || this.code === 'it' || this.code === 'es' ? `${name} ${second}` : `${name}-${second}`
  }

  surname(rng: Rng): string {
    const name = rng.chance(TAIL_SHARE) ? this.#tail(rng) : this.#surnames.draw(rng)
    if (this.code === 'es') return rng.chance(0.6) ? `${name} ${this.#surnames.draw(rng)}` : name
    return rng.chance(0.02) ? `${name}-${this.#surnames.draw(rng)}` : name
  }

  /** A short form of the name, or null where none is usual. */
  nickname(rng: Rng, first: string): string | null {
    const shorts = this.#nicknames.get(first)
    return shorts === undefined ? null : rng.pick(shorts)
  }

  /** Heads × ends are 5,000–10,000 names, prefixes multiply them; a squared uniform makes low numbers common. */
  #tail(rng: Rng): string {
    const plain = this.#heads.length * this.#ends.length
    const total = rng.chance(0.7) ? plain : plain * this.#prefixes.length
    const u = rng.unit()
    const rank = Math.floor(total * u * u)
    // A fixed stride scatters ranks over the morphemes, so that common tail names do not all share one head.
    const place = (rank * 7919) % plain
    const head = this.#heads[place % this.#heads.length]!
    const end = this.#ends[Math.floor(place / this.#heads.length)]!
    const prefix = this.#prefixes[Math.floor(rank / plain)]!
    if (prefix === '' || /[ 'c-]$/.test(prefix)) return prefix + head + end
    return prefix + head.toLowerCase() + end
  }
}

function list(words: string): readonly string[] {
  return words
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' '))
}
