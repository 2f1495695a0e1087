/** The quick way for street lines, postcodes and towns. */

import { TextPacker } from '../../record/text-packer.ts'
import type { FieldNumbers } from '../columns.ts'
import { plainStreet } from '../places/read-street.ts'
import type { StreetWords } from '../places/street-words.ts'
import { kindOf, latinAt, NO_LETTER, SMALL } from './letters.ts'
import type { QuickOutcome, QuickRepair } from './quick-repair.ts'

const LONGEST = 200
const LONGEST_POSTCODE = 40
const BLANK = 0x20

/** Lines by what matters of their number: behind the street, that may be a year, before the street. */
const [BEHIND, YEAR, BEFORE] = [0, 1, 2]
const KINDS = 3
/** A plain line of each kind around a street. */
const LINES: readonly ((street: string) => string)[] = [
  (street) => `${street} 1`,
  (street) => `${street} 1234`,
  (street) => `1 ${street}`,
]

/** Of a street of one country and kind of line; numbers of its name are above. */
const UNKNOWN = 0
const NOT_PLAIN = -1

const isSign = new Uint8Array(256)
for (const sign of ".'-") isSign[sign.charCodeAt(0)] = 1
const [E, O] = [0x65, 0x6f]

/** "street number" and "number street": each street is read once, with whatever number. */
export class QuickStreets implements QuickRepair {
  readonly #words: StreetWords
  readonly #numbers: FieldNumbers
  readonly #streets = new TextPacker()
  /** Country → number of the street's name by street and kind of line. */
  readonly #known = new Map<string | null, Int32Array>()
  #country: string | null = null
  #names: Int32Array = new Int32Array(0)

  constructor(words: StreetWords, numbers: FieldNumbers) {
    this.#words = words
    this.#numbers = numbers
  }

  settle(bytes: Uint8Array, from: number, to: number, country: string | null, outcome: QuickOutcome): boolean {
    if (to - from > LONGEST) return false
    const isBefore = isDigit(bytes[from]!)
    const cut = isBefore ? endOfNumber(bytes, from, to) : startOfNumber(bytes, from, to)
    if (cut < 0) return false
    const [start, end] = isBefore ? [cut + 1, to] : [from, cut]
    if (!isStreet(bytes, start, end)) return false
    const street = this.#streets.idOfBytes(bytes, start, end)
    const kind = isBefore ? BEFORE : isYear(bytes, cut + 1, to) ? YEAR : BEHIND
    const name = this.#nameOf(street, kind, country)
    if (name === NOT_PLAIN) return false
    outcome.give('street', name)
    if (isBefore) outcome.write('house_number', bytes, from, cut)
    else outcome.write('house_number', bytes, cut + 1, to)
    return true
  }

  #nameOf(street: number, kind: number, country: string | null): number {
    if (country !== this.#country || this.#names.length === 0) {
      this.#country = country
      this.#names = this.#known.get(country) ?? new Int32Array(1024)
    }
    const at = street * KINDS + kind
    if (at >= this.#names.length) {
      const more = new Int32Array(2 * at)
      more.set(this.#names)
      this.#names = more
    }
    this.#known.set(country, this.#names)
    if (this.#names[at] === UNKNOWN) this.#names[at] = this.#read(this.#streets.textOf(street), kind, country)
    return this.#names[at]!
  }

  #read(street: string, kind: number, country: string | null): number {
    const name = plainStreet(LINES[kind]!(street), street, country, this.#words)
    const number = name === null ? 0 : this.#numbers.numberOf('street', name)
    return number === 0 ? NOT_PLAIN : number
  }
}

const isDigit = (sign: number): boolean => sign >= 0x30 && sign <= 0x39
const isPlainLetter = (sign: number): boolean => (sign | 0x20) >= 0x61 && (sign | 0x20) <= 0x7a

/** The blank behind a number of up to four digits and a letter; -1 where it is none, or may be an ordinal (1e, 2o). */
function endOfNumber(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && isDigit(bytes[at]!)) at++
  const digits = at - from
  if (at < to && isPlainLetter(bytes[at]!)) {
    if (digits < 3 && (bytes[at] === E || bytes[at] === O)) return -1
    at++
  }
  return digits <= 4 && at < to && bytes[at] === BLANK ? at : -1
}

/** The blank before such a number; -1 where there is none. */
function startOfNumber(bytes: Uint8Array, from: number, to: number): number {
  let at = to - 1
  if (isPlainLetter(bytes[at]!)) at--
  const last = at
  while (at > from && isDigit(bytes[at]!)) at--
  return last > at && last - at <= 4 && bytes[at] === BLANK ? at : -1
}

const isYear = (bytes: Uint8Array, from: number, to: number): boolean => to - from === 4 && isDigit(bytes[to - 1]!)

/** Letters and a few signs, words with one blank between. */
function isStreet(bytes: Uint8Array, from: number, to: number): boolean {
  let before = BLANK
  for (let i = from; i < to; ) {
    const point = latinAt(bytes, i)
    i += point < 0x80 ? 1 : 2
    if (point === BLANK ? before === BLANK : (kindOf[point] ?? NO_LETTER) === NO_LETTER && isSign[point] !== 1)
      return false
    before = point
  }
  return before !== BLANK
}

/** Capitals and digits, where no country has a form for them. */
export class QuickPostcodes implements QuickRepair {
  settle(bytes: Uint8Array, from: number, to: number, country: string | null, outcome: QuickOutcome): boolean {
    if (country !== null || to - from > LONGEST_POSTCODE) return false
    let before = BLANK
    for (let i = from; i < to; i++) {
      const sign = bytes[i]!
      const isCode = isDigit(sign) || (sign >= 0x41 && sign <= 0x5a)
      if (!isCode && (sign !== BLANK || before === BLANK)) return false
      before = sign
    }
    if (before === BLANK) return false
    outcome.keep()
    return true
  }
}

/** Words of letters, not in capitals throughout. */
export class QuickTowns implements QuickRepair {
  settle(bytes: Uint8Array, from: number, to: number, _: string | null, outcome: QuickOutcome): boolean {
    if (to - from > LONGEST || !isStreet(bytes, from, to)) return false
    for (let i = from; i < to; i++)
      if (kindOf[bytes[i]!] === SMALL && bytes[i]! < 0x80) {
        outcome.keep()
        return true
      }
    return false
  }
}
