/** What rows hold of their values besides the number, by kind of comparison, so that most pairs need look no further. */

import type { ComparisonPlan, ValueIds } from '../plan.ts'
import { dateDigits } from './date-digits.ts'
import type { ComparisonKind } from './kinds.ts'
import { outlinesOf } from './outlines.ts'

/** A word for each value of a column. */
export interface Trait {
  readonly column: ValueIds
  readonly trait: Uint32Array
}

type Traits = Partial<Record<ComparisonKind, (plan: ComparisonPlan) => readonly Trait[]>>

/** Added to day numbers: no date is so many days before day 0. */
const DAY_ZERO = 2 ** 31

/** In the order in which the comparison of the kind expects them. */
const TRAITS: Traits = {
  given_name: (plan) => [
    ...ofEach(plan, 2, outlinesOf(plan.texts)),
    ...ofEach(plan, 1, plan.synonyms === null ? new Uint32Array(1) : signaturesOf(plan.synonyms)),
  ],
  family_name: (plan) => ofEach(plan, 2, outlinesOf(plan.texts)),
  email: (plan) => [...ofEach(plan, 2, outlinesOf(plan.texts)), ...ofEach(plan, 2, localsOf(plan.numbers!))],
  date: (plan) => [...ofEach(plan, 1, dateDigits(plan.texts)), ...ofEach(plan, 1, daysOf(plan.numbers!))],
  year: (plan) => ofEach(plan, 1, yearsOf(plan.numbers!)),
  street: (plan) => ofEach(plan, 1, outlinesOf(plan.texts)),
  place: (plan) => ofEach(plan, 2, outlinesOf(plan.texts)),
  phone: (plan) => ofEach(plan, 2, plan.texts.masks),
}

export const traitsOf = (plan: ComparisonPlan): readonly Trait[] => TRAITS[plan.kind]?.(plan) ?? []

/** The same trait of the first so many columns. */
const ofEach = ({ columns }: ComparisonPlan, count: number, trait: Uint32Array): Trait[] =>
  columns.slice(0, count).map((column) => ({ column, trait }))

/** What is not a number becomes 0. */
const localsOf = (numbers: Float64Array): Uint32Array => new Uint32Array(numbers)

/** Day numbers, of which some lie before day 0, as whole numbers above 0; 0 for what is no date. */
const daysOf = (days: Float64Array): Uint32Array =>
  Uint32Array.from(days, (day) => (Number.isNaN(day) ? 0 : day + DAY_ZERO))

/** Numbers from 0 on, raised by 1; 0 for what is none. */
const yearsOf = (numbers: Float64Array): Uint32Array =>
  Uint32Array.from(numbers, (number) => (Number.isNaN(number) ? 0 : number + 1))

/** One bit for each group that a value is in; where two values have none in common they are no synonyms. */
const signaturesOf = (synonyms: NonNullable<ComparisonPlan['synonyms']>): Uint32Array =>
  Uint32Array.from(synonyms, (groups) => groups?.reduce((bits, group) => bits | (1 << (group & 31)), 0) ?? 0)
