/** The country most of a table's rows come from: country column, dial prefixes, email endings, postcodes, language. */

import { compareText } from '../../base/order.ts'
import { fold } from '../../text/fold.ts'
import type { ColumnEvidence } from './candidates.ts'
import type { ValueSets } from './column-profile.ts'
import type { ValueWords } from './rules.ts'

const OF_LANGUAGE: Readonly<Record<string, string>> = {
  de: 'DE',
  fr: 'FR',
  es: 'ES',
  it: 'IT',
  nl: 'NL',
  pt: 'PT',
  pl: 'PL',
  sv: 'SE',
}
const WEIGHT = { column: 4, dial: 2.5, postcode: 2, ending: 1.5, language: 1 } as const
/** Fewer hints than this share of the rows decide nothing. */
const MIN_SHARE = 0.2

const POSTCODES: readonly (readonly [string, RegExp])[] = [
  ['GB', /^[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}$/i],
  ['NL', /^\d{4}\s?[A-Z]{2}$/i],
  ['CA', /^[A-Z]\d[A-Z]\s?\d[A-Z]\d$/i],
  ['PL', /^\d{2}-\d{3}$/],
  ['PT', /^\d{4}-\d{3}$/],
  ['US', /^\d{5}-\d{4}$/],
]
const STATES: readonly (readonly [string, ReadonlySet<string>])[] = [
  ['AU', new Set(['nsw', 'vic', 'qld', 'wa', 'sa', 'tas', 'act', 'nt'])],
  [
    'US',
    new Set([
      'ny',
      'tx',
      'fl',
      'il',
      'pa',
      'oh',
      'ga',
      'mi',
      'nj',
      'ma',
      'az',
      'tn',
      'mo',
      'md',
      'wi',
      'mn',
      'ca',
      'nc',
      'va',
    ]),
  ],
]

/** ISO 3166 alpha-2, or null where the hints are few or contradict one another. */
export function recogniseCountry(
  all: readonly ColumnEvidence[],
  rows: readonly (readonly string[])[],
  words: ValueWords,
  sets: ValueSets,
): string | null {
  const votes = new Map<string, number>()
  const vote = (country: string | undefined, weight: number) => {
    if (country !== undefined) votes.set(country, (votes.get(country) ?? 0) + weight)
  }
  for (const evidence of all) {
    const field = evidence.candidates.reduce<(typeof evidence.candidates)[number] | null>(
      (b, c) => (b === null || c.score > b.score ? c : b),
      null,
    )?.field
    const count = tally(rows, evidence.index, voter(field, words, sets))
    const weight =
      field === 'country'
        ? WEIGHT.column
        : field === 'email'
          ? WEIGHT.ending
          : field === 'phone' || field === 'mobile'
            ? WEIGHT.dial
            : WEIGHT.postcode
    for (const [country, n] of count) vote(country, (weight * n) / Math.max(1, rows.length))
  }
  for (const language of headerLanguages(all)) vote(OF_LANGUAGE[language], WEIGHT.language)
  const ranked = [...votes].sort((l, r) => r[1] - l[1] || compareText(l[0], r[0]))
  const total = ranked.reduce((sum, [, n]) => sum + n, 0)
  const [top, second] = ranked
  const isClear = top !== undefined && top[1] >= total * 0.45 && top[1] >= 1.5 * (second?.[1] ?? 0)
  return isClear && top[1] >= MIN_SHARE ? top[0] : null
}

type Voter = (cell: string) => string | undefined

function voter(field: string | undefined, words: ValueWords, sets: ValueSets): Voter {
  if (field === 'country') return (cell) => sets.countryOf.get(fold(cell))
  if (field === 'email' || field === 'email_2')
    return (cell) => own(words.email_endings, /\.([a-z]{2})$/i.exec(cell)?.[1]?.toLowerCase())
  if (field === 'phone' || field === 'mobile') return (cell) => dialled(cell, words)
  if (field === 'postcode') return (cell) => POSTCODES.find(([, pattern]) => pattern.test(cell))?.[0]
  if (field === 'region') return (cell) => STATES.find(([, states]) => states.has(cell.toLowerCase()))?.[0]
  return () => undefined
}

function own(map: Readonly<Record<string, string>>, key: string | undefined): string | undefined {
  return key !== undefined && Object.hasOwn(map, key) ? map[key] : undefined
}

function dialled(cell: string, words: ValueWords): string | undefined {
  const digits = /^(?:\+|00)([\d\s().\-/]+)$/.exec(cell)?.[1]?.replace(/\D/g, '')
  if (digits === undefined) return undefined
  for (const length of [3, 2, 1]) {
    const country = own(words.dial_codes, digits.slice(0, length))
    if (country !== undefined) return country
  }
  return undefined
}

function tally(rows: readonly (readonly string[])[], index: number, of: Voter): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const country = of((row[index] ?? '').trim())
    if (country !== undefined) counts.set(country, (counts.get(country) ?? 0) + 1)
  }
  return counts
}

/** The language most headers are written in; none where English words are as many. */
export function headerLanguages(all: readonly ColumnEvidence[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { languages } of all)
    for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1 / languages.length)
  const ranked = [...counts].sort((l, r) => r[1] - l[1] || compareText(l[0], r[0]))
  const [first, second] = ranked
  return first !== undefined && first[1] >= 1 && first[1] > (second?.[1] ?? 0) ? [first[0]] : []
}
