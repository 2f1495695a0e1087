/** Dates as ISO strings and as day numbers (days since 1970-01-01, UTC, proleptic Gregorian). */

import type { DayNo, IsoDate } from './ids.ts'

const MS_PER_DAY = 86_400_000
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/

/** The date, or null when the text is not a real calendar date in the form YYYY-MM-DD. */
export function parseIsoDate(text: string): IsoDate | null {
  const m = ISO.exec(text)
  return m ? makeIsoDate(Number(m[1]), Number(m[2]), Number(m[3])) : null
}

/** Year, month (1–12), day (1–31) → date, or null when there is no such day. Years 1–9999. */
export function makeIsoDate(year: number, month: number, day: number): IsoDate | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  const pad = (n: number, w: number) => String(n).padStart(w, '0')
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as IsoDate
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export function toDayNo(date: IsoDate): DayNo {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY) as DayNo
}

export function fromDayNo(day: DayNo | number): IsoDate {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10) as IsoDate
}
