/** Finds the words within two edits of a word without comparing it to all: both sides with letters left out. */

/** Longer words have too many variants, and are no slips of anything. */
const LONGEST = 256

/**
 * Words by the hashes of their variants with up to two letters left out. No variant is ever cut out as a text: two that share
 * a hash by chance make a word more that is looked at in vain.
 */
export class DeletionIndex {
  readonly #words: readonly string[]
  /** Hash of a variant and number of its word from 1, side by side; 0 where free. At most half full. */
  readonly #slots: Int32Array
  readonly #mask: number
  readonly #longest: number

  constructor(words: Iterable<string>) {
    this.#words = [...words].filter((word) => word.length <= LONGEST)
    let [longest, variants] = [0, 0]
    for (const { length } of this.#words) {
      longest = Math.max(longest, length)
      variants += (length * (length + 1)) / 2 + 1
    }
    this.#longest = longest
    let size = 1024
    while (size < variants * 2) size *= 2
    this.#slots = new Int32Array(size * 2)
    this.#mask = size - 1
    for (let no = 1; no <= this.#words.length; no++) {
      const count = hashVariants(this.#words[no - 1]!)
      for (let i = 0; i < count; i++) this.#add(variantHashes[i]!, no)
    }
  }

  /** Every word within two edits (and some farther ones), each once. */
  near(word: string): ReadonlySet<string> {
    if (word.length > Math.min(LONGEST, this.#longest + 2)) return NONE
    const found = new Set<string>()
    const slots = this.#slots
    const count = hashVariants(word)
    for (let i = 0; i < count; i++) {
      const hash = variantHashes[i]!
      for (let slot = slotOf(hash) & this.#mask; slots[slot * 2 + 1] !== 0; slot = (slot + 1) & this.#mask)
        if (slots[slot * 2] === hash) found.add(this.#words[slots[slot * 2 + 1]! - 1]!)
    }
    return found
  }

  #add(hash: number, no: number): void {
    const slots = this.#slots
    let slot = slotOf(hash) & this.#mask
    while (slots[slot * 2 + 1] !== 0) {
      if (slots[slot * 2] === hash && slots[slot * 2 + 1] === no) return
      slot = (slot + 1) & this.#mask
    }
    slots[slot * 2] = hash
    slots[slot * 2 + 1] = no
  }
}

const NONE: ReadonlySet<string> = new Set()

const BASE = 0x01000193

const slotOf = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 9

/** Made once: hashes of what stands before each position and from each on, and powers of the base. */
const heads = new Int32Array(LONGEST + 1)
const tails = new Int32Array(LONGEST + 1)
const powers = new Int32Array(LONGEST + 1).fill(1)
const variantHashes = new Int32Array((LONGEST * (LONGEST + 1)) / 2 + 1)

/** Fills {@link variantHashes} with the word's, and that of each variant without one or two letters; returns how many. */
function hashVariants(word: string): number {
  rollingHashes(word)
  const n = word.length
  let count = 0
  variantHashes[count++] = heads[n]!
  for (let i = 0; i < n; i++) {
    variantHashes[count++] = (Math.imul(heads[i]!, powers[n - i - 1]!) + tails[i + 1]!) | 0
    for (let j = i + 1; j < n; j++) {
      // Letters i and j left out: what stands before i, between them, and after j.
      const between = (heads[j]! - Math.imul(heads[i + 1]!, powers[j - i - 1]!)) | 0
      const front = (Math.imul(heads[i]!, powers[j - i - 1]!) + between) | 0
      variantHashes[count++] = (Math.imul(front, powers[n - j - 1]!) + tails[j + 1]!) | 0
    }
  }
  return count
}

function rollingHashes(word: string): void {
  const n = word.length
  tails[n] = 0
  for (let i = 0; i < n; i++) {
    heads[i + 1] = (Math.imul(heads[i]!, BASE) + word.charCodeAt(i)) | 0
    powers[i + 1] = Math.imul(powers[i]!, BASE)
  }
  for (let i = n - 1; i >= 0; i--) tails[i] = (Math.imul(word.charCodeAt(i), powers[n - 1 - i]!) + tails[i + 1]!) | 0
}
