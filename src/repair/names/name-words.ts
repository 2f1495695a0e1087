/** The words of the name rules, ready for lookup. */

import { fold } from '../../text/fold.ts'
import type { NameRules } from '../rules.ts'
import type { CaseWords } from './name-case.ts'

export interface NameWords {
  readonly sexOf: ReadonlyMap<string, 'f' | 'm' | null>
  readonly titlesIn: ReadonlyMap<string, ReadonlySet<string>>
  readonly titleTails: ReadonlySet<string>
  readonly ranks: ReadonlySet<string>
  readonly byNames: ReadonlySet<string>
  readonly nobility: ReadonlySet<string>
  readonly suffixes: ReadonlySet<string>
  readonly suffixesNotTitleCase: ReadonlySet<string>
  readonly case: CaseWords
  readonly particles: ReadonlySet<string>
  readonly familyJoiners: ReadonlySet<string>
  readonly peopleJoiners: ReadonlySet<string>
  readonly birthNameAfter: ReadonlySet<string>
  readonly twoFamilyNames: ReadonlySet<string>
  readonly familyNameFirst: ReadonlySet<string>
  /** Folded. */
  readonly secondGiven: ReadonlySet<string>
  readonly marianGiven: ReadonlySet<string>
  readonly companies: ReadonlySet<string>
  readonly companyFirst: ReadonlySet<string>
  readonly companyEndings: readonly string[]
  readonly companyLast: ReadonlySet<string>
  readonly fillers: ReadonlySet<string>
  readonly doubtful: ReadonlySet<string>
  /** Every word that any rule knows: a name of other words, in name case, is just a name. */
  readonly special: ReadonlySet<string>
}

export function createNameWords(rules: NameRules): NameWords {
  const particles = new Set([...rules.particles, ...rules.joiners.family])
  return {
    sexOf: new Map([
      ...rules.titles.m.map((w) => [w, 'm'] as const),
      ...rules.titles.f.map((w) => [w, 'f'] as const),
      ...rules.titles.none.map((w) => [w, null] as const),
    ]),
    titlesIn: new Map(Object.entries(rules.titles_in).map(([word, countries]) => [word, new Set(countries)])),
    titleTails: new Set(rules.title_tails),
    ranks: new Set(rules.epithets.ranks),
    byNames: new Set(rules.epithets.by_names),
    nobility: new Set(rules.nobility),
    suffixes: new Set(rules.suffixes.always),
    suffixesNotTitleCase: new Set(rules.suffixes.not_title_case),
    case: {
      particles,
      openers: new Set(rules.particles_capital),
      innerCapitals: new Map(rules.inner_capitals.map((name) => [name.toLowerCase(), name])),
    },
    particles: new Set(rules.particles),
    familyJoiners: new Set(rules.joiners.family),
    peopleJoiners: new Set(rules.joiners.people),
    birthNameAfter: new Set(rules.birth_name_after),
    twoFamilyNames: new Set(rules.two_family_names),
    familyNameFirst: new Set(rules.family_name_first),
    secondGiven: new Set(rules.second_given.map(fold)),
    marianGiven: new Set(rules.marian_given.map(fold)),
    companies: new Set(rules.companies.anywhere),
    companyFirst: new Set(rules.companies.first),
    companyEndings: rules.companies.endings,
    companyLast: new Set(rules.companies.last),
    fillers: new Set(rules.fillers),
    doubtful: new Set(rules.doubtful),
    special: allWords(rules),
  }
}

function allWords(rules: NameRules): ReadonlySet<string> {
  const { titles, suffixes, companies, joiners } = rules
  const lists = [
    ...Object.values(titles),
    ...Object.values(suffixes),
    ...Object.values(companies),
    ...Object.values(joiners),
    rules.title_tails,
    rules.nobility,
    rules.particles,
    rules.birth_name_after,
    rules.fillers,
    rules.doubtful,
    ['dear', 'attn', 'an'],
  ]
  return new Set(lists.flat().flatMap((text) => text.toLowerCase().split(' ')))
}

/** A capital and small letters only, perhaps with a hyphen. */
const NAME_CASED = /^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?$/u

/** One word in name case that no rule has anything to say about: most names, told quickly. */
export function isOrdinaryName(text: string, words: NameWords): boolean {
  if (!NAME_CASED.test(text)) return false
  const lower = text.toLowerCase()
  if (words.special.has(lower) || (lower[1] === lower[2] && lower[0] === lower[1])) return false
  return lower.length < 7 || !words.companyEndings.some((ending) => lower.endsWith(ending))
}

/** No letter in it: a dash, a dot, digits only. */
export const isEmptyName = (text: string): boolean => !/\p{L}/u.test(text)

/** A filler of a required field: a listed word, or one letter three times and more. */
export function isFillerName(text: string, words: NameWords): boolean {
  const lower = text.toLowerCase()
  return words.fillers.has(lower) || (lower[0] === lower[1] && lower[0] === lower[2] && /^(\p{L})\1{2,}$/u.test(lower))
}

/** A company or a body, not a person: a legal form, a word for an institution, or `& Sons`. */
export function isCompany(text: string, words: NameWords): boolean {
  const tokens = text.split(/[ ,]+/).filter((t) => t !== '')
  if (tokens.length < 2) return false
  const lower = tokens.map((t) => t.toLowerCase())
  if (words.companyFirst.has(lower[0]!)) return true
  if (lower.some((t, i) => i > 0 && words.companies.has(t))) return true
  if (lower.some((t) => words.companyEndings.some((ending) => t.length > ending.length && t.endsWith(ending))))
    return true
  if (isShortForm(tokens, words)) return text !== text.toUpperCase() || tokens.length > 2
  return /\s&\s(?:co|sohn|söhne|sons|partner|partners|cie|fils|figli|hijos|zonen|bros|brothers)\b/i.test(text)
}

/** AG, SA, NV as the last word, in capitals; not the Sá of "de Sa". */
function isShortForm(tokens: readonly string[], words: NameWords): boolean {
  const last = tokens.at(-1)!
  if (!words.companyLast.has(last.toLowerCase()) || words.particles.has(tokens.at(-2)!.toLowerCase())) return false
  return last === last.toUpperCase() || last.toLowerCase().startsWith('co')
}
