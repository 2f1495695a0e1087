/** The day a cell names: by the column's own reader, else in the forms that name a day beyond doubt. */

import { fromDayNo, parseIsoDate } from '../../record/dates.ts'
import type { IsoDate } from '../../record/ids.ts'

const EPOCH_SECONDS = /^\d{9,10}(?:\.\d+)?$/
const EPOCH_MS = /^\d{12,13}$/
const SECONDS_PER_DAY = 86_400

/** ISO dates with or without time, and Unix time in seconds or milliseconds; null otherwise. */
export function plainDate(text: string): IsoDate | null {
  if (EPOCH_SECONDS.test(text)) return fromDayNo(Math.floor(Number(text) / SECONDS_PER_DAY))
  if (EPOCH_MS.test(text)) return fromDayNo(Math.floor(Number(text) / (SECONDS_PER_DAY * 1000)))
  return text.length >= 10 && text.charCodeAt(4) === 45 && !/^\d/.test(text.slice(10))
    ? parseIsoDate(text.slice(0, 10))
    : null
}
