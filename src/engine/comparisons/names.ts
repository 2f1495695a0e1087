/** Comparing given and family names: nicknames, slips, initials, double names, swaps and birth names. */

import type { TextTable } from '../../text/text-table.ts'
import type { ComparisonPlan } from '../plan.ts'
import type { CompareRows } from './compare-rows.ts'
import { SPELLING, spelling } from './spelling.ts'

const GIVEN = { same: 1, nickname: 2, slip: 3, part: 4, initial: 5, similar: 6, swapped: 7, different: 8 } as const
const FAMILY = { same: 1, slip: 2, part: 3, birth: 4, similar: 5, different: 6 } as const
const GIVEN_BY_SPELLING = [0, GIVEN.slip, GIVEN.part, GIVEN.initial, GIVEN.similar, GIVEN.different] as const
const FAMILY_BY_SPELLING = [0, FAMILY.slip, FAMILY.part, FAMILY.different, FAMILY.similar, FAMILY.different] as const

/** Columns: first name, last name (one number space). */
export function compareGivenNames(plan: ComparisonPlan): CompareRows {
  const [first] = plan.columns as [Uint32Array]
  const spell = spelling(plan.texts)
  const isSwapped = swapTest(plan, spell)
  const { synonyms } = plan
  return (l, r) => {
    const a = first[l]!
    const b = first[r]!
    if (a === b && a !== 0) return GIVEN.same
    if (isSwapped(l, r)) return GIVEN.swapped
    if (a === 0 || b === 0) return 0
    if (synonyms && share(synonyms[a], synonyms[b])) return GIVEN.nickname
    const alike = spell(a, b)
    return alike > SPELLING.initial && isShortForm(plan.texts, a, b) ? GIVEN.part : GIVEN_BY_SPELLING[alike]!
  }
}

/** A short form has at least so many letters. */
const LEAST_SHORT_FORM = 3

/** Whether one name begins with the whole other: Phil and Philippe. */
function isShortForm({ codes, offsets }: TextTable, l: number, r: number): boolean {
  const shorter = Math.min(offsets[l + 1]! - offsets[l]!, offsets[r + 1]! - offsets[r]!)
  if (shorter < LEAST_SHORT_FORM) return false
  for (let i = 0; i < shorter; i++) if (codes[offsets[l]! + i] !== codes[offsets[r]! + i]) return false
  return true
}

/** Columns: first name, last name, birth name (one number space). A swap counts once, with the first name. */
export function compareFamilyNames(plan: ComparisonPlan): CompareRows {
  const [, last, birth] = plan.columns as [Uint32Array, Uint32Array, Uint32Array]
  const spell = spelling(plan.texts)
  const isSwapped = swapTest(plan, spell)
  return (l, r) => {
    const a = last[l]!
    const b = last[r]!
    if (a === b && a !== 0) return FAMILY.same
    if (isSwapped(l, r)) return 0
    if ((birth[l] !== 0 && (birth[l] === b || birth[l] === birth[r])) || (birth[r] !== 0 && birth[r] === a))
      return FAMILY.birth
    return a === 0 || b === 0 ? 0 : FAMILY_BY_SPELLING[spell(a, b)]!
  }
}

/** First and last name in each other's place: one of them exactly, the other at most a slip away or missing. */
function swapTest(plan: ComparisonPlan, spell: (l: number, r: number) => number): CompareRows<boolean> {
  const [first, last] = plan.columns as [Uint32Array, Uint32Array]
  const { synonyms } = plan
  const isNear = (a: number, b: number) =>
    a === 0 || b === 0 || a === b || spell(a, b) === SPELLING.slip || share(synonyms?.[a], synonyms?.[b])
  return (l, r) => {
    const crossL = first[l] !== 0 && first[l] === last[r]
    const crossR = first[r] !== 0 && first[r] === last[l]
    if (!crossL && !crossR) return false
    if (first[l] === first[r] || last[l] === last[r]) return false
    return crossL ? isNear(last[l]!, first[r]!) : isNear(first[l]!, last[r]!)
  }
}

function share(l: readonly number[] | null | undefined, r: readonly number[] | null | undefined): boolean {
  return l != null && r != null && l.some((group) => r.includes(group))
}
