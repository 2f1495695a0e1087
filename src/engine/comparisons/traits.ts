/** What rows hold of their values besides the number, by kind of comparison, so that most pairs need look no further. */

import type { ComparisonPlan } from '../plan.ts'
import { dateDigits } from './date-digits.ts'
import type { ComparisonKind } from './kinds.ts'
import { outlinesOf } from './outlines.ts'

type Traits = Partial<Record<ComparisonKind, (plan: ComparisonPlan) => readonly Uint32Array[]>>

/** Each a word a value; in the order in which the comparison of the kind expects them. */
const TRAITS: Traits = {
  email: ({ texts, numbers }) => [
    outlinesOf(texts),
    Uint32Array.from(numbers!, (local) => (Number.isNaN(local) ? 0 : local)),
  ],
  date: ({ texts }) => [dateDigits(texts)],
  place: ({ texts }) => [outlinesOf(texts)],
  phone: ({ texts }) => [texts.masks],
}

export const traitsOf = (plan: ComparisonPlan): readonly Uint32Array[] => TRAITS[plan.kind]?.(plan) ?? []
