/** The quick way for postcodes and towns. */

import { kindOf, latinAt, NO_LETTER, SMALL } from './letters.ts'
import type { QuickOutcome, QuickRepair } from './quick-repair.ts'

const LONGEST = 200
const LONGEST_POSTCODE = 40
const BLANK = 0x20

const isSign = new Uint8Array(256)
for (const sign of ".'-") isSign[sign.charCodeAt(0)] = 1

const isDigit = (sign: number): boolean => sign >= 0x30 && sign <= 0x39

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
    if (to - from > LONGEST || !areWords(bytes, from, to)) return false
    for (let i = from; i < to; i++)
      if (kindOf[bytes[i]!] === SMALL && bytes[i]! < 0x80) {
        outcome.keep()
        return true
      }
    return false
  }
}

/** Letters and a few signs, words with one blank between. */
function areWords(bytes: Uint8Array, from: number, to: number): boolean {
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
