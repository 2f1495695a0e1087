/** A glance at given and family names: swaps, middle and birth names, nicknames and what is spelled alike are left for later. */

import type { ComparisonData } from './compare-rows.ts'
import type { Glance } from './glance.ts'
import { FAMILY, GIVEN } from './names.ts'
import { areUnlike } from './outlines.ts'

/** Cells: first, last, middle name; the outlines of first and last name; the signature of the first name's synonyms. */
export function glanceAtGivenNames({ cells, places }: ComparisonData): Glance {
  const [first, last, middle, outline, , signature] = places as [number, number, number, number, number, number]
  return ({ l, r, count, unclear }, words, shift) => {
    let left = 0
    for (let i = 0; i < count; i++) {
      const [x, y] = [l[i]!, r[i]!]
      const a = cells[x + first]!
      const b = cells[y + first]!
      if (a === b && a !== 0) {
        words[i]! |= GIVEN.same << shift
        continue
      }
      const mayBeSwapped = (a !== 0 && a === cells[y + last]) || (b !== 0 && b === cells[x + last])
      if (!mayBeSwapped) {
        if (a === 0 || b === 0) continue
        const mayBeAlike =
          (cells[x + signature]! & cells[y + signature]!) !== 0 || a === cells[y + middle] || b === cells[x + middle]
        if (!mayBeAlike && areUnlike(cells[x + outline]!, cells[y + outline]!)) {
          words[i]! |= GIVEN.different << shift
          continue
        }
      }
      unclear[left++] = i
    }
    return left
  }
}

/** Cells: first, last, birth name; the outlines of first and last name. */
export function glanceAtFamilyNames({ cells, places }: ComparisonData): Glance {
  const [first, last, birth, , outline] = places as [number, number, number, number, number]
  return ({ l, r, count, unclear }, words, shift) => {
    let left = 0
    for (let i = 0; i < count; i++) {
      const [x, y] = [l[i]!, r[i]!]
      const a = cells[x + last]!
      const b = cells[y + last]!
      if (a === b && a !== 0) {
        words[i]! |= FAMILY.same << shift
        continue
      }
      const needsLook =
        (a !== 0 && a === cells[y + first]) ||
        (b !== 0 && b === cells[x + first]) ||
        (cells[x + birth]! | cells[y + birth]!) !== 0
      if (!needsLook) {
        if (a === 0 || b === 0) continue
        if (areUnlike(cells[x + outline]!, cells[y + outline]!)) {
          words[i]! |= FAMILY.different << shift
          continue
        }
      }
      unclear[left++] = i
    }
    return left
  }
}
