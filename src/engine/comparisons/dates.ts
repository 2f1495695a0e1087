/** Comparing dates of birth: one slip of the fingers, day and month swapped, near, years alone, same year, same decade. */

import { bitCount } from '../../text/edit-distance.ts'
import type { CompareRows, ComparisonData } from './compare-rows.ts'

export const DATE = { same: 1, slip: 2, near: 3, yearAlone: 4, year: 5, decade: 6, different: 7 } as const
/** Characters of a year. */
const YEAR = 4
export const DAYS = { near: 31, year: 366, decade: 3653 } as const

/**
 * Column: the date; texts are YYYY-MM-DD, or YYYY where no more is known. Traits: its digits, four bits each, or 0 for a year
 * alone; its day, or 0 where it is no date.
 */
export function compareDates({ cells, places, texts }: ComparisonData): CompareRows {
  const [place, digits, day] = places as [number, number, number]
  const { codes, offsets } = texts
  const inTexts = (a: number, b: number): number =>
    slipInTexts(codes, offsets[a]!, offsets[a + 1]! - offsets[a]!, offsets[b]!, offsets[b + 1]! - offsets[b]!)
  const isYearOf = (a: number, b: number): boolean => {
    const lengthA = offsets[a + 1]! - offsets[a]!
    const lengthB = offsets[b + 1]! - offsets[b]!
    return lengthA !== lengthB && Math.min(lengthA, lengthB) === YEAR && sameYear(codes, offsets[a]!, offsets[b]!)
  }
  return (l, r) => {
    const a = cells[l + place]!
    const b = cells[r + place]!
    if (a === 0 || b === 0) return 0
    if (a === b) return DATE.same
    const digitsL = cells[l + digits]!
    const digitsR = cells[r + digits]!
    const hasBoth = digitsL !== 0 && digitsR !== 0
    if (!hasBoth && isYearOf(a, b)) return DATE.yearAlone
    const slip = hasBoth ? slipOf(digitsL, digitsR) : inTexts(a, b)
    if (slip === 1) return DATE.slip
    const dayL = cells[l + day]!
    const dayR = cells[r + day]!
    const apart = dayL === 0 || dayR === 0 ? Infinity : Math.abs(dayL - dayR)
    if (slip === 2 || apart <= DAYS.near) return DATE.near
    return apart <= DAYS.year ? DATE.year : apart <= DAYS.decade ? DATE.decade : DATE.different
  }
}

function sameYear(codes: Uint16Array, a: number, b: number): boolean {
  for (let i = 0; i < YEAR; i++) if (codes[a + i] !== codes[b + i]) return false
  return true
}

const ONES = 0x11111111

/** 1: one digit wrong, two exchanged, or day and month exchanged; 2: two digits wrong; 0: more. */
export function slipOf(l: number, r: number): number {
  const apart = l ^ r
  const wrong = (apart | (apart >>> 1) | (apart >>> 2) | (apart >>> 3)) & ONES
  const count = bitCount(wrong)
  if (count === 1) return 1
  if (count === 2) {
    // Exchanged digits differ by the same bits, and in each text stand where they stand in the other.
    const low = 31 - Math.clz32(wrong & -wrong)
    const high = 31 - Math.clz32(wrong)
    if (((l >>> low) & 15) === ((r >>> high) & 15) && ((l >>> high) & 15) === ((r >>> low) & 15)) return 1
  }
  if (l >>> 16 === r >>> 16 && ((l >>> 8) & 255) === (r & 255) && (l & 255) === ((r >>> 8) & 255)) return 1
  return count === 2 ? 2 : 0
}

/** The same of texts in any form. */
function slipInTexts(codes: Uint16Array, a: number, lengthA: number, b: number, lengthB: number): number {
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
