/** Reads dates in the form a column turns out to use: the order of day and month is decided once per column. */

import { makeIsoDate } from '../record/dates.ts'
import type { IsoDate } from '../record/ids.ts'
import { monthOf } from './month-names.ts'
import { cached } from './value-cache.ts'

export type DateOrder = 'DMY' | 'MDY' | 'YMD'

export interface DateReader {
  /** The calendar day as written (a time zone is not applied; Unix times count in UTC), or null. */
  read(text: string): IsoDate | null
  /** True where day and month might as well be the other way round, and the column does not tell. */
  isOpen(text: string): boolean
  /** What the column left open and how it was decided; null where nothing was open. */
  readonly note: string | null
}

export interface DateOptions {
  /** ISO 3166 alpha-2: how `03/04/2020` is read where the column itself does not say. US → MDY, else DMY. */
  readonly country?: string | null
  /** Two-digit years end here: 2026 reads `26` as 2026 and `27` as 1927. Default 2049. */
  readonly latestYear?: number
  /** Years before it are slips of the keyboard (0202-01-01), no dates. Default 1800. */
  readonly earliestYear?: number
  /** Whether `1743` alone is a date, its first of January. */
  readonly yearsAlone?: boolean
}

/** What the values of a column show about its form. */
interface Evidence {
  /** By separator: values that can only be day-first or month-first, year-first (two-digit years), and either. */
  readonly bySeparator: Map<string, { DMY: number; MDY: number; YMD: number; open: number }>
  readonly eight: { YMD: number; DMY: number; MDY: number }
  serials: number
  numbers: number
  values: number
}

const MAX_LENGTH = 80
const MONTH_FIRST = new Set(['US', 'PR', 'GU', 'VI', 'AS', 'MP', 'FM', 'MH', 'PW', 'PH'])
const YEAR_FIRST = new Set(['CN', 'JP', 'KR', 'TW', 'HU', 'LT', 'MN'])

const REST = String.raw`(?:[T\s,]+(?:(?:um|at|à)\s+)?\d{1,2}\s?[:.h]\s?\d{2}[^/]{0,40}|Z)?`
const YEAR_FIRST_FORM = new RegExp(String.raw`^(\d{4})([-/.\s])(\d{1,2})\2(\d{1,2})${REST}$`, 'i')
const YEAR_LAST_FORM = new RegExp(String.raw`^(\d{1,2})\s?([-/.\s])\s?(\d{1,2})\s?\2\s?['’]?(\d{4}|\d{2})${REST}$`, 'i')
const DIGITS = /^\d{4,14}(?:\.\d{1,10})?$/

/**
 * Looks at all values of a column (their order does not matter; distinct ones are enough) and returns its reader.
 * A single value that can be read in one way only is read that way, whatever the column's order.
 */
export function decideDateFormat(values: Iterable<string>, options: DateOptions = {}): DateReader {
  const evidence: Evidence = {
    bySeparator: new Map(),
    eight: { YMD: 0, DMY: 0, MDY: 0 },
    serials: 0,
    numbers: 0,
    values: 0,
  }
  for (const value of values) observe(value, evidence)
  const country = options.country?.toUpperCase() ?? ''
  const preferred: DateOrder = MONTH_FIRST.has(country) ? 'MDY' : 'DMY'
  const orders = new Map(
    [...evidence.bySeparator].map(([sign, seen]) => [sign, decideOrder(sign, seen, preferred, country)]),
  )
  const form: Form = {
    orderOf: (sign) => orders.get(sign) ?? (sign === '.' ? 'DMY' : preferred),
    eightDigits: (['YMD', 'DMY', 'MDY'] as const).reduce((l, r) => (evidence.eight[r] > evidence.eight[l] ? r : l)),
    // A stray five-digit number among written dates is no date; a column of them is a spreadsheet's.
    serials: evidence.serials > 0 && evidence.serials >= evidence.numbers * 0.8,
    latestYear: options.latestYear ?? 2049,
    earliestYear: options.earliestYear ?? 1800,
    yearsAlone: options.yearsAlone ?? false,
  }
  const doubtful = new Set([...evidence.bySeparator].flatMap(([sign, seen]) => (isUndecided(sign, seen) ? [sign] : [])))
  return {
    read: cached((text) => readDate(text, form)),
    isOpen: (text) => doubtful.size > 0 && isEitherWay(text, doubtful, form),
    note: describeDoubt(evidence, orders),
  }
}

/** Of the values that show an order, more than so many against it: which one an open value follows is anybody's guess. */
const MIXED = 0.02

function isUndecided(sign: string, { DMY, MDY, YMD }: { DMY: number; MDY: number; YMD: number }): boolean {
  const shown = DMY + MDY + YMD
  return shown === 0 ? sign !== '.' : Math.min(DMY, MDY) > shown * MIXED
}

function isEitherWay(value: string, doubtful: ReadonlySet<string>, form: Form): boolean {
  const m = value.length > MAX_LENGTH ? null : YEAR_LAST_FORM.exec(value.trim())
  if (m === null || !doubtful.has(m[2]!)) return false
  const [dayFirst, monthFirst] = (['DMY', 'MDY'] as const).map((order) => readParts(m[1]!, m[3]!, m[4]!, order, form))
  return dayFirst !== monthFirst
}

interface Form {
  readonly orderOf: (separator: string) => DateOrder
  readonly eightDigits: DateOrder
  readonly serials: boolean
  readonly latestYear: number
  readonly earliestYear: number
  readonly yearsAlone: boolean
}

function observe(value: string, evidence: Evidence): void {
  if (value.length > MAX_LENGTH || isPlainIso(value)) return
  const text = value.trim()
  if (text === '') return
  evidence.values++
  if (DIGITS.test(text)) {
    observeDigits(text, evidence)
    return
  }
  const m = YEAR_LAST_FORM.exec(text)
  if (m === null) return
  const [first, second, last] = [Number(m[1]), Number(m[3]), Number(m[4])]
  let seen = evidence.bySeparator.get(m[2]!)
  if (seen === undefined) {
    seen = { DMY: 0, MDY: 0, YMD: 0, open: 0 }
    evidence.bySeparator.set(m[2]!, seen)
  }
  const yearFirst = m[4]!.length === 2 && (first > 31 || first === 0) && second <= 12 && last <= 31
  if (yearFirst) seen.YMD++
  else if (first > 12 && second <= 12) seen.DMY++
  else if (second > 12 && first <= 12) seen.MDY++
  else if (first !== second) seen.open++
}

function observeDigits(text: string, evidence: Evidence): void {
  evidence.numbers++
  if (text.length === 8)
    for (const order of ['YMD', 'DMY', 'MDY'] as const)
      if (readEight(text, order, 1800) !== null) evidence.eight[order]++
  if (isSerial(text)) evidence.serials++
}

function decideOrder(
  sign: string,
  seen: { DMY: number; MDY: number; YMD: number },
  preferred: DateOrder,
  country: string,
): DateOrder {
  if (seen.YMD > seen.DMY && seen.YMD > seen.MDY) return 'YMD'
  if (seen.DMY !== seen.MDY) return seen.DMY > seen.MDY ? 'DMY' : 'MDY'
  // Dots part dates in day-first countries only (two-digit years in Hungary and Lithuania apart).
  if (sign === '.') return YEAR_FIRST.has(country) ? 'YMD' : 'DMY'
  return preferred
}

function describeDoubt(evidence: Evidence, orders: ReadonlyMap<string, DateOrder>): string | null {
  for (const [sign, seen] of [...evidence.bySeparator].sort(([l], [r]) => (l < r ? -1 : 1))) {
    const order = orders.get(sign) === 'MDY' ? 'month first' : 'day first'
    const where = `dates with "${sign}"`
    if (seen.DMY > 0 && seen.MDY > 0)
      return `${where} come both day first (${seen.DMY}) and month first (${seen.MDY}); doubtful ones (${seen.open}) were read ${order}`
    if (seen.open > 0 && seen.DMY + seen.MDY + seen.YMD === 0 && sign !== '.')
      return `no value shows the order of day and month in ${where}; ${seen.open} were read ${order}`
  }
  return null
}

function readDate(value: string, form: Form): IsoDate | null {
  if (value.length > MAX_LENGTH) return null
  if (isPlainIso(value)) return date(+value.slice(0, 4), +value.slice(5, 7), +value.slice(8, 10), form)
  const text = value.trim()
  if (DIGITS.test(text)) return readDigits(text, form)
  const iso = YEAR_FIRST_FORM.exec(text)
  if (iso !== null) return date(Number(iso[1]), Number(iso[3]), Number(iso[4]), form)
  const m = YEAR_LAST_FORM.exec(text)
  if (m !== null) return readParts(m[1]!, m[3]!, m[4]!, form.orderOf(m[2]!), form)
  return /\p{L}{3}/u.test(text) ? readWords(text, form) : null
}

/** `2020-03-12`, `2020-03-12T…` and `2020-03-12 …`, without a regular expression: most values of most files. */
function isPlainIso(text: string): boolean {
  if (text.length < 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false
  for (let i = 0; i < 10; i++) {
    const c = text.charCodeAt(i)
    if (i !== 4 && i !== 7 && (c < 48 || c > 57)) return false
  }
  if (text.length === 10) return true
  const next = text.charCodeAt(10)
  return (next === 84 || next === 32) && text.charCodeAt(11) >= 48 && text.charCodeAt(11) <= 57
}

function readParts(first: string, second: string, last: string, order: DateOrder, form: Form): IsoDate | null {
  const [a, b, c] = [Number(first), Number(second), Number(last)]
  const yearLast = last.length === 4 ? c : fullYear(c, form)
  const dayFirst = date(yearLast, b, a, form)
  const monthFirst = date(yearLast, a, b, form)
  const yearFirst = last.length === 2 && first.length === 2 ? date(fullYear(a, form), b, c, form) : null
  if (order === 'YMD') return yearFirst ?? dayFirst ?? monthFirst
  return order === 'DMY' ? (dayFirst ?? monthFirst ?? yearFirst) : (monthFirst ?? dayFirst ?? yearFirst)
}

function readDigits(text: string, form: Form): IsoDate | null {
  if (text.length === 4) return form.yearsAlone ? dateFrom(Number(text), 1, 1, form.earliestYear) : null
  if (text.length === 14 && !text.includes('.')) return readEight(text.slice(0, 8), 'YMD', form.earliestYear)
  if (text.length === 12 && !text.includes('.') && readEight(text.slice(0, 8), 'YMD', form.earliestYear))
    return readEight(text.slice(0, 8), 'YMD', form.earliestYear)
  if (text.length === 8 && !text.includes('.')) return readEight(text, form.eightDigits, form.earliestYear)
  const number = Number(text)
  const whole = text.split('.')[0]!.length
  if (whole >= 12 && whole <= 13) return fromMs(number)
  if (whole >= 9 && whole <= 10) return fromMs(number * 1000)
  // Spreadsheets count days from 1899-12-30 (their 1900 was a leap year).
  return form.serials && isSerial(text) ? fromMs((Math.floor(number) - 25_569) * 86_400_000) : null
}

/** 1927-05-18 to 2100-01-01 as a spreadsheet counts days. */
function isSerial(text: string): boolean {
  const number = Number(text)
  return text.split('.')[0]!.length === 5 && number >= 10_000 && number <= 73_051
}

function readEight(text: string, order: DateOrder, earliestYear: number): IsoDate | null {
  const [y, m, d] =
    order === 'YMD'
      ? [text.slice(0, 4), text.slice(4, 6), text.slice(6)]
      : order === 'DMY'
        ? [text.slice(4), text.slice(2, 4), text.slice(0, 2)]
        : [text.slice(4), text.slice(0, 2), text.slice(2, 4)]
  return dateFrom(Number(y), Number(m), Number(d), earliestYear)
}

function fromMs(ms: number): IsoDate | null {
  const d = new Date(ms)
  return Number.isNaN(d.getTime()) ? null : makeIsoDate(d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate())
}

/** Month in words: `12. März 2020`, `March 12, 2020`, `Tue, 12 Mar 2020 10:00:00 +0000`, `12-Mar-20`, `2020 mars 12`. */
function readWords(text: string, form: Form): IsoDate | null {
  const beforeTime = text.replace(
    /[T\s,]+\d{1,2}\s?[:h]\s?\d{2}(?::\d{2}).*?(?=\s\d{4}$|$)|[T\s,]+\d{1,2}[:h]\d{2}.*$/i,
    '',
  )
  const numbers: string[] = []
  let month: number | null = null
  let numbersBeforeMonth = 0
  for (const [token] of beforeTime.matchAll(/\d+|\p{L}+/gu)) {
    if (/^\d/.test(token)) numbers.push(token)
    else {
      const named = monthOf(token)
      // A weekday may look like a month (mar = mardi, martes): the last month word is the month.
      if (named !== null) {
        month = named
        numbersBeforeMonth = numbers.length
      }
    }
  }
  const [first, second] = numbers
  if (month === null || first === undefined || second === undefined || numbers.length > 2) return null
  if (first.length === 4) return date(Number(first), month, Number(second), form)
  const year = second.length === 4 ? Number(second) : second.length === 2 ? fullYear(Number(second), form) : 0
  return numbersBeforeMonth <= 1 ? date(year, month, Number(first), form) : null
}

const fullYear = (yy: number, form: Form): number => form.latestYear - ((((form.latestYear - yy) % 100) + 100) % 100)

const date = (year: number, month: number, day: number, form: Form): IsoDate | null =>
  dateFrom(year, month, day, form.earliestYear)

function dateFrom(year: number, month: number, day: number, earliestYear: number): IsoDate | null {
  return year >= earliestYear ? makeIsoDate(year, month, day) : null
}
