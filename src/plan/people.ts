/** What the plan needs of each person's segment, and what that segment alone says of offers. */

import { FLAG } from './eligibility.ts'
import type { OfferRules } from './offers.ts'
import type { PlanSegments } from './plan-segments.ts'
import type { StatedReasons } from './stated-reasons.ts'

/** Columns of `segment` as read, in this order. */
export const SEGMENT_COLUMNS = [
  'person_no',
  'state',
  'behaviour',
  'recency_days',
  'monetary_minor',
  'expected_purchases',
  'expected_value_minor',
  'is_customer',
  'm',
  'cycle_days',
  'basket_minor',
  'return_value_minor',
  'rule',
] as const

type Numbers = readonly (number | null)[]
type SegmentBlock = readonly [
  number[],
  readonly string[],
  readonly (string | null)[],
  Numbers,
  number[],
  Numbers,
  Numbers,
  number[],
  Numbers,
  Numbers,
  Numbers,
  Numbers,
  readonly string[],
]

export class People {
  /** Number of the segment. */
  readonly segment: Uint16Array
  /** Expected value, else what was spent so far: tells who of a household gets the letter, and who goes first. */
  readonly worth: Float64Array
  /** A basket and what a return is worth; NaN where purchases do not tell. */
  readonly basketMinor: Float64Array
  readonly returnMinor: Float64Array
  /** Place in `stateNames`. */
  readonly state: Uint8Array
  readonly stateNames: string[] = []
  /** -1: has never bought. */
  readonly #recencyDays: Int32Array
  /** -1: not known. */
  readonly #cycleDays: Int32Array

  constructor(people: number) {
    this.segment = new Uint16Array(people)
    this.worth = new Float64Array(people)
    this.basketMinor = new Float64Array(people)
    this.returnMinor = new Float64Array(people)
    this.state = new Uint8Array(people)
    this.#recencyDays = new Int32Array(people).fill(-1)
    this.#cycleDays = new Int32Array(people).fill(-1)
  }

  /** A block of {@link SEGMENT_COLUMNS}; sets the flags that follow from the segment. */
  add(
    block: readonly (readonly unknown[])[],
    segments: PlanSegments,
    reasons: StatedReasons,
    offers: OfferRules,
    flags: Uint16Array,
  ): void {
    const [persons, state, behaviour, recency, monetary, expected, value, isCustomer, m, cycle, basket, returns, rule] =
      block as unknown as SegmentBlock
    for (let i = 0; i < persons.length; i++) {
      const person = persons[i]!
      this.segment[person] = segments.numberOf(
        ...([state[i]!, rule[i]!, behaviour[i]!, recency[i]!, m[i]!] as const),
        reasons.of(person, recency[i]!),
      )
      this.state[person] = this.#stateNo(state[i]!)
      this.#recencyDays[person] = recency[i] ?? -1
      this.#cycleDays[person] = cycle[i] ?? -1
      this.worth[person] = value[i] ?? monetary[i]!
      this.basketMinor[person] = basket[i] ?? Number.NaN
      this.returnMinor[person] = returns[i] ?? Number.NaN
      if (isCustomer[i] === 1 && !isLongGone(state[i]!, recency[i]!, offers)) flags[person]! |= FLAG.isCustomer
      if (buysAnyway(state[i]!, expected[i]!, offers)) flags[person]! |= FLAG.buysAnyway
    }
  }

  /** Day number of the last purchase, or null. */
  lastDay(person: number, asOfDay: number): number | null {
    const recency = this.#recencyDays[person]!
    return recency < 0 ? null : asOfDay - recency
  }

  /** Days since the last purchase, or null. */
  recencyDays(person: number): number | null {
    const recency = this.#recencyDays[person]!
    return recency < 0 ? null : recency
  }

  cycleDays(person: number): number | null {
    const days = this.#cycleDays[person]!
    return days < 0 ? null : days
  }

  stateOf(person: number): string {
    return this.stateNames[this.state[person]!]!
  }

  #stateNo(name: string): number {
    const no = this.stateNames.indexOf(name)
    return no >= 0 ? no : this.stateNames.push(name) - 1
  }
}

/** Bought longer ago than the look-back, and nothing else keeps the person a customer. */
function isLongGone(state: string, recencyDays: number | null, offers: OfferRules): boolean {
  const lookBack = offers.new_customer_look_back_days
  return lookBack !== null && recencyDays !== null && recencyDays > lookBack && (state === 'lapsed' || state === 'lost')
}

/** Without an expectation an active customer is taken to come back: a discount would be given away. */
function buysAnyway(state: string, expected: number | null, offers: OfferRules): boolean {
  return (state === 'active' || state === 'new') && (expected ?? Number.POSITIVE_INFINITY) >= offers.buys_anyway_from
}
