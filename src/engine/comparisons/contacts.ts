/** Comparing emails and phone numbers: any of one record's with any of the other's, the closest pair counts. */

import { editDistance } from '../../text/edit-distance.ts'
import type { CompareRows, ComparisonData } from './compare-rows.ts'
import { areOverTwo, areUnlike } from './outlines.ts'
import { SPELLING, slips, spelling } from './spelling.ts'

export const EMAIL = { same: 1, slip: 2, local: 3, similar: 4, different: 5 } as const
export const PHONE = { same: 1, slip: 2, otherKind: 3, different: 4 } as const

/**
 * Columns: email, second email (one number space). Traits: the outline; the number of the local part, 0 for one built from
 * a name: such are alike in namesakes too.
 */
export function compareEmails(data: ComparisonData): CompareRows {
  const { cells, places } = data
  const spell = spelling(data.texts)
  const isSlip = slips(data.texts)
  const outlines = places.slice(2, 4)
  const locals = places.slice(4, 6)
  return closest(data, EMAIL.different, (l, r, sideL, sideR) => {
    const localL = cells[l + locals[sideL]!]!
    const localR = cells[r + locals[sideR]!]!
    const isOwn = localL !== 0 && localR !== 0
    if (areUnlike(cells[l + outlines[sideL]!]!, cells[r + outlines[sideR]!]!))
      return isOwn && localL === localR ? EMAIL.local : EMAIL.different
    const a = cells[l + places[sideL]!]!
    const b = cells[r + places[sideR]!]!
    if (!isOwn) {
      if (!isSlip(a, b)) return EMAIL.different
      return localL !== 0 || localR !== 0 ? EMAIL.slip : EMAIL.similar
    }
    const alike = spell(a, b)
    if (alike === SPELLING.slip) return EMAIL.slip
    if (localL === localR) return EMAIL.local
    return alike === SPELLING.similar ? EMAIL.similar : EMAIL.different
  })
}

/**
 * Columns: phone, mobile (one number space), and the kind of each; a mobile and a fixed line may both be one person's.
 * Trait: how often each digit occurs.
 */
export function comparePhones(data: ComparisonData): CompareRows {
  const { cells, places } = data
  const distances = editDistance(data.texts)
  const [, , kind, secondKind] = places as [number, number, number, number]
  const digits = places.slice(4, 6)
  const numbers = closest(data, PHONE.different, (l, r, sideL, sideR) => {
    const digitsL = cells[l + digits[sideL]!]!
    const digitsR = cells[r + digits[sideR]!]!
    // Numbers of which one has more than two digits that the other has not are no slip apart.
    if (areOverTwo(digitsL & ~digitsR) || areOverTwo(digitsR & ~digitsL)) return PHONE.different
    const a = cells[l + places[sideL]!]!
    const b = cells[r + places[sideR]!]!
    const distance = distances.distance(a, b, 2)
    return distance === 1 || (distance === 2 && distances.isAnagram(a, b)) ? PHONE.slip : PHONE.different
  })
  const isOther = (a: number, b: number) => a === 0 || b === 0 || a !== b
  return (l, r) => {
    const level = numbers(l, r)
    if (level !== PHONE.different) return level
    const a = cells[l + kind]!
    const b = cells[r + kind]!
    const c = cells[l + secondKind]!
    const d = cells[r + secondKind]!
    const areKnown = (a !== 0 || c !== 0) && (b !== 0 || d !== 0)
    return areKnown && isOther(a, b) && isOther(a, d) && isOther(c, b) && isOther(c, d)
      ? PHONE.otherKind
      : PHONE.different
  }
}

/** Compares one of each row's two values, which differ and are there; a side is 0 for the first, 1 for the second. */
type CompareSides = (l: number, r: number, sideL: number, sideR: number) => number

function closest({ cells, places }: ComparisonData, different: number, compare: CompareSides): CompareRows {
  const [first, second] = places as [number, number]
  const best = (l: number, r: number, sideL: number, sideR: number, known: number): number => {
    const a = cells[l + places[sideL]!]!
    const b = cells[r + places[sideR]!]!
    if (a === 0 || b === 0 || known === 1) return known
    if (a === b) return 1
    const level = compare(l, r, sideL, sideR)
    return known === 0 || level < known ? level : known
  }
  return (l, r) => {
    if (cells[l + second] === 0 && cells[r + second] === 0) {
      const a = cells[l + first]!
      const b = cells[r + first]!
      return a === 0 || b === 0 ? 0 : a === b ? 1 : compare(l, r, 0, 0)
    }
    const level = best(l, r, 1, 1, best(l, r, 1, 0, best(l, r, 0, 1, best(l, r, 0, 0, 0))))
    return Math.min(level, different)
  }
}
