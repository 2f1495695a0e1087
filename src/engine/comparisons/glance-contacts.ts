/** A glance at emails and phone numbers: records with two of them, and what may be one slip apart, are left for later. */

import type { ComparisonData } from './compare-rows.ts'
import { EMAIL, PHONE } from './contacts.ts'
import type { Glance } from './glance.ts'
import { keepAlike } from './glance-outlines.ts'
import { areManyEditsApart, areOverTwo } from './outlines.ts'

/** Cells: email, second email; the outline of each; the number of the local part of each, 0 for one built from a name. */
export function glanceAtEmails({ cells, places }: ComparisonData): Glance {
  const [email, second, outline, , local] = places as [number, number, number, number, number]
  return (batch, words, shift) => {
    const { l, r, count, unclear, differing } = batch
    let left = 0
    let noted = 0
    for (let i = 0; i < count; i++) {
      const x = l[i]!
      const y = r[i]!
      const a = cells[x + email]!
      const b = cells[y + email]!
      if ((cells[x + second]! | cells[y + second]!) === 0) {
        if (a === 0 || b === 0) continue
        if (a === b) {
          words[i]! |= EMAIL.same << shift
          continue
        }
        const localL = cells[x + local]!
        const localR = cells[y + local]!
        if (localL !== 0 && localR !== 0) {
          words[i]! |= (localL === localR ? EMAIL.local : EMAIL.different) << shift
          differing[noted++] = i
          continue
        }
        // Those built from a name are looked at for slips only.
        if (areManyEditsApart(cells[x + outline]!, cells[y + outline]!)) {
          words[i]! |= EMAIL.different << shift
          continue
        }
      }
      unclear[left++] = i
    }
    return keepAlike(batch, { differing: noted, unclear: left, place: outline }, cells, words, shift)
  }
}

/** Cells: phone, mobile; the kind of each; how often each digit occurs in each. */
export function glanceAtPhones({ cells, places }: ComparisonData): Glance {
  const [phone, mobile, kind, , digits] = places as [number, number, number, number, number]
  return ({ l, r, count, unclear }, words, shift) => {
    let left = 0
    for (let i = 0; i < count; i++) {
      const x = l[i]!
      const y = r[i]!
      const a = cells[x + phone]!
      const b = cells[y + phone]!
      if ((cells[x + mobile]! | cells[y + mobile]!) === 0) {
        if (a === 0 || b === 0) continue
        if (a === b) {
          words[i]! |= PHONE.same << shift
          continue
        }
        const digitsL = cells[x + digits]!
        const digitsR = cells[y + digits]!
        if (areOverTwo(digitsL & ~digitsR) || areOverTwo(digitsR & ~digitsL)) {
          const kindL = cells[x + kind]!
          const kindR = cells[y + kind]!
          words[i]! |= (kindL !== 0 && kindR !== 0 && kindL !== kindR ? PHONE.otherKind : PHONE.different) << shift
          continue
        }
      }
      unclear[left++] = i
    }
    return left
  }
}
