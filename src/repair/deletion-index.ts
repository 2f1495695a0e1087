/** Finds the words within two edits of a word without comparing it to all: both sides with letters left out. */

export class DeletionIndex {
  readonly #words = new Map<string, string[]>()
  /** One bit per hash of a variant: most variants of most words are in no word's list, and never need be cut out. */
  readonly #hashes = new Uint8Array(1 << 20)
  readonly #longest: number

  constructor(words: Iterable<string>) {
    let longest = 0
    for (const word of words) {
      longest = Math.max(longest, word.length)
      for (const variant of deletions(word)) {
        const list = this.#words.get(variant)
        if (list) list.push(word)
        else this.#words.set(variant, [word])
        const bit = slotOf(hashOf(variant))
        this.#hashes[bit >>> 3]! |= 1 << (bit & 7)
      }
    }
    this.#longest = longest
  }

  /** Every word within two edits (and some farther ones), each once. */
  near(word: string): ReadonlySet<string> {
    if (word.length > Math.min(256, this.#longest + 2)) return NONE
    const found = new Set<string>()
    rollingHashes(word)
    const n = word.length
    if (this.#mayHave(heads[n]!)) this.#look(word, found)
    for (let i = 0; i < n; i++) {
      const one = (Math.imul(heads[i]!, powers[n - i - 1]!) + tails[i + 1]!) | 0
      if (this.#mayHave(one)) this.#look(word.slice(0, i) + word.slice(i + 1), found)
      for (let j = i + 1; j < n; j++) {
        // Letters i and j left out: what stands before i, between them, and after j.
        const between = (heads[j]! - Math.imul(heads[i + 1]!, powers[j - i - 1]!)) | 0
        const front = (Math.imul(heads[i]!, powers[j - i - 1]!) + between) | 0
        const two = (Math.imul(front, powers[n - j - 1]!) + tails[j + 1]!) | 0
        if (this.#mayHave(two)) this.#look(word.slice(0, i) + word.slice(i + 1, j) + word.slice(j + 1), found)
      }
    }
    return found
  }

  #mayHave(hash: number): boolean {
    const bit = slotOf(hash)
    return (this.#hashes[bit >>> 3]! & (1 << (bit & 7))) !== 0
  }

  #look(variant: string, found: Set<string>): void {
    for (const hit of this.#words.get(variant) ?? NO_WORDS) found.add(hit)
  }
}

const NONE: ReadonlySet<string> = new Set()
const NO_WORDS: readonly string[] = []

function deletions(word: string): Set<string> {
  const variants = new Set([word])
  for (let i = 0; i < word.length; i++) {
    const one = word.slice(0, i) + word.slice(i + 1)
    variants.add(one)
    for (let j = i; j < one.length; j++) variants.add(one.slice(0, j) + one.slice(j + 1))
  }
  return variants
}

const BASE = 0x01000193

/** Hash of a text as a polynomial, so that hashes of its parts join. */
function hashOf(text: string): number {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, BASE) + text.charCodeAt(i)) | 0
  return hash
}

/** A bit of the 2^23 in the filter. */
const slotOf = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 9

/** Made once: no word that is looked up is longer. */
const heads = new Int32Array(257)
const tails = new Int32Array(257)
const powers = new Int32Array(257).fill(1)

/** Hashes of what stands before each position, and from each on; powers of the base. */
function rollingHashes(word: string): void {
  const n = word.length
  tails[n] = 0
  for (let i = 0; i < n; i++) {
    heads[i + 1] = (Math.imul(heads[i]!, BASE) + word.charCodeAt(i)) | 0
    powers[i + 1] = Math.imul(powers[i]!, BASE)
  }
  for (let i = n - 1; i >= 0; i--) tails[i] = (Math.imul(word.charCodeAt(i), powers[n - 1 - i]!) + tails[i + 1]!) | 0
}
