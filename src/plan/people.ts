/** What the plan needs of each person's segment, and what that segment alone says of offers. */

import { FLAG } from './eligibility.ts'
import type { OfferRules } from './offers.ts'
import type { PlanBook } from './plan-book.ts'

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
]

export class People {
  /** Number of the segment in the book. */
  readonly segment: Uint16Array
  /** Expected value, else what was spent so far: tells who of a household gets the letter. */
  readonly worth: Float64Array
  /** -1: has never bought. */
  readonly #recencyDays: Int32Array

  constructor(people: number) {
    this.segment = new Uint16Array(people)
    this.worth = new Float64Array(people)
    this.#recencyDays = new Int32Array(people).fill(-1)
  }

  /** A block of {@link SEGMENT_COLUMNS}; sets the flags that follow from the segment. */
  add(block: readonly (readonly unknown[])[], book: PlanBook, offers: OfferRules, flags: Uint8Array): void {
    const [persons, state, behaviour, recency, monetary, expected, value, isCustomer] = block as unknown as SegmentBlock
    for (let i = 0; i < persons.length; i++) {
      const person = persons[i]!
      this.segment[person] = book.segmentNo(state[i]!, behaviour[i]!)
      this.#recencyDays[person] = recency[i] ?? -1
      this.worth[person] = value[i] ?? monetary[i]!
      if (isCustomer[i] === 1 && !isLongGone(state[i]!, recency[i]!, offers)) flags[person]! |= FLAG.isCustomer
      if (buysAnyway(state[i]!, expected[i]!, offers)) flags[person]! |= FLAG.buysAnyway
    }
  }

  /** Day number of the last purchase, or null. */
  lastDay(person: number, asOfDay: number): number | null {
    const recency = this.#recencyDays[person]!
    return recency < 0 ? null : asOfDay - recency
  }
}

function isLongGone(state: string, recencyDays: number | null, offers: OfferRules): boolean {
  const lookBack = offers.new_customer_look_back_days
  return lookBack !== null && recencyDays !== null && recencyDays > lookBack && state === 'lost'
}

/** Without an expectation an active customer is taken to come back: a discount would be given away. */
function buysAnyway(state: string, expected: number | null, offers: OfferRules): boolean {
  return (state === 'active' || state === 'new') && (expected ?? Number.POSITIVE_INFINITY) >= offers.buys_anyway_from
}
