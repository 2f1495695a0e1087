/** Comparing emails and phone numbers: any of one record's with any of the other's, the closest pair counts. */

import { editDistance } from '../../text/edit-distance.ts'
import type { CompareRows, ComparisonData } from './compare-rows.ts'
import { SPELLING, slips, spelling } from './spelling.ts'

const EMAIL = { same: 1, slip: 2, local: 3, similar: 4, different: 5 } as const
const PHONE = { same: 1, slip: 2, different: 3 } as const

/** Columns: email, second email (one number space); `numbers` holds a number for each distinct local part,
 * NaN for one built from a name: such are alike in namesakes too. */
export function compareEmails(data: ComparisonData): CompareRows {
  const spell = spelling(data.texts)
  const isSlip = slips(data.texts)
  const locals = data.numbers!
  return closest(data, EMAIL.different, (a, b) => {
    const isOwnA = !Number.isNaN(locals[a]!)
    const isOwnB = !Number.isNaN(locals[b]!)
    if (!isOwnA || !isOwnB) {
      if (!isSlip(a, b)) return EMAIL.different
      return isOwnA || isOwnB ? EMAIL.slip : EMAIL.similar
    }
    const alike = spell(a, b)
    if (alike === SPELLING.slip) return EMAIL.slip
    if (locals[a] === locals[b]) return EMAIL.local
    return alike === SPELLING.similar ? EMAIL.similar : EMAIL.different
  })
}

/** Columns: phone, mobile (one number space). */
export function comparePhones(data: ComparisonData): CompareRows {
  const distances = editDistance(data.texts)
  return closest(data, PHONE.different, (a, b) => {
    const distance = distances.distance(a, b, 2)
    return distance === 1 || (distance === 2 && distances.isAnagram(a, b)) ? PHONE.slip : PHONE.different
  })
}

function closest(
  { cells, places }: ComparisonData,
  different: number,
  compare: (a: number, b: number) => number,
): CompareRows {
  const [first, second] = places as [number, number]
  const best = (a: number, b: number, known: number): number => {
    if (a === 0 || b === 0 || known === 1) return known
    if (a === b) return 1
    const level = compare(a, b)
    return known === 0 || level < known ? level : known
  }
  return (l, r) => {
    const a = cells[l + first]!
    const b = cells[r + first]!
    const c = cells[l + second]!
    const d = cells[r + second]!
    if (c === 0 && d === 0) return a === 0 || b === 0 ? 0 : a === b ? 1 : compare(a, b)
    const level = best(c, d, best(c, b, best(a, d, best(a, b, 0))))
    return Math.min(level, different)
  }
}
