/** What a column's header says it is, in any of the languages of rules/columns.yaml. */

import { compareText } from '../../base/order.ts'
import { FIELDS, type Field } from '../../record/fields.ts'
import { headerTokens, joinTokens, withoutDigraphs } from './header-tokens.ts'
import type { ColumnWords } from './rules.ts'

/** `field` null: known to be none of ours. */
export interface HeaderHit {
  readonly field: Field | null
  /** 0–1. */
  readonly score: number
  /** Languages in which the word means this, sorted. */
  readonly languages: readonly string[]
}

export interface HeaderReader {
  /** The best hit per field, highest score first. */
  read(header: string): readonly HeaderHit[]
  /** What the column describes of people that is no field of ours, or null. */
  describes(header: string): string | null
  /** Which part of a birth date the header may mean. */
  birthParts(header: string): readonly BirthPart[]
}

export const BIRTH_PARTS = ['year', 'month', 'day'] as const
export type BirthPart = (typeof BIRTH_PARTS)[number]

interface Entry {
  readonly field: Field | null
  readonly weight: number
  readonly language: string
}

const SURE = 1
const MAYBE = 0.6
/** A window of fewer letters than this inside a longer header says nothing (`nr`, `id`, `st`). */
const MIN_WINDOW = 3
const MIN_SUFFIX = 4

export function headerReader(words: ColumnWords): HeaderReader {
  const entries = dictionary(words)
  const set = (list: readonly string[]) => new Set(list.flatMap((w) => headerTokens(w)))
  const filler = set(words.filler)
  const negation = set(words.negation)
  const dateWords = set(words.date_words)
  const look = (tokens: readonly string[]): readonly Entry[] => {
    const joined = joinTokens(tokens)
    return entries.get(joined) ?? entries.get(withoutDigraphs(joined)) ?? []
  }
  const described = descriptions(words)
  const parts = partWords(words)
  return {
    birthParts(header) {
      const joined = joinTokens(headerTokens(header))
      return BIRTH_PARTS.filter((part) => parts[part].has(joined))
    },
    describes(header) {
      const tokens = headerTokens(header)
      const core = stripFiller(tokens, filler)
      return described.get(joinTokens(tokens)) ?? described.get(joinTokens(core)) ?? null
    },
    read(header) {
      const tokens = headerTokens(header)
      const found: HeaderHit[] = []
      const add = (hits: readonly Entry[], factor: number) => {
        for (const hit of hits) found.push({ field: hit.field, score: hit.weight * factor, languages: [hit.language] })
      }
      add(look(tokens), 1)
      if (!found.some((hit) => hit.score === SURE)) {
        const core = stripFiller(tokens, filler)
        if (core.length < tokens.length) add(look(core), 0.95)
        add(look(lastPart(header)), 0.92)
        if (core.length > 1 && core.at(-1) === '1') add(look(core.slice(0, -1)), 0.9)
        if (!found.some((hit) => hit.score >= 0.9)) {
          const partial: HeaderHit[] = [...windows(core, look), ...compounds(core, entries, filler)]
          found.push(...partial.map((hit) => withContext(hit, core, negation, dateWords)))
        }
      }
      return best(found)
    },
  }
}

function dictionary(words: ColumnWords): Map<string, readonly Entry[]> {
  const entries = new Map<string, Entry[]>()
  const put = (phrase: string, entry: Entry) => {
    const key = joinTokens(headerTokens(phrase))
    const list = entries.get(key) ?? []
    if (
      key !== '' &&
      !list.some((e) => e.field === entry.field && e.language === entry.language && e.weight >= entry.weight)
    )
      entries.set(key, [...list, entry])
  }
  for (const language of Object.keys(words.languages).sort(compareText)) {
    const { sure, maybe, raw, describes } = words.languages[language]!
    for (const field of FIELDS) {
      for (const phrase of sure[field] ?? []) put(phrase, { field, weight: SURE, language })
      for (const phrase of maybe[field] ?? []) put(phrase, { field, weight: MAYBE, language })
    }
    for (const phrase of [...raw, ...Object.values(describes).flat()])
      put(phrase, { field: null, weight: SURE, language })
  }
  return entries
}

function descriptions(words: ColumnWords): ReadonlyMap<string, string> {
  const described = Object.values(words.languages).flatMap(({ describes }) => Object.entries(describes))
  return new Map(
    described.flatMap(([name, phrases]) => phrases.map((phrase) => [joinTokens(headerTokens(phrase)), name] as const)),
  )
}

function partWords(words: ColumnWords): Readonly<Record<BirthPart, ReadonlySet<string>>> {
  const all = Object.values(words.languages)
  const joined = (list: readonly string[]) => new Set(list.map((phrase) => joinTokens(headerTokens(phrase))))
  const of = (part: BirthPart) => all.flatMap(({ birth_parts }) => birth_parts[part] ?? [])
  return {
    year: joined([...of('year'), ...all.flatMap(({ describes }) => describes.birth_year ?? [])]),
    month: joined(of('month')),
    day: joined(of('day')),
  }
}

/** `person.address.city` is a city: what stands last in a path says most. */
function lastPart(header: string): readonly string[] {
  const part = /[\p{L}\p{N}][./]([\p{L}\p{N}_ -]+)$/u.exec(header)?.[1]
  return part === undefined ? [] : headerTokens(part)
}

function stripFiller(tokens: readonly string[], filler: ReadonlySet<string>): readonly string[] {
  const core = tokens.filter((token) => !filler.has(token))
  return core.length === 0 ? tokens : core
}

/** Runs of words inside the header that are a known phrase: the more of the header they cover the better. */
function windows(tokens: readonly string[], look: (tokens: readonly string[]) => readonly Entry[]): HeaderHit[] {
  const total = joinTokens(tokens).length
  const found: HeaderHit[] = []
  const words = tokens.slice(0, 12)
  for (let from = 0; from < words.length; from++)
    for (let to = words.length; to > from; to--) {
      if (to - from === tokens.length) continue
      const run = words.slice(from, to)
      const length = joinTokens(run).length
      if (length < MIN_WINDOW) continue
      for (const { field, weight, language } of look(run))
        if (weight === SURE) found.push({ field, score: 0.3 + 0.5 * (length / total), languages: [language] })
    }
  return found
}

/** `Kundenemail`, `Rechnungsstrasse`: a word that ends in a known one. */
function compounds(
  tokens: readonly string[],
  entries: ReadonlyMap<string, readonly Entry[]>,
  filler: ReadonlySet<string>,
): HeaderHit[] {
  const joined = joinTokens(tokens)
  const found: HeaderHit[] = []
  for (let at = 2; at <= joined.length - MIN_SUFFIX && at < 40; at++) {
    const before = joined.slice(0, at)
    const rest = joined.slice(at)
    const isFiller = filler.has(before) || filler.has(before.replace(/s$/, ''))
    for (const { field, weight, language } of entries.get(rest) ?? [])
      if (weight === SURE)
        found.push({ field, score: isFiller ? 0.85 : 0.3 + 0.4 * (rest.length / joined.length), languages: [language] })
  }
  return found
}

const OBJECTION: Partial<Readonly<Record<Field, Field>>> = {
  consent_email: 'opt_out_email',
  consent_sms: 'opt_out_sms',
  consent_call: 'opt_out_call',
  consent_letter: 'opt_out_letter',
  consent_ads: 'opt_out_all',
  consent_any: 'opt_out_all',
  consent_at: 'opt_out_at',
}

/** A part of a header stands among other words: a "no" turns a consent into an objection, a "date" a flag into its day. */
function withContext(
  hit: HeaderHit,
  tokens: readonly string[],
  negation: ReadonlySet<string>,
  dateWords: ReadonlySet<string>,
): HeaderHit {
  if (hit.field === null) return hit
  const joined = joinTokens(tokens)
  const isNegated =
    tokens.some((t) => negation.has(t)) || [...negation].some((n) => n.length >= 5 && joined.includes(n))
  const field = (isNegated ? OBJECTION[hit.field] : undefined) ?? hit.field
  if (!tokens.some((t) => dateWords.has(t)) && !/dat(um|e|a)$/.test(joined)) return { ...hit, field }
  if (field.startsWith('opt_out_')) return { ...hit, field: 'opt_out_at' }
  if (field.startsWith('consent_') && field !== 'consent_evidence') return { ...hit, field: 'consent_at' }
  return { ...hit, field }
}

function best(found: readonly HeaderHit[]): HeaderHit[] {
  const byField = new Map<Field | null, HeaderHit>()
  for (const hit of found) {
    const known = byField.get(hit.field)
    if (known === undefined) byField.set(hit.field, hit)
    else
      byField.set(hit.field, {
        field: hit.field,
        score: Math.max(hit.score, known.score),
        languages: [...new Set([...known.languages, ...(hit.score >= known.score ? hit.languages : [])])].sort(
          compareText,
        ),
      })
  }
  return [...byField.values()].sort((l, r) => r.score - l.score || compareText(l.field ?? '', r.field ?? ''))
}
