/** The sample's fixed time line, and dates written the way each source writes them. */

import { fromDayNo, toDayNo } from '../record/dates.ts'
import type { IsoDate } from '../record/ids.ts'

/** Everything is told as of this day; nothing reads the clock. */
export const AS_OF = '2026-06-30' as IsoDate
export const AS_OF_DAY: number = toDayNo(AS_OF)
/** First sign-ups of the oldest databases. */
export const FIRST_DAY: number = toDayNo('2020-01-01' as IsoDate)

const LOWEST = -25_600 // 1899-11-29: birth dates and sentinels start here
const isoByDay: string[] = []

/** Day number → `2026-06-30` (looked up: there are few distinct days and millions of cells). */
export function iso(day: number): string {
  const i = day - LOWEST
  isoByDay[i] ??= fromDayNo(day)
  return isoByDay[i]!
}

/** `30.06.2026` */
export function germanDate(day: number): string {
  const d = iso(day)
  return `${d.slice(8)}.${d.slice(5, 7)}.${d.slice(0, 4)}`
}

/** `06/30/2026` */
export function usDate(day: number): string {
  const d = iso(day)
  return `${d.slice(5, 7)}/${d.slice(8)}/${d.slice(0, 4)}`
}

/** `30/06/2026` */
export function frenchDate(day: number): string {
  const d = iso(day)
  return `${d.slice(8)}/${d.slice(5, 7)}/${d.slice(0, 4)}`
}

/** `30-06-2026` */
export function dutchDate(day: number): string {
  const d = iso(day)
  return `${d.slice(8)}-${d.slice(5, 7)}-${d.slice(0, 4)}`
}
