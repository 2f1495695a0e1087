/** Comparing given and family names: nicknames, slips, initials, double names, swaps and birth names. */

import type { TextTable } from '../../text/text-table.ts'
import type { CompareRows, ComparisonData } from './compare-rows.ts'
import { SPELLING, spelling } from './spelling.ts'
import { areSynonyms } from './synonyms.ts'

export const GIVEN = {
  same: 1,
  nickname: 2,
  slip: 3,
  part: 4,
  initial: 5,
  similar: 6,
  swapped: 7,
  different: 8,
} as const
export const FAMILY = { same: 1, slip: 2, part: 3, birth: 4, similar: 5, different: 6 } as const
const MIDDLE = { same: 1, near: 2, initial: 3, different: 4 } as const
const GIVEN_BY_SPELLING = [0, GIVEN.slip, GIVEN.part, GIVEN.initial, GIVEN.similar, GIVEN.different] as const
const FAMILY_BY_SPELLING = [0, FAMILY.slip, FAMILY.part, FAMILY.similar, FAMILY.similar, FAMILY.different] as const

/** Columns: first name, last name, middle name (one number space). */
export function compareGivenNames(data: ComparisonData): CompareRows {
  const { cells } = data
  const [first, , middle] = data.places as [number, number, number]
  const spell = spelling(data.texts)
  const isSwapped = swapTest(data, spell)
  const { synonyms } = data
  return (l, r) => {
    const a = cells[l + first]!
    const b = cells[r + first]!
    if (a === b && a !== 0) return GIVEN.same
    if (isSwapped(l, r)) return GIVEN.swapped
    if (a === 0 || b === 0) return 0
    if (synonyms !== null && areSynonyms(synonyms, a, b)) return GIVEN.nickname
    const alike = spell(a, b)
    // Some are called by their middle name.
    if (alike > SPELLING.slip && (a === cells[r + middle] || b === cells[l + middle])) return GIVEN.part
    return alike > SPELLING.initial && isShortForm(data.texts, a, b) ? GIVEN.part : GIVEN_BY_SPELLING[alike]!
  }
}

/** Column: middle names. */
export function compareMiddleNames(data: ComparisonData): CompareRows {
  const { cells } = data
  const [middle] = data.places as [number]
  const spell = spelling(data.texts)
  const { codes, offsets, blank } = data.texts
  const isInitial = (id: number) => offsets[id + 1]! - offsets[id]! === 1 || codes[offsets[id]! + 1] === blank
  return (l, r) => {
    const a = cells[l + middle]!
    const b = cells[r + middle]!
    if (a === 0 || b === 0) return 0
    if (a === b) return MIDDLE.same
    const alike = spell(a, b)
    if (alike === SPELLING.slip || alike === SPELLING.part) return MIDDLE.near
    const startAlike = codes[offsets[a]!] === codes[offsets[b]!] && (isInitial(a) || isInitial(b))
    return startAlike ? MIDDLE.initial : MIDDLE.different
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
export function compareFamilyNames(data: ComparisonData): CompareRows {
  const { cells } = data
  const [, last, birth] = data.places as [number, number, number]
  const spell = spelling(data.texts)
  const isSwapped = swapTest(data, spell)
  return (l, r) => {
    const a = cells[l + last]!
    const b = cells[r + last]!
    if (a === b && a !== 0) return FAMILY.same
    if (isSwapped(l, r)) return 0
    if (
      (cells[l + birth] !== 0 && (cells[l + birth] === b || cells[l + birth] === cells[r + birth])) ||
      (cells[r + birth] !== 0 && cells[r + birth] === a)
    )
      return FAMILY.birth
    return a === 0 || b === 0 ? 0 : FAMILY_BY_SPELLING[spell(a, b)]!
  }
}

/** First and last name in each other's place: one of them exactly, the other alike, an initial, or missing. */
function swapTest(data: ComparisonData, spell: (l: number, r: number) => number): CompareRows<boolean> {
  const { cells, synonyms } = data
  const [first, last] = data.places as [number, number]
  const isNear = (a: number, b: number) =>
    a === 0 ||
    b === 0 ||
    a === b ||
    spell(a, b) !== SPELLING.different ||
    (synonyms !== null && areSynonyms(synonyms, a, b))
  return (l, r) => {
    const crossL = cells[l + first] !== 0 && cells[l + first] === cells[r + last]
    const crossR = cells[r + first] !== 0 && cells[r + first] === cells[l + last]
    if (!crossL && !crossR) return false
    if (cells[l + first] === cells[r + first] || cells[l + last] === cells[r + last]) return false
    return crossL ? isNear(cells[l + last]!, cells[r + first]!) : isNear(cells[l + first]!, cells[r + last]!)
  }
}
