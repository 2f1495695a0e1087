/** A glance at dates: where both are known to the day their digits and days tell all; years alone are left for later. */

import type { ComparisonData } from './compare-rows.ts'
import { DATE, DAYS, slipOf } from './dates.ts'
import type { Glance } from './glance.ts'

/** Cells: the date; its digits, four bits each, 0 for a year alone; its day, 0 where it is no date. */
export function glanceAtDates({ cells, places }: ComparisonData): Glance {
  const [place, digits, day] = places as [number, number, number]
  return ({ l, r, count, unclear }, words, shift) => {
    let left = 0
    for (let i = 0; i < count; i++) {
      const x = l[i]!
      const y = r[i]!
      const a = cells[x + place]!
      const b = cells[y + place]!
      if (a === 0 || b === 0) continue
      if (a === b) {
        words[i]! |= DATE.same << shift
        continue
      }
      const digitsL = cells[x + digits]!
      const digitsR = cells[y + digits]!
      const dayL = cells[x + day]!
      const dayR = cells[y + day]!
      if (digitsL === 0 || digitsR === 0 || dayL === 0 || dayR === 0) {
        unclear[left++] = i
        continue
      }
      const slip = slipOf(digitsL, digitsR)
      const apart = Math.abs(dayL - dayR)
      const level =
        slip === 1
          ? DATE.slip
          : slip === 2 || apart <= DAYS.near
            ? DATE.near
            : apart <= DAYS.year
              ? DATE.year
              : apart <= DAYS.decade
                ? DATE.decade
                : DATE.different
      words[i]! |= level << shift
    }
    return left
  }
}
