/** What the values of a column look like: which share of them has which shape. */

import { fold } from '../../text/fold.ts'
import type { ValueWords } from './rules.ts'

export const SHAPES = [
  'email',
  'url',
  'phone', // written as people write numbers: +, leading 0, separators
  'digits', // 7–15 digits, nothing else
  'date',
  'timestamp', // seconds or milliseconds since 1970
  'integer',
  'decimal',
  'flag',
  'sex',
  'salutation',
  'title',
  'language',
  'channel',
  'currency',
  'suppression_word',
  'status_word',
  'country',
  'region',
  'postcode',
  'name', // letters, blanks, - ' .
  'several_words',
  'comma',
  'company',
  'street',
  'number_and_words', // `Hauptstr. 5`, `5 Main Street`
  'house_number',
  'year',
  'whole_address', // holds a postcode beside words
  'status_code',
  'id',
  'given_name',
  'city',
] as const
export type Shape = (typeof SHAPES)[number]

export interface ColumnProfile {
  readonly rows: number
  readonly filled: number
  readonly distinct: number
  /** Of the filled cells, 0–1. */
  readonly share: Readonly<Record<Shape, number>>
  /** Years of the dates spread and lie as those of birth do. */
  readonly isBirthLike: boolean
  readonly meanLength: number
}

export interface ValueSets {
  readonly flags: ReadonlySet<string>
  readonly sex: ReadonlySet<string>
  readonly salutations: ReadonlySet<string>
  readonly titles: ReadonlySet<string>
  readonly languages: ReadonlySet<string>
  readonly channels: ReadonlySet<string>
  readonly currencies: ReadonlySet<string>
  readonly suppressions: ReadonlySet<string>
  readonly statuses: ReadonlySet<string>
  readonly streets: ReadonlySet<string>
  readonly longStreets: readonly string[]
  readonly companies: ReadonlySet<string>
  readonly givenNames: ReadonlySet<string>
  readonly cities: ReadonlySet<string>
  readonly regions: ReadonlySet<string>
  readonly countryOf: ReadonlyMap<string, string>
}

export function valueSets(words: ValueWords): ValueSets {
  const set = (list: readonly string[]) => new Set(list.map(fold))
  const streets = set(words.streets)
  return {
    flags: set(words.flags),
    sex: set(words.sex),
    salutations: set(words.salutations),
    titles: set(words.titles),
    languages: set(words.languages),
    channels: set(words.channels),
    currencies: set(words.currencies),
    suppressions: set(words.suppression_words),
    statuses: set(words.status_words),
    streets,
    longStreets: [...streets].filter((s) => s.length >= 4 && !s.includes(' ')),
    companies: set(words.companies),
    givenNames: set(words.given_names),
    cities: set(words.cities),
    regions: set(words.regions),
    countryOf: new Map(
      Object.entries(words.countries).flatMap(([code, list]) => list.map((w) => [fold(w), code] as const)),
    ),
  }
}

/** Profiles the cells of one column; cells are cut at 300 characters. */
export function profileColumn(cells: readonly string[], sets: ValueSets): ColumnProfile {
  const counts = new Map<string, number>()
  for (const cell of cells) {
    const value = cell.trim().slice(0, 300)
    if (!isNothing(value)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const sums = Object.fromEntries(SHAPES.map((s) => [s, 0])) as Record<Shape, number>
  const years: number[] = []
  let filled = 0
  let length = 0
  for (const [value, count] of counts) {
    filled += count
    length += value.length * count
    for (const shape of shapesOf(value, sets)) sums[shape] += count
    const year = yearOf(value)
    if (year !== null) for (let i = 0; i < count; i++) years.push(year)
  }
  for (const shape of SHAPES) sums[shape] = filled === 0 ? 0 : sums[shape] / filled
  return {
    rows: cells.length,
    filled,
    distinct: counts.size,
    share: sums,
    isBirthLike: isBirthLike(years),
    meanLength: filled === 0 ? 0 : length / filled,
  }
}

function isNothing(value: string): boolean {
  return value === '' || /^(null|n\/?a|-|nan|none|\\n|#n\/a|undefined)$/i.test(value)
}

const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]{2,}$/
const PHONE =
  /^(\+|00)[\d\s().\-/]{6,22}(?:\s?(?:x|ext\.?)\s?\d+)?$|^\(?0[\d\s().\-/]{6,20}$|^\(?\d{2,4}\)?[\s.\-/]\d{2,4}(?:[\s.\-/]\d{2,5}){1,4}$/
/** 0.8444218515250481 is no number anybody is called on. */
const FRACTION = /^0[.,]\d+$/
const POSTCODE =
  /^(?:[A-Z]{1,2}-)?\d{4,5}$|^\d{4}\s?[A-Z]{2}$|^[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}$|^[A-Z]\d[A-Z]\s?\d[A-Z]\d$|^\d{2}-\d{3}$|^\d{3}\s\d{2}$|^\d{4}-\d{3}$|^\d{5}-\d{4}$|^\d{5}-?\d{3}$/i
const NAME = /^[\p{L}\p{M}][\p{L}\p{M}\s.'’`´-]*$/u
const DATES = [
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/,
  /^\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d{2})(?:[T ,].*)?$/,
  /^((?:19|20)\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[T ]?\d{4,6})?$/,
  /^\d{1,2}[.]?[ -]\p{L}{3,10}\.?[ -](\d{2,4})(?: .*)?$/u,
  /^\p{L}{3,10}\.? \d{1,2},? (\d{4})(?: .*)?$/u,
  /^\p{L}{3}, \d{1,2} \p{L}{3} (\d{4}) .*$/u,
]

function yearOf(value: string): number | null {
  if (!/\d/.test(value)) return null
  for (const pattern of DATES) {
    const year = pattern.exec(value)?.[1]
    if (year !== undefined) return year.length <= 2 ? 1900 + Number(year) + (Number(year) < 30 ? 100 : 0) : Number(year)
  }
  return null
}

function isBirthLike(years: readonly number[]): boolean {
  if (years.length < 5) return years.length > 0 && years.every((y) => y < 1990 && y > 1900)
  const sorted = [...years].sort((l, r) => l - r)
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!
  return at(0.5) > 1900 && at(0.5) < 2010 && at(0.9) - at(0.1) >= 18
}

/** The shapes of one value. */
export function shapesOf(value: string, sets: ValueSets): Shape[] {
  const found: Shape[] = []
  const is = (shape: Shape, holds: boolean) => {
    if (holds) found.push(shape)
  }
  if (EMAIL.test(value)) return ['email']
  if (/^(https?:\/\/|www\.)/i.test(value)) return ['url']
  const hasDate = yearOf(value) !== null
  is('date', hasDate)
  const folded = fold(value)
  const words = folded.split(' ')
  const hasDigit = /\d/.test(value)
  if (hasDigit) numericShapes(value, hasDate, is)
  wordShapes(folded, words, sets, is)
  is('postcode', POSTCODE.test(value))
  const isName = NAME.test(value) && value.length <= 60
  is('name', isName)
  is('several_words', words.length >= 2)
  is('comma', /\p{L},\s*\p{L}/u.test(value))
  is('company', words.some((w) => w.length > 1 && sets.companies.has(w)) && words.length >= 2)
  is(
    'street',
    words.some((w) => isStreetWord(w, sets)),
  )
  is(
    'number_and_words',
    hasDigit &&
      !hasDate &&
      /\p{L}{3,}/u.test(value) &&
      (/^\d+\s?[a-z]?[ ,]/i.test(value) || /[ .]\d+\s?\p{L}?(?:[ /-].{0,12})?$/u.test(value)),
  )
  is(
    'whole_address',
    hasDigit &&
      words.length >= 4 &&
      /\p{L}/u.test(value) &&
      /(?:^|[ ,])(?:\d{4,5}|\d{4} ?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})(?:[ ,]|$)/.test(value),
  )
  is(
    'given_name',
    words.some((w) => sets.givenNames.has(w)),
  )
  return found
}

function numericShapes(value: string, hasDate: boolean, is: (shape: Shape, holds: boolean) => void): void {
  const isInteger = /^-?\d+$/.test(value)
  is('phone', PHONE.test(value) && !FRACTION.test(value) && !hasDate && (value.match(/\d/g)?.length ?? 0) >= 7)
  is('digits', /^\d{7,15}$/.test(value) && !hasDate)
  is('timestamp', /^1\d{9}(?:\d{3})?(?:\.\d+)?$/.test(value))
  is('integer', isInteger)
  is('decimal', isDecimal(value) && !isInteger && !hasDate)
  is('house_number', /^\d{1,4}\s?[a-z]?(?:\s?[-/+]\s?\d{1,4}\s?[a-z]?)?$/i.test(value))
  is('year', /^(?:1[5-9]|20)\d\d$/.test(value))
  is('status_code', /^[245]\.\d{1,3}\.\d{1,3}$|^[245]\d\d$/.test(value))
  is('id', /^[A-Za-z0-9][A-Za-z0-9_\-/.:]{0,63}$/.test(value) && !hasDate)
}

function isDecimal(value: string): boolean {
  const bare = value.replace(/^(?:[A-Z]{3}|[€$£])\s?|\s?(?:[A-Z]{3}|[€$£]|kr|zł|Fr\.?)$/g, '')
  return /^[-+(]?\d{1,3}(?:[.,'’\s ]\d{3})*(?:[.,]\d{1,4})?\)?-?$|^[-+(]?\d+(?:[.,]\d{1,4})?\)?-?$/.test(bare)
}

function wordShapes(
  folded: string,
  words: readonly string[],
  sets: ValueSets,
  is: (shape: Shape, holds: boolean) => void,
): void {
  is('flag', sets.flags.has(folded))
  is('sex', sets.sex.has(folded))
  is('salutation', sets.salutations.has(folded))
  is('title', sets.titles.has(folded))
  is('language', sets.languages.has(folded))
  is('channel', sets.channels.has(folded))
  is('currency', sets.currencies.has(folded))
  is('suppression_word', sets.suppressions.has(folded))
  is('status_word', sets.statuses.has(folded))
  is('country', sets.countryOf.has(folded))
  is('region', sets.regions.has(folded))
  is('city', sets.cities.has(folded) || (words.length === 2 && sets.cities.has(words[0]!)))
}

function isStreetWord(word: string, sets: ValueSets): boolean {
  return (
    (word.length > 1 && sets.streets.has(word)) || (word.length >= 8 && sets.longStreets.some((s) => word.endsWith(s)))
  )
}
