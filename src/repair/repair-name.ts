/** Names: full names taken apart, salutations and suffixes told from names, companies from people. */

import type { CleanField } from '../record/fields.ts'
import { nameCase } from './name-case.ts'
import { NOTHING, type Outcome, tidy, UNCHANGED } from './outcome.ts'
import type { NameRules } from './rules.ts'

export interface NameRepairer {
  /** `country`: where the given and the family names part (two family names in Spain). */
  repairFullName(cell: string, country: string | null): Outcome
  /** first_name, middle_name, last_name, birth_name, suffix: blanks and case. */
  repairPart(cell: string, field: CleanField): Outcome
  repairTitle(cell: string): Outcome
  repairCompany(cell: string): Outcome
}

const TWO_FAMILY_NAMES = new Set('ES MX AR CL CO PE VE EC BO UY PY CR GT HN SV NI PA CU DO PT BR'.split(' '))
const LONGEST = 150

export function createNameRepairer(rules: NameRules): NameRepairer {
  const words: Words = {
    sexOf: new Map([
      ...rules.titles.m.map((w) => [w, 'm'] as const),
      ...rules.titles.f.map((w) => [w, 'f'] as const),
      ...rules.titles.none.map((w) => [w, null] as const),
    ]),
    suffixes: new Set(rules.suffixes),
    ranks: new Set(rules.epithets.ranks),
    byNames: new Set(rules.epithets.by_names),
    particles: new Set(rules.particles),
    companies: new Set(rules.companies.anywhere),
    companyEnds: new Set(rules.companies.last),
  }
  return {
    repairFullName: (cell, country) => splitFullName(tidy(cell, LONGEST), country, words),
    repairPart(cell, field) {
      const text = tidy(cell, LONGEST)
      return isEmptyName(text) ? NOTHING : { values: { [field]: nameCase(text, words.particles) }, changes: UNCHANGED }
    },
    repairTitle(cell) {
      const title = tidy(cell, 60)
      return title === ''
        ? NOTHING
        : { values: { title, sex: sexOfTitles(title.split(' '), words) }, changes: UNCHANGED }
    },
    repairCompany(cell) {
      const company = tidy(cell)
      return isEmptyName(company) ? NOTHING : { values: { company }, changes: UNCHANGED }
    },
  }
}

interface Words {
  readonly sexOf: ReadonlyMap<string, 'f' | 'm' | null>
  readonly suffixes: ReadonlySet<string>
  readonly ranks: ReadonlySet<string>
  readonly byNames: ReadonlySet<string>
  readonly particles: ReadonlySet<string>
  readonly companies: ReadonlySet<string>
  readonly companyEnds: ReadonlySet<string>
}

function splitFullName(text: string, country: string | null, words: Words): Outcome {
  if (isEmptyName(text)) return NOTHING
  if (isCompany(text, words)) return { values: { company: text }, changes: UNCHANGED }
  const titles: string[] = []
  const suffixes: string[] = []
  let rest = takeTitles(takeSuffixes(takeEpithet(text, suffixes, words), suffixes, words), titles, words)
  const comma = rest.indexOf(',')
  let parts: NameParts
  if (comma > 0 && rest.indexOf(',', comma + 1) < 0) {
    const given = takeTitles(takeSuffixes(rest.slice(comma + 1).trim(), suffixes, words), titles, words)
    const [first, ...middle] = given.split(' ')
    parts = { first: first ?? '', middle: middle.join(' '), last: rest.slice(0, comma).trim() }
  } else {
    rest = rest.replace(/\s*,\s*/g, ' ').trim()
    parts = splitInOrder(rest === '' ? text.split(' ') : rest.split(' '), country, words)
  }
  if ([parts.first, parts.middle, parts.last].some((part) => part !== '' && isEmptyName(part)))
    parts = { first: '', middle: '', last: tidy([parts.first, parts.middle, parts.last].join(' ')) }
  if (isEmptyName(parts.last) && isEmptyName(parts.first))
    return { values: { last_name: nameCase(text, words.particles) }, changes: UNCHANGED }
  const cased = (part: string) => (part === '' ? null : nameCase(part, words.particles))
  return {
    values: {
      title: titles.length > 0 ? titles.join(' ') : null,
      sex: sexOfTitles(titles, words),
      first_name: cased(parts.first),
      middle_name: cased(parts.middle),
      last_name: cased(parts.last),
      suffix: suffixes.length > 0 ? suffixes.join(' ') : null,
    },
    changes: UNCHANGED,
  }
}

interface NameParts {
  readonly first: string
  readonly middle: string
  readonly last: string
}

function splitInOrder(tokens: readonly string[], country: string | null, words: Words): NameParts {
  const n = tokens.length
  if (n === 1) return { first: '', middle: '', last: tokens[0]! }
  // MÜLLER Hans: a family name in capitals before given names that are not.
  const capitals = tokens.findIndex((t) => !isCapitals(t))
  if (capitals > 0 && tokens.slice(capitals).every((t) => !isCapitals(t) && !words.particles.has(t)))
    return {
      first: tokens[capitals]!,
      middle: tokens.slice(capitals + 1).join(' '),
      last: tokens.slice(0, capitals).join(' '),
    }
  // Hans und Anna Müller: two people who share a family name.
  if (tokens.some((t) => /^(?:und|and|&|et|y|e|en|og)$/i.test(t)) && n > 3)
    return { first: tokens.slice(0, -1).join(' '), middle: '', last: tokens[n - 1]! }
  const particle = tokens.findIndex((t, i) => i > 0 && i < n - 1 && words.particles.has(t.toLowerCase()))
  if (particle > 0)
    return { first: tokens[0]!, middle: tokens.slice(1, particle).join(' '), last: tokens.slice(particle).join(' ') }
  const family = n >= 3 && country !== null && TWO_FAMILY_NAMES.has(country) ? 2 : 1
  return { first: tokens[0]!, middle: tokens.slice(1, n - family).join(' '), last: tokens.slice(n - family).join(' ') }
}

function takeTitles(text: string, titles: string[], words: Words): string {
  const tokens = text.split(' ')
  // A single word is a name, even where it is also a title (Herr, Don).
  while (tokens.length > 1 && words.sexOf.has(tokens[0]!.toLowerCase())) titles.push(tokens.shift()!)
  return tokens.join(' ')
}

const ORDINAL = /^\d{1,3}(?:st|nd|rd|th)$/i

/** `Thomas Hale, 1st Baronet` → `Thomas Hale`; `the Elder` goes to the suffixes. */
function takeEpithet(text: string, suffixes: string[], words: Words): string {
  const tokens = text.split(' ')
  const at = tokens.findIndex((token, i) => {
    if (i === 0) return false
    const isAfterComma = tokens[i - 1]!.endsWith(',')
    if (ORDINAL.test(token)) return isAfterComma || i > 1
    if (isAfterComma) return words.ranks.has(token.toLowerCase())
    return token.toLowerCase() === 'the' && i > 1 && i < tokens.length - 1
  })
  if (at < 0) return text
  const byName = tokens.slice(at).find((token) => words.byNames.has(token.toLowerCase()))
  if (byName !== undefined) suffixes.push(byName)
  return tokens.slice(0, at).join(' ').replace(/,$/, '')
}

function takeSuffixes(text: string, suffixes: string[], words: Words): string {
  const tokens = text.split(' ')
  while (tokens.length > 2 && words.suffixes.has(tokens.at(-1)!.toLowerCase().replace(/,$/, '')))
    suffixes.unshift(tokens.pop()!.replace(/,$/, ''))
  return tokens.join(' ').replace(/,$/, '')
}

function sexOfTitles(titles: readonly string[], words: Words): string | null {
  const shown = new Set(titles.map((t) => words.sexOf.get(t.toLowerCase()) ?? null).filter((sex) => sex !== null))
  return shown.size === 1 ? [...shown][0]! : null
}

function isCompany(text: string, words: Words): boolean {
  const tokens = text.split(/[ ,]+/).filter((t) => t !== '')
  if (tokens.length < 2) return false
  const last = tokens.at(-1)!
  if (words.companyEnds.has(last.toLowerCase()) && (last === last.toUpperCase() || last.toLowerCase().startsWith('co')))
    return text !== text.toUpperCase() || tokens.length > 2
  return (
    tokens.some((t, i) => i > 0 && words.companies.has(t.toLowerCase())) ||
    /\s&\s(?:co|sohn|söhne|sons|partner|cie)\b/i.test(text)
  )
}

const isCapitals = (token: string): boolean =>
  token.length > 1 && token === token.toUpperCase() && token !== token.toLowerCase() && !token.includes('.')
/** No letter in it: a dash, a dot, digits only. */
const isEmptyName = (text: string): boolean => !/\p{L}/u.test(text)
