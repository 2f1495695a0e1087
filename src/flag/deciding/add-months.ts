/** Day + months by the calendar. */

import { daysInMonth, fromDayNo, makeIsoDate, toDayNo } from '../../record/dates.ts'

/** A function that adds months to a day number (the last day of a shorter month), and remembers its answers. */
export function monthAdder(): (day: number, months: number) => number {
  const known = new Map<number, number>()
  return (day, months) => {
    const key = day * 4096 + months
    const hit = known.get(key)
    if (hit !== undefined) return hit
    const [year, month, date] = fromDayNo(day).split('-').map(Number) as [number, number, number]
    const index = year * 12 + month - 1 + months
    const y = Math.floor(index / 12)
    const m = (index % 12) + 1
    const result = toDayNo(makeIsoDate(y, m, Math.min(date, daysInMonth(y, m)))!)
    known.set(key, result)
    return result
  }
}
