/** Comparing codes, categories and free text that have no meaning of their own to goldpan. */

import type { ComparisonPlan } from '../plan.ts'
import type { CompareRows } from './compare-rows.ts'
import { SPELLING, spelling } from './spelling.ts'

const TEXT_BY_SPELLING = [0, 2, 3, 5, 4, 5] as const

export function compareCodes(plan: ComparisonPlan): CompareRows {
  const spell = spelling(plan.texts)
  return onIds(plan, (a, b) => (spell(a, b) === SPELLING.slip ? 2 : 3))
}

export function compareCategories(plan: ComparisonPlan): CompareRows {
  return onIds(plan, () => 2)
}

export function compareTexts(plan: ComparisonPlan): CompareRows {
  const spell = spelling(plan.texts)
  return onIds(plan, (a, b) => TEXT_BY_SPELLING[spell(a, b)]!)
}

function onIds(plan: ComparisonPlan, compare: (a: number, b: number) => number): CompareRows {
  const [ids] = plan.columns as [Uint32Array]
  return (l, r) => {
    const a = ids[l]!
    const b = ids[r]!
    return a === 0 || b === 0 ? 0 : a === b ? 1 : compare(a, b)
  }
}
