/** The quick way for names: ordinary ones, and those that only want their capital. */

import type { CleanField } from '../../record/fields.ts'
import type { NameWords } from '../names/name-words.ts'
import { CAPITAL, capitalOf, kindOf, latinAt, NO_LETTER, smallOf, writeLatin } from './letters.ts'
import type { QuickOutcome, QuickRepair } from './quick-repair.ts'

const LONGEST = 150
const HYPHEN = 0x2d
const BLANK = 0x20

/** What a word is: of no rule's concern and in name case, so but for its case, or neither as far as can be told here. */
const [OTHER, ORDINARY, ALL_SMALL, ALL_CAPITALS] = [0, 1, 2, 3]

/** Tells words by their letters alone; a word that rules know is never called ordinary, and a few others are not either. */
export class NameWord {
  /** Bits by the hashes of words, in small letters, that rules know; and by those of the last letters of companies. */
  readonly #known = new Uint8Array(1 << 16)
  readonly #ends = new Uint8Array(1 << 16)
  readonly #endLength: number

  constructor(words: NameWords) {
    for (const word of words.special) this.#known[slotOf(hashOf(word))] = 1
    for (const word of words.titlesIn.keys()) this.#known[slotOf(hashOf(word))] = 1
    for (const word of words.case.innerCapitals.keys()) this.#known[slotOf(hashOf(word))] = 1
    for (const word of ROMAN) this.#known[slotOf(hashOf(word))] = 1
    this.#endLength = Math.min(LAST_LETTERS, ...words.companyEndings.map((ending) => ending.length))
    for (const ending of words.companyEndings)
      this.#ends[slotOf(hashOf([...ending.slice(-this.#endLength)].reverse().join('')))] = 1
  }

  /** One word: letters, perhaps with one hyphen between two each at least. */
  read(bytes: Uint8Array, from: number, to: number): number {
    let [whole, part, letters, length, hyphens] = [0, 0, 0, 0, 0]
    let isRow = true
    let last = 0
    let hasSmall = false
    let hasCapital = false
    let isCased = true
    for (let i = from; i < to; ) {
      const point = latinAt(bytes, i)
      i += point < 0x80 ? 1 : 2
      if (point === HYPHEN) {
        if (letters < 2 || ++hyphens > 1 || this.#isKnown(part)) return OTHER
        part = 0
        letters = 0
      } else {
        const kind = kindOf[point] ?? NO_LETTER
        if (kind === NO_LETTER) return OTHER
        if (kind === CAPITAL) hasCapital = true
        else hasSmall = true
        if ((kind === CAPITAL) !== (letters === 0)) isCased = false
        part = step(part, smallOf[point]!)
        letters++
      }
      const small = smallOf[point] ?? 0
      whole = step(whole, small)
      length++
      if (length > 1 && length <= ROW && small !== last) isRow = false
      last = small
      if (length === ROW && isRow) return OTHER
    }
    if (letters < 2 || this.#isKnown(part) || this.#isKnown(whole)) return OTHER
    if (this.#endsAsCompany(bytes, from, to)) return OTHER
    if (isCased) return ORDINARY
    return hasSmall === hasCapital ? OTHER : hasSmall ? ALL_SMALL : ALL_CAPITALS
  }

  /** Words of one kind with a blank between. */
  readAll(bytes: Uint8Array, from: number, to: number): number {
    let kind = 0
    for (let start = from, at = from; at <= to; at++) {
      if (at < to && bytes[at] !== BLANK) continue
      const next = this.read(bytes, start, at)
      if (next === OTHER || (start > from && next !== kind)) return OTHER
      kind = next
      start = at + 1
    }
    return kind
  }

  #isKnown(hash: number): boolean {
    return this.#known[slotOf(hash)] === 1
  }

  /** By the last letters, from the last one on. */
  #endsAsCompany(bytes: Uint8Array, from: number, to: number): boolean {
    let hash = 0
    let at = to
    for (let n = 0; n < this.#endLength; n++) {
      if (at === from) return false
      at -= bytes[at - 1]! < 0x80 ? 1 : 2
      hash = step(hash, smallOf[latinAt(bytes, at)]!)
    }
    return this.#ends[slotOf(hash)] === 1
  }
}

/** So many alike at the beginning are no name. */
const ROW = 3
/** Behind a name they stay capitals. */
const ROMAN = ['ii', 'iii', 'iv', 'vi']
/** More tell hardly more. */
const LAST_LETTERS = 8

const step = (hash: number, unit: number): number => (Math.imul(hash, 31) + unit) | 0
const slotOf = (hash: number): number => (hash ^ (hash >>> 16)) & 0xffff

function hashOf(word: string): number {
  let hash = 0
  for (let i = 0; i < word.length; i++) hash = step(hash, word.charCodeAt(i))
  return hash
}

/** One field of a name. */
export class QuickNames implements QuickRepair {
  readonly #field: CleanField
  readonly #word: NameWord
  readonly #made = new Uint8Array(2 * LONGEST)

  constructor(field: CleanField, word: NameWord) {
    this.#field = field
    this.#word = word
  }

  settle(bytes: Uint8Array, from: number, to: number, _: string | null, outcome: QuickOutcome): boolean {
    if (to - from > LONGEST) return false
    const kind = this.#word.readAll(bytes, from, to)
    if (kind === ORDINARY) outcome.keep()
    else if (kind !== OTHER && !mayHoldCapitals(bytes, from, to))
      outcome.write(this.#field, this.#made, 0, writeNameCase(bytes, from, to, this.#made))
    else return false
    return true
  }
}

/** McDonald, IJssel, al-Hakim: a part that name case has a rule of its own for. */
function mayHoldCapitals(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    if (i > from && bytes[i - 1] !== HYPHEN && bytes[i - 1] !== BLANK) continue
    const [first, second] = [bytes[i]! | 0x20, bytes[i + 1]! | 0x20]
    if ((first === 0x6d && second === 0x63) || (first === 0x69 && second === 0x6a)) return true
    if (first === 0x61 && second === 0x6c && bytes[i + 2] === HYPHEN) return true
  }
  return false
}

/** Writes the words with a capital where one, or what follows a hyphen, begins; their length. */
function writeNameCase(bytes: Uint8Array, from: number, to: number, made: Uint8Array): number {
  let end = 0
  let isFirst = true
  for (let i = from; i < to; ) {
    const point = latinAt(bytes, i)
    i += point < 0x80 ? 1 : 2
    end = writeLatin(isFirst ? capitalOf[point]! : smallOf[point]!, made, end)
    isFirst = point === HYPHEN || point === BLANK
  }
  return end
}

/** A given name and a family name in one cell, both ordinary. */
export class QuickFullNames implements QuickRepair {
  readonly #word: NameWord
  readonly #familyFirst: ReadonlySet<string>

  constructor(word: NameWord, words: Pick<NameWords, 'familyNameFirst'>) {
    this.#word = word
    this.#familyFirst = words.familyNameFirst
  }

  settle(bytes: Uint8Array, from: number, to: number, country: string | null, outcome: QuickOutcome): boolean {
    const blank = bytes.indexOf(BLANK, from)
    if (blank < 0 || blank >= to || to - from > LONGEST || this.#familyFirst.has(country ?? '')) return false
    if (this.#word.read(bytes, from, blank) !== ORDINARY || this.#word.read(bytes, blank + 1, to) !== ORDINARY)
      return false
    outcome.write('first_name', bytes, from, blank)
    outcome.write('last_name', bytes, blank + 1, to)
    return true
  }
}
