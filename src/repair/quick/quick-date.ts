/** The quick way for birth dates: YYYY-MM-DD of a year that nothing is said about. */

import type { QuickOutcome, QuickRepair } from './quick-repair.ts'

const LENGTH = 10
const HYPHEN = 0x2d
const ZERO = 0x30
/** Every month has as many. */
const MOST_DAYS = 28

const [UNKNOWN, ORDINARY, OTHER] = [0, 1, 2]

export class QuickBirthDates implements QuickRepair {
  readonly #isOrdinaryYear: (year: number) => boolean
  readonly #years = new Uint8Array(10_000)

  constructor(isOrdinaryYear: (year: number) => boolean) {
    this.#isOrdinaryYear = isOrdinaryYear
  }

  settle(bytes: Uint8Array, from: number, to: number, _: string | null, outcome: QuickOutcome): boolean {
    if (to - from !== LENGTH || bytes[from + 4] !== HYPHEN || bytes[from + 7] !== HYPHEN) return false
    const year = numberAt(bytes, from, from + 4)
    const month = numberAt(bytes, from + 5, from + 7)
    const day = numberAt(bytes, from + 8, to)
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > MOST_DAYS) return false
    if (this.#years[year] === UNKNOWN) this.#years[year] = this.#isOrdinaryYear(year) ? ORDINARY : OTHER
    if (this.#years[year] !== ORDINARY) return false
    outcome.keep()
    return true
  }
}

/** -1 where other signs than digits stand. */
function numberAt(bytes: Uint8Array, from: number, to: number): number {
  let number = 0
  for (let i = from; i < to; i++) {
    const digit = bytes[i]! - ZERO
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}
