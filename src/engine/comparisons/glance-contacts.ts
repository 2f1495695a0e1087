/** A glance at emails and phone numbers: records with two of them, and what may be one slip apart, are left for later. */

import { bitCount } from '../../text/edit-distance.ts'
import type { ComparisonData } from './compare-rows.ts'
import { EMAIL, MOST_DIGITS_WRONG, PHONE } from './contacts.ts'
import type { Glance } from './glance.ts'
import { areManyEditsApart, areUnlike } from './outlines.ts'

/** Cells: email, second email; the outline of each; the number of the local part of each, 0 for one built from a name. */
export function glanceAtEmails({ cells, places }: ComparisonData): Glance {
  const [email, second, outline, , local] = places as [number, number, number, number, number]
  return ({ l, r, count, unclear }, words, shift) => {
    let left = 0
    for (let i = 0; i < count; i++) {
      const [x, y] = [l[i]!, r[i]!]
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
        const isOwn = localL !== 0 && localR !== 0
        const [outlineL, outlineR] = [cells[x + outline]!, cells[y + outline]!]
        // Those built from a name are looked at for slips only.
        if (isOwn ? areUnlike(outlineL, outlineR) : areManyEditsApart(outlineL, outlineR)) {
          words[i]! |= (isOwn && localL === localR ? EMAIL.local : EMAIL.different) << shift
          continue
        }
      }
      unclear[left++] = i
    }
    return left
  }
}

/** Cells: phone, mobile; the kind of each; how often each digit occurs in each. */
export function glanceAtPhones({ cells, places }: ComparisonData): Glance {
  const [phone, mobile, kind, , digits] = places as [number, number, number, number, number]
  return ({ l, r, count, unclear }, words, shift) => {
    let left = 0
    for (let i = 0; i < count; i++) {
      const [x, y] = [l[i]!, r[i]!]
      const a = cells[x + phone]!
      const b = cells[y + phone]!
      if ((cells[x + mobile]! | cells[y + mobile]!) === 0) {
        if (a === 0 || b === 0) continue
        if (a === b) {
          words[i]! |= PHONE.same << shift
          continue
        }
        const [digitsL, digitsR] = [cells[x + digits]!, cells[y + digits]!]
        if (bitCount(digitsL & ~digitsR) > MOST_DIGITS_WRONG || bitCount(digitsR & ~digitsL) > MOST_DIGITS_WRONG) {
          const [kindL, kindR] = [cells[x + kind]!, cells[y + kind]!]
          words[i]! |= (kindL !== 0 && kindR !== 0 && kindL !== kindR ? PHONE.otherKind : PHONE.different) << shift
          continue
        }
      }
      unclear[left++] = i
    }
    return left
  }
}
