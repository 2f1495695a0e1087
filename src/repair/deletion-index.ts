/** Finds the words within two edits of a word without comparing it to all: both sides with letters left out. */

export class DeletionIndex {
  readonly #words = new Map<string, string[]>()
  readonly #longest: number

  constructor(words: Iterable<string>) {
    let longest = 0
    for (const word of words) {
      longest = Math.max(longest, word.length)
      for (const variant of deletions(word)) {
        const list = this.#words.get(variant)
        if (list) list.push(word)
        else this.#words.set(variant, [word])
      }
    }
    this.#longest = longest
  }

  /** Every word within two edits (and some farther ones), each once. */
  near(word: string): ReadonlySet<string> {
    if (word.length > this.#longest + 2) return NONE
    let found: Set<string> | null = null
    const look = (variant: string) => {
      for (const hit of this.#words.get(variant) ?? NO_WORDS) {
        found ??= new Set()
        found.add(hit)
      }
    }
    look(word)
    for (let i = 0; i < word.length; i++) {
      const one = word.slice(0, i) + word.slice(i + 1)
      look(one)
      for (let j = i; j < one.length; j++) look(one.slice(0, j) + one.slice(j + 1))
    }
    return found ?? NONE
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
