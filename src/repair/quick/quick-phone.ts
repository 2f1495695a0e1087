/** The quick way for phone numbers: plain ones, valid in their country, or without any country. */

import { mayTakeTexts, phoneType } from '../../text/phone-type.ts'
import { e164Of } from '../phones/plain-phone.ts'
import { homeOf } from '../phones/repair-phone.ts'
import type { QuickOutcome, QuickRepair } from './quick-repair.ts'

const LONGEST = 80
const FEWEST_DIGITS = 6
/** Of a number as it is dialled abroad with 00 before it. */
const MOST_DIGITS = 17
const MOST_AFTER_SIGN = 15

const ZERO = 0x30
const [BLANK, OPENING, DOT, SLASH, PLUS] = [0x20, 0x28, 0x2e, 0x2f, 0x2b]
/** What may stand between digits. */
const isBetween = new Uint8Array(256)
for (const sign of ' ().-/') isBetween[sign.charCodeAt(0)] = 1

export class QuickPhones implements QuickRepair {
  readonly #field: 'phone' | 'mobile'
  readonly #digits = Buffer.alloc(MOST_DIGITS + 1)
  readonly #made = new Uint8Array(2 * MOST_DIGITS)

  constructor(field: 'phone' | 'mobile') {
    this.#field = field
  }

  settle(bytes: Uint8Array, from: number, to: number, country: string | null, outcome: QuickOutcome): boolean {
    const digits = this.#digits
    let count = 0
    for (let i = from; i < to; i++) {
      const sign = bytes[i]!
      if (isDigit(sign)) {
        if (count === MOST_DIGITS) return false
        digits[count++] = sign
      } else if (isBetween[sign] === 0 && !(sign === PLUS && i === from)) return false
    }
    if (count < FEWEST_DIGITS || to - from > LONGEST || isOdd(digits, 0, count)) return false
    const home = homeOf(country)
    const hasPlus = bytes[from] === PLUS
    return home === null && !hasPlus && !startsWith00(digits)
      ? this.#settleLocal(bytes, from, to, count, outcome)
      : this.#settleValid(bytes, from, to, count, home, outcome)
  }

  /** Without a country the digits are all that is kept. */
  #settleLocal(bytes: Uint8Array, from: number, to: number, count: number, outcome: QuickOutcome): boolean {
    const digits = this.#digits
    if (digits[0] === ZERO && digits[1] === ZERO + 1 && digits[2] === ZERO + 1) return false
    if (count === to - from) outcome.keep()
    else if (isOneNumber(bytes, from, to)) outcome.write(this.#field, digits, 0, count)
    else return false
    return true
  }

  #settleValid(
    bytes: Uint8Array,
    from: number,
    to: number,
    count: number,
    home: string | null,
    outcome: QuickOutcome,
  ): boolean {
    const sign = bytes[from] === PLUS ? '+' : startsWith00(this.#digits) ? '00' : ''
    const length = sign === '00' ? count - 2 : count
    if (length < FEWEST_DIGITS || length > MOST_AFTER_SIGN) return false
    const number = e164Of(sign, this.#digits.toString('latin1', count - length, count), home)
    if (number === null || (this.#field === 'mobile' && !mayTakeTexts(phoneType(number)))) return false
    const made = this.#made
    let isSame = number.length === to - from
    for (let i = 0; i < number.length; i++) {
      made[i] = number.charCodeAt(i)
      if (made[i] !== bytes[from + i]) isSame = false
    }
    if (isOdd(made, 2, number.length)) return false
    if (isSame) outcome.keep()
    else outcome.write(this.#field, made, 0, number.length)
    return true
  }
}

const isDigit = (sign: number): boolean => sign >= ZERO && sign <= 0x39

const startsWith00 = (digits: Uint8Array): boolean => digits[0] === ZERO && digits[1] === ZERO

/** Whether digits may be a filler or doubtful: in a row or all the same, at the beginning (but for zeros) or seven at the end. */
function isOdd(digits: Uint8Array, from: number, to: number): boolean {
  let first = from
  while (first < to && digits[first] === ZERO) first++
  return to - first < 5 || isRow(digits, first, first + 5) || (to - first > 6 && isRow(digits, to - 7, to))
}

/** 11111, 12345, 98765. */
function isRow(digits: Uint8Array, from: number, to: number): boolean {
  const step = digits[from + 1]! - digits[from]!
  if (step < -1 || step > 1) return false
  for (let i = from + 2; i < to; i++) if (digits[i]! - digits[i - 1]! !== step) return false
  return true
}

/** One number and nothing else, of digits and what may stand between them: as the pattern of the full repair has it. */
function isOneNumber(bytes: Uint8Array, from: number, to: number): boolean {
  const [first, last] = [bytes[from]!, bytes[to - 1]!]
  if (!isDigit(last) || !(isDigit(first) || first === OPENING)) return false
  if (last === ZERO && bytes[to - 2] === DOT) return false
  for (let i = from + 1; i < to; i++) {
    if (bytes[i] !== SLASH) continue
    const next = bytes[i + 1] === BLANK ? bytes[i + 2] : bytes[i + 1]
    if (next === ZERO || (bytes[i - 1] === BLANK && bytes[i + 1] === BLANK)) return false
  }
  return true
}
