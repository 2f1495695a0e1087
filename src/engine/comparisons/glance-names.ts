/** A glance at given and family names: swaps, middle and birth names, nicknames and what is spelled alike are left for later. */

import type { ComparisonData } from './compare-rows.ts'
import type { Glance } from './glance.ts'
import { keepAlike } from './glance-outlines.ts'
import { FAMILY, GIVEN } from './names.ts'

/** Cells: first, last, middle name; the outlines of first and last name; the signature of the first name's synonyms. */
export function glanceAtGivenNames({ cells, places }: ComparisonData): Glance {
  const [first, last, middle, outline, , signature] = places as [number, number, number, number, number, number]
  return (batch, words, shift) => {
    const { l, r, count, unclear, differing } = batch
    let left = 0
    let noted = 0
    for (let i = 0; i < count; i++) {
      const x = l[i]!
      const y = r[i]!
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
        if (!mayBeAlike) {
          words[i]! |= GIVEN.different << shift
          differing[noted++] = i
          continue
        }
      }
      unclear[left++] = i
    }
    return keepAlike(batch, { differing: noted, unclear: left, place: outline }, cells, words, shift)
  }
}

/** Cells: first, last, birth name; the outlines of first and last name. */
export function glanceAtFamilyNames({ cells, places }: ComparisonData): Glance {
  const [first, last, birth, , outline] = places as [number, number, number, number, number]
  return (batch, words, shift) => {
    const { l, r, count, unclear, differing } = batch
    let left = 0
    let noted = 0
    for (let i = 0; i < count; i++) {
      const x = l[i]!
      const y = r[i]!
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
        words[i]! |= FAMILY.different << shift
        differing[noted++] = i
        continue
      }
      unclear[left++] = i
    }
    return keepAlike(batch, { differing: noted, unclear: left, place: outline }, cells, words, shift)
  }
}
