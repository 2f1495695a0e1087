/** The quick way for street lines. */

import { TextPacker } from '../../record/text-packer.ts'
import type { FieldNumbers } from '../columns.ts'
import { plainStreet, readStreet } from '../places/read-street.ts'
import type { StreetWords } from '../places/street-words.ts'
import { kindOf, latinAt, NO_LETTER } from './letters.ts'
import type { QuickOutcome, QuickRepair } from './quick-repair.ts'

const LONGEST = 200
const BLANK = 0x20

/**
 * Lines by what matters of their number. Plain ones: behind the street, behind it and perhaps a year, before it. Others, where
 * the number has digits only: no pattern of the full repair sees more of them than whether there are more than two, or behind
 * the street how many more.
 */
const [BEHIND, YEAR, BEFORE, SHORT_BEHIND, THREE_BEHIND, FOUR_BEHIND, SHORT_BEFORE, LONG_BEFORE] = [
  0, 1, 2, 3, 4, 5, 6, 7,
]
const KINDS = 8
const MOST_DIGITS = 4

/** A line of each kind around a street. */
const LINES: readonly ((street: string) => string)[] = [
  (street) => `${street} 1`,
  (street) => `${street} 1234`,
  (street) => `1 ${street}`,
  (street) => `${street} 57`,
  (street) => `${street} 457`,
  (street) => `${street} 3457`,
  (street) => `57 ${street}`,
  (street) => `3457 ${street}`,
]

/** Of a street of one country and kind of line; numbers of its name are above. */
const UNKNOWN = 0
const NOT_QUICK = -1

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
    const [start, end, first, last] = isBefore ? [cut + 1, to, from, cut] : [from, cut, cut + 1, to]
    if (!isStreet(bytes, start, end)) return false
    const street = this.#streets.idOfBytes(bytes, start, end)
    const digits = isDigit(bytes[last - 1]!) ? last - first : 0
    const plain = isBefore ? BEFORE : digits === MOST_DIGITS ? YEAR : BEHIND
    let name = isOrdinal(bytes, first, last) ? NOT_QUICK : this.#nameOf(street, plain, country)
    if (name === NOT_QUICK && digits > 0) name = this.#nameOf(street, kindOfDigits(digits, isBefore), country)
    if (name === NOT_QUICK) return false
    outcome.give('street', name)
    outcome.write('house_number', bytes, first, last)
    return true
  }

  #nameOf(street: number, kind: number, country: string | null): number {
    if (country !== this.#country) {
      this.#known.set(this.#country, this.#names)
      this.#country = country
      this.#names = this.#known.get(country) ?? new Int32Array(0)
    }
    const at = street * KINDS + kind
    if (at >= this.#names.length) {
      const more = new Int32Array(Math.max(1024, 2 * at))
      more.set(this.#names)
      this.#names = more
    }
    if (this.#names[at] === UNKNOWN) this.#names[at] = this.#read(this.#streets.textOf(street), kind, country)
    return this.#names[at]!
  }

  #read(street: string, kind: number, country: string | null): number {
    const name = nameIn(street, kind, country, this.#words)
    const number = name === null ? 0 : this.#numbers.numberOf('street', name)
    return number === 0 ? NOT_QUICK : number
  }
}

/** What a line of the kind makes of the street; null where it makes more of it than a name and the number. */
function nameIn(street: string, kind: number, country: string | null, words: StreetWords): string | null {
  const line = LINES[kind]!(street)
  if (kind === BEHIND || kind === YEAR || kind === BEFORE) return plainStreet(line, street, country, words)
  const { street: name, house_number, unit, address_extra } = readStreet(line, country, words)
  const isWhole = line === `${house_number} ${street}` || line === `${street} ${house_number}`
  return isWhole && unit === undefined && address_extra === undefined ? name : null
}

const kindOfDigits = (digits: number, isBefore: boolean): number =>
  isBefore
    ? digits < 3
      ? SHORT_BEFORE
      : LONG_BEFORE
    : digits < 3
      ? SHORT_BEHIND
      : digits === 3
        ? THREE_BEHIND
        : FOUR_BEHIND

const isDigit = (sign: number): boolean => sign >= 0x30 && sign <= 0x39
const isPlainLetter = (sign: number): boolean => (sign | 0x20) >= 0x61 && (sign | 0x20) <= 0x7a

/** 1e, 2o: may belong to the street. */
const isOrdinal = (bytes: Uint8Array, from: number, to: number): boolean =>
  to - from <= 3 && (bytes[to - 1] === E || bytes[to - 1] === O)

/** The blank behind a number of up to four digits and a letter; -1 where it is none. */
function endOfNumber(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && isDigit(bytes[at]!)) at++
  const digits = at - from
  if (at < to && isPlainLetter(bytes[at]!)) at++
  return digits <= MOST_DIGITS && at < to && bytes[at] === BLANK ? at : -1
}

/** The blank before such a number; -1 where there is none. */
function startOfNumber(bytes: Uint8Array, from: number, to: number): number {
  let at = to - 1
  if (isPlainLetter(bytes[at]!)) at--
  const last = at
  while (at > from && isDigit(bytes[at]!)) at--
  return last > at && last - at <= MOST_DIGITS && bytes[at] === BLANK ? at : -1
}

/** Words of letters and a few signs, perhaps with digits before them (88th), one blank between. */
function isStreet(bytes: Uint8Array, from: number, to: number): boolean {
  let before = BLANK
  for (let i = from; i < to; ) {
    const point = latinAt(bytes, i)
    i += point < 0x80 ? 1 : 2
    if (point === BLANK) {
      if (before === BLANK || isDigit(before)) return false
    } else if (isDigit(point)) {
      if (before !== BLANK && !isDigit(before)) return false
    } else if ((kindOf[point] ?? NO_LETTER) === NO_LETTER && isSign[point] !== 1) return false
    before = point
  }
  return before !== BLANK && !isDigit(before)
}
