/** Birth dates: the column's own form, and the dates that only stand for "unknown" taken out. */

import type { Change } from '../record/cleaned.ts'
import type { CleanField } from '../record/fields.ts'
import { mapTexts, type TextColumn } from '../record/text-list.ts'
import { decideDateFormat } from '../text/read-date.ts'
import { dropped, NOTHING, type Outcome, UNCHANGED } from './outcome.ts'
import type { ValueRules } from './rules.ts'

/** Archives go back so far. */
const OLDEST_ARCHIVE = 1000

export interface BirthDateReader {
  read(cell: string): Outcome
  readonly note: string | null
  /** Whether days of the year in the form of ISO 8601 surely stay as they are. */
  readonly isOrdinaryYear: (year: number) => boolean
}

/** `latest`: the run's day; later births are impossible. */
export function createBirthDateReader(
  column: TextColumn,
  options: {
    readonly country: string | null
    readonly latest: string | null
    readonly rules: ValueRules['birth_dates']
  },
): BirthDateReader {
  const { rules, latest } = options
  const latestYear = latest === null ? 2026 : Number(latest.slice(0, 4))
  const reader = decideDateFormat(present(column), {
    country: options.country,
    latestYear,
    earliestYear: OLDEST_ARCHIVE,
    yearsAlone: true,
  })
  const never = new Set(rules.never)
  const oldestYear = latestYear - rules.oldest_years
  const dates = distinctDates(column, reader.read)
  const most = column.ids.length * rules.mass
  // Such as 1970-01-01: far more records carry it than are born on one day.
  const massive = new Set(rules.in_mass.filter((suspect) => countRows(dates, (d) => d === suspect) > Math.max(5, most)))
  // Where many are older than people get, the data are (an archive, a parish register), and nobody's date is a slip.
  const isArchive = countRows(dates, (date) => Number(date.slice(0, 4)) < oldestYear && !never.has(date)) > most
  const isYearAlone = (text: string) => text.length === 4
  const read = (cell: string): Outcome => {
    const text = cell.trim()
    if (text === '') return NOTHING
    const birth_date = reader.read(text)
    if (birth_date === null || (!isArchive && isYearAlone(text))) return unreadable(text)
    if (never.has(birth_date) || massive.has(birth_date))
      return dropped('birth_date', text, 'birth-date.filler', 'a date that stands for unknown', birth_date)
    if (latest !== null && birth_date > latest)
      return dropped('birth_date', text, 'birth-date.future', 'after the day of the run', birth_date)
    if (!isArchive && Number(birth_date.slice(0, 4)) < oldestYear)
      return dropped('birth_date', text, 'birth-date.too-old', `more than ${rules.oldest_years} years ago`, birth_date)
    return { values: { birth_date }, changes: reader.isOpen(text) ? [dayOrMonth(text, birth_date)] : UNCHANGED }
  }
  const odd = new Set([...rules.never, ...massive])
  const oddYears = new Set([...odd].map((date) => Number(date.slice(0, 4))))
  const isOrdinaryYear = (year: number): boolean => year >= oldestYear && year < latestYear && !oddYears.has(year)
  return { read, note: reader.note, isOrdinaryYear }
}

/** It is kept as it was read: most are right, and matching bears day and month swapped. */
const dayOrMonth = (before: string, after: string): Change => ({
  field: 'birth_date',
  before,
  after,
  rule: 'birth-date.day-or-month',
  confidence: 0.5,
  decision: 'review',
  evidence: 'day and month may be the other way round; the column does not tell',
})

/** 00.00.0000, 0001-01-01, 99/99/9999: a form filled in for nothing. */
const NO_DATE = /^(?:0{4}|0001|9{4})\D?\d{2}\D?\d{2}|^(?:0{1,2}|9{2})\D(?:0{1,2}|9{2})\D\d{2,4}|^\D?0{6,8}$/
/** 30.02.1980, 1980-13-01: in the form of a date. */
const LIKE_DATE = /^(?:\d{1,2}([-/.])\d{1,2}\1(?:\d{2}|\d{4})|\d{4}([-/.])\d{1,2}\2\d{1,2})(?!\d)/
/** 1980, 03/1980, March 1980. */
const PART_OF_DATE = /^(?:\d{1,2}\s?[-/.]\s?|\p{L}{3,12}\.?\s)?(?:1[89]|20)\d{2}$/u

function unreadable(text: string): Outcome {
  const head = text.slice(0, 60)
  if (!NO_DATE.test(head) && PART_OF_DATE.test(head))
    return dropped('birth_date', text, 'birth-date.incomplete', 'a year or month, no day')
  return noDate('birth_date', 'birth-date', text)
}

/** What is no date, and why: a filler, a day that the calendar lacks, or something else. */
export function noDate(field: CleanField, rules: string, cell: string): Outcome {
  const text = cell.trim()
  if (text === '') return NOTHING
  const head = text.slice(0, 60)
  if (NO_DATE.test(head)) return dropped(field, text, `${rules}.filler`, 'a date that stands for unknown')
  if (LIKE_DATE.test(head)) return dropped(field, text, `${rules}.impossible`, 'no such day in the calendar')
  return dropped(field, text, `${rules}.unreadable`, 'no date can be made out')
}

/** The column's dates, and how many rows have each. */
interface Dates {
  readonly distinct: readonly (string | null)[]
  readonly rows: Uint32Array
}

function distinctDates({ values, ids }: TextColumn, read: (text: string) => string | null): Dates {
  const rows = new Uint32Array(values.length)
  for (let row = 0; row < ids.length; row++) rows[ids[row]!]!++
  return { distinct: mapTexts(values, (value) => (value === null ? null : read(value.trim()))), rows }
}

function countRows({ distinct, rows }: Dates, holds: (date: string) => boolean): number {
  let n = 0
  for (const [i, date] of distinct.entries()) if (date !== null && holds(date)) n += rows[i]!
  return n
}

export function present(column: TextColumn): readonly string[] {
  const values: string[] = []
  column.values.forEach((value) => {
    if (value !== null) values.push(value)
  })
  return values
}
