/** Names: full names taken apart, salutations and suffixes told from names, companies from people, fillers from both. */

import type { Change } from '../../record/cleaned.ts'
import type { CleanField } from '../../record/fields.ts'
import { dropped, NOTHING, type Outcome, tidy, UNCHANGED } from '../outcome.ts'
import type { NameRules } from '../rules.ts'
import { nameCase } from './name-case.ts'
import { type Remark, stripRemarks } from './name-remarks.ts'
import { sexOfTitles, takeEpithet, takeSuffixes, takeTitles, withoutOpening } from './name-titles.ts'
import { createNameWords, isCompany, isEmptyName, isFillerName, isOrdinaryName, type NameWords } from './name-words.ts'
import { firstOfGiven, splitPeople } from './several-people.ts'
import { splitFullName } from './split-full-name.ts'

export interface NameRepairer {
  readonly words: NameWords
  /** `country`: where the given and the family names part (two family names in Spain). */
  repairFullName(cell: string, country: string | null): Outcome
  /** first_name, middle_name, last_name, birth_name, suffix: blanks and case; titles, fillers and companies apart. */
  repairPart(cell: string, field: CleanField): Outcome
  repairTitle(cell: string): Outcome
  repairCompany(cell: string): Outcome
}

const LONGEST = 150

export function createNameRepairer(rules: NameRules): NameRepairer {
  const words = createNameWords(rules)
  return {
    words,
    repairFullName: (cell, country) => repairFullName(cell, country, words),
    repairPart: (cell, field) => repairPart(tidy(cell, LONGEST), field, words),
    repairTitle(cell) {
      const title = tidy(cell, 60)
      return title === ''
        ? NOTHING
        : { values: { title, sex: sexOfTitles(title.split(' '), words) }, changes: UNCHANGED }
    },
    repairCompany(cell) {
      const company = tidy(cell)
      if (isFillerName(company, words)) return dropped('company', company, 'name.filler', 'a filler, not a name')
      return isEmptyName(company) ? NOTHING : { values: { company }, changes: UNCHANGED }
    },
  }
}

function repairFullName(cell: string, country: string | null, words: NameWords): Outcome {
  const text = tidy(cell, LONGEST)
  const blank = text.indexOf(' ')
  const [given, family] = [text.slice(0, blank), text.slice(blank + 1)]
  if (
    blank > 0 &&
    isOrdinaryName(given, words) &&
    isOrdinaryName(family, words) &&
    !words.familyNameFirst.has(country ?? '')
  )
    return { values: { first_name: given, last_name: family }, changes: UNCHANGED }
  return isEmptyName(text) ? NOTHING : takeFullNameApart(text, country, words)
}

function takeFullNameApart(text: string, country: string | null, words: NameWords): Outcome {
  if (isFillerName(text, words)) return dropped('last_name', text, 'name.filler', 'a filler, not a name')
  if (isCompany(text, words)) return splitCompany(text, country, words)
  const epithets: string[] = []
  const bare = stripRemarks(takeEpithet(text, epithets, words), words)
  if (isEmptyName(bare.text)) return dropped('last_name', text, 'name.no-name', 'no name in it')
  const opened = withoutOpening(bare.text, words)
  const people = splitPeople(opened, country, words)
  const name = splitFullName(people?.first ?? opened, country, words)
  const values: Partial<Record<CleanField, string | null>> = {}
  const changes: Change[] = bare.remarks.map((remark) => changeOf('last_name', text, bare.text, remark))
  if (people !== null) changes.push(...describeTwo('first_name', text, people.first, people.other))
  const given = isEmptyName(name.first) ? '' : name.first
  const family = isEmptyName(name.last) ? '' : name.last
  for (const [field, part] of [
    ['first_name', given],
    ['middle_name', isEmptyName(name.middle) ? '' : name.middle],
    ['last_name', family],
    ['birth_name', bare.birthName ?? ''],
  ] as const) {
    if (part === '') continue
    const outcome = repairPart(part, field, words)
    for (const key in outcome.values) values[key as CleanField] ??= outcome.values[key as CleanField] ?? null
    changes.push(...outcome.changes)
  }
  if (name.titles.length > 0) {
    values.title = name.titles.join(' ')
    values.sex = sexOfTitles(name.titles, words)
  }
  const suffixes = [...name.suffixes, ...epithets]
  if (suffixes.length > 0) values.suffix = suffixes.join(' ')
  if (bare.company !== null) values.company = bare.company
  return { values, changes: changes.length === 0 ? UNCHANGED : changes }
}

/** A company alone, or with a person before or behind a comma. */
function splitCompany(text: string, country: string | null, words: NameWords): Outcome {
  const sections = text.split(', ')
  const person = sections.find((s) => !isCompany(s, words) && s.split(' ').length > 1)
  const company = sections.find((s) => isCompany(s, words))
  if (sections.length === 2 && person !== undefined && company !== undefined && /^\P{Ll}+$|^[^\d]+$/u.test(person)) {
    const outcome = repairFullName(person, country, words)
    if (outcome.values.first_name) return { values: { ...outcome.values, company }, changes: outcome.changes }
  }
  return { values: { company: text }, changes: UNCHANGED }
}

function repairPart(text: string, field: CleanField, words: NameWords): Outcome {
  if (field === 'suffix') return isEmptyName(text) ? NOTHING : { values: { suffix: text }, changes: UNCHANGED }
  if (isOrdinaryName(text, words)) return { values: { [field]: text }, changes: UNCHANGED }
  if (isEmptyName(text)) return NOTHING
  if (isFillerName(text, words)) return dropped(field, text, 'name.filler', 'a filler, not a name')
  if (words.doubtful.has(text.toLowerCase()))
    return { values: { [field]: display(text, field, words) }, changes: [doubt(field, text)] }
  if (isCompany(text, words) && field !== 'birth_name') {
    const change = { rule: 'name.company', confidence: 0.95, evidence: 'a company, not a person' }
    return { values: { company: text }, changes: [changeOf(field, text, '', change)] }
  }
  return takeApart(text, field, words)
}

function takeApart(text: string, field: CleanField, words: NameWords): Outcome {
  const bare = stripRemarks(text, words)
  if (isEmptyName(bare.text)) return dropped(field, text, 'name.no-name', 'no name in it')
  const changes: Change[] = []
  let rest = bare.text
  if (field === 'first_name') {
    const one = firstOfGiven(rest, words)
    if (one !== null && !isEmptyName(one)) {
      changes.push(...describeTwo(field, text, one, rest))
      rest = one
    }
  }
  const tokens = rest.split(' ')
  // An initial or a short word before a name is a title in whole names only (M. Peter, Don Carlo).
  const titles = words.titlesIn.has(tokens[0]!.toLowerCase()) ? [] : takeTitles(tokens, null, words)
  const suffixes = field === 'last_name' ? takeSuffixes(tokens, words, 1) : []
  const name = tokens.join(' ').replace(/^[\s,]+|[\s,]+$/g, '')
  const after = display(name, field, words)
  if (bare.remarks.length > 0) changes.push(...bare.remarks.map((remark) => changeOf(field, text, after, remark)))
  if (/\d/.test(name)) changes.push(doubtfulDigits(field, text))
  const values: Partial<Record<CleanField, string | null>> = { [field]: after }
  if (titles.length > 0) {
    values.title = titles.join(' ')
    values.sex = sexOfTitles(titles, words)
  }
  if (suffixes.length > 0) values.suffix = suffixes.join(' ')
  if (bare.birthName !== null && field === 'last_name')
    values.birth_name = repairPart(bare.birthName, 'birth_name', words).values.birth_name ?? null
  if (bare.company !== null) values.company = bare.company
  if (after === text) return { values, changes: changes.length === 0 ? UNCHANGED : changes }
  // What came off may have hidden more of its kind: on until nothing does, so that cleaning twice is cleaning once.
  const { [field]: _, ...apart } = values
  const more = repairPart(after, field, words)
  return { values: { ...more.values, ...apart }, changes: [...changes, ...more.changes] }
}

const display = (text: string, field: CleanField, words: NameWords): string =>
  nameCase(text, words.case, field === 'first_name' || field === 'middle_name' ? 'given' : 'family')

function changeOf(field: CleanField, before: string, after: string, remark: Remark): Change {
  return { field, before, after, decision: 'repaired', ...remark }
}

const doubt = (field: CleanField, before: string): Change => ({
  field,
  before,
  after: '',
  rule: 'name.doubtful',
  confidence: 0.5,
  decision: 'review',
  evidence: 'more often a filler than a name',
})

/** A 0 or 1 among letters is most often an o or l misread; but it may be an i, so a person decides. */
const doubtfulDigits = (field: CleanField, before: string): Change => ({
  field,
  before,
  after: /^[^2-9]*$/.test(before) ? before.replace(/0/g, 'o').replace(/1/g, 'l') : '',
  rule: 'name.digits',
  confidence: 0.5,
  decision: 'review',
  evidence: 'digits within a name',
})

/** The first person is kept; the other is shown for review, for nothing downstream has a place for two. */
const describeTwo = (field: CleanField, before: string, first: string, other: string): Change[] => [
  {
    field,
    before,
    after: first,
    rule: 'name.two-people',
    confidence: 0.9,
    decision: 'repaired',
    evidence: 'two people in one cell, the first is kept',
  },
  {
    field,
    before,
    after: other,
    rule: 'name.second-person',
    confidence: 0.5,
    decision: 'review',
    evidence: 'the other of two people in one cell has no record of her or his own',
  },
]
