/** Comparing dates of birth: one slip of the fingers, day and month swapped, near, same year, same decade. */

import type { CompareRows, ComparisonData } from './compare-rows.ts'

const DATE = { same: 1, slip: 2, near: 3, year: 4, decade: 5, different: 6 } as const
const DAYS = { near: 31, year: 366, decade: 3653 } as const

/** Column: the date; texts are YYYY-MM-DD, `numbers` its day number (NaN where it is no date). */
export function compareDates(data: ComparisonData): CompareRows {
  const { cells } = data
  const [place] = data.places as [number]
  const days = data.numbers!
  const { codes, offsets } = data.texts
  const compare = (a: number, b: number): number => {
    const slip = slipOf(codes, offsets[a]!, offsets[a + 1]! - offsets[a]!, offsets[b]!, offsets[b + 1]! - offsets[b]!)
    if (slip === 1) return DATE.slip
    const apart = Math.abs(days[a]! - days[b]!)
    if (slip === 2 || apart <= DAYS.near) return DATE.near
    return apart <= DAYS.year ? DATE.year : apart <= DAYS.decade ? DATE.decade : DATE.different
  }
  return (l, r) => {
    const a = cells[l + place]!
    const b = cells[r + place]!
    return a === 0 || b === 0 ? 0 : a === b ? DATE.same : compare(a, b)
  }
}

/** 1: one digit wrong, two neighbours exchanged, or day and month exchanged; 2: two digits wrong; 0: more. */
function slipOf(codes: Uint16Array, a: number, lengthA: number, b: number, lengthB: number): number {
  if (lengthA !== lengthB) return 0
  let wrong = 0
  let first = -1
  let second = -1
  for (let i = 0; i < lengthA; i++)
    if (codes[a + i] !== codes[b + i]) {
      wrong++
      if (first < 0) first = i
      else if (second < 0) second = i
    }
  if (wrong === 1) return 1
  if (wrong === 2 && codes[a + first] === codes[b + second] && codes[a + second] === codes[b + first]) return 1
  if (lengthA === 10 && isDayMonthSwap(codes, a, b)) return 1
  return wrong === 2 ? 2 : 0
}

function isDayMonthSwap(codes: Uint16Array, a: number, b: number): boolean {
  for (let i = 0; i < 4; i++) if (codes[a + i] !== codes[b + i]) return false
  for (let i = 0; i < 2; i++)
    if (codes[a + 5 + i] !== codes[b + 8 + i] || codes[a + 8 + i] !== codes[b + 5 + i]) return false
  return true
}
