/** Headers that mean one thing or another depending on the columns beside them and the look of their values. */

import type { Field } from '../../record/fields.ts'
import type { Candidate, ColumnEvidence } from './candidates.ts'
import { strength } from './candidates.ts'

/** Rewrites the candidates of words like `name`, `nom`, `nombre`, `address`, `suburb`, `Anrede`. */
export function settleAmbiguous(all: readonly ColumnEvidence[]): ColumnEvidence[] {
  return all.map((evidence) => {
    const others = all.filter((e) => e !== evidence)
    let candidates = evidence.candidates
    for (const settle of [
      settleName,
      settleAddress,
      settleSuburb,
      settleSalutation,
      settleNumber,
      settleConsentDay,
      settleGuessedName,
    ])
      candidates = settle({ ...evidence, candidates }, others)
    return { ...evidence, candidates }
  })
}

type Settle = (evidence: ColumnEvidence, others: readonly ColumnEvidence[]) => readonly Candidate[]

const has = (evidence: ColumnEvidence, field: Field): boolean => evidence.candidates.some((c) => c.field === field)
const SURE = 0.65

function only(evidence: ColumnEvidence, field: Field, score: number, reason: string): Candidate[] {
  const names: readonly Field[] = ['full_name', 'first_name', 'last_name', 'middle_name', 'company']
  return [...evidence.candidates.filter((c) => !names.includes(c.field)), { field, score, reason }]
}

const settleName: Settle = (evidence, others) => {
  const byHeader = evidence.candidates.filter((c) => c.reason !== 'judged by its values only')
  const isAmbiguous =
    byHeader.some((c) => c.field === 'full_name' && c.score <= 0.6) ||
    (has(evidence, 'full_name') && (has(evidence, 'last_name') || has(evidence, 'first_name')) && byHeader.length > 0)
  const s = evidence.profile.share
  // A "first name" of two words with a comma, beside no family name, is a whole name.
  if (!isAmbiguous || (evidence.profile.filled === 0 && !has(evidence, 'full_name'))) return evidence.candidates
  const firstElsewhere = strength(others, 'first_name') >= SURE
  const lastElsewhere = strength(others, 'last_name') >= SURE
  const isWhole = s.several_words >= 0.5 || s.comma >= 0.5
  if (s.company >= 0.3) return only(evidence, 'company', 0.8, 'the values are names of companies')
  if (firstElsewhere && lastElsewhere)
    return isWhole
      ? only(evidence, 'full_name', 0.8, 'names of several words')
      : only(evidence, 'full_name', 0.4, 'a name beside first and last name')
  if (firstElsewhere) return only(evidence, 'last_name', 0.85, 'a column of first names stands beside it')
  if (lastElsewhere) return only(evidence, 'first_name', 0.85, 'a column of last names stands beside it')
  if (isWhole) return only(evidence, 'full_name', 0.85, 'names of several words')
  return only(evidence, 'full_name', 0.6, 'no other column holds a name')
}

/** A column called address holds the whole address or only street and number. */
const settleAddress: Settle = (evidence, others) => {
  const own = evidence.candidates.find((c) => c.field === 'address')
  if (own === undefined || own.score < 0.3) return evidence.candidates
  const rest = evidence.candidates.filter((c) => c.field !== 'address' && c.field !== 'street')
  const hasPlace = strength(others, 'postcode') >= 0.5 || strength(others, 'city') >= 0.5
  if (evidence.profile.share.whole_address >= 0.5 && !hasPlace)
    return evidence.candidates.filter((c) => c.field !== 'street')
  if (hasPlace && strength(others, 'street') < SURE)
    return [
      ...rest,
      {
        field: 'street',
        score: Math.max(0.8, own.score * 0.9),
        reason: 'postcode or city stand in columns of their own',
      },
    ]
  return evidence.candidates
}

const settleSuburb: Settle = (evidence, others) => {
  const district = evidence.candidates.find((c) => c.field === 'district')
  if (district === undefined || !has(evidence, 'city') || strength(others, 'city') >= SURE) return evidence.candidates
  return [
    ...evidence.candidates.filter((c) => c.field !== 'district' && c.field !== 'city'),
    { field: 'city', score: district.score * 0.9, reason: 'no other column holds the town' },
  ]
}

/** `Anrede`, `title` with Mr and Mrs say the sex; with Dr and Prof they are titles. */
const settleSalutation: Settle = (evidence, others) => {
  const s = evidence.profile.share
  if (!has(evidence, 'title') && !has(evidence, 'sex')) return evidence.candidates
  const isSalutation = s.salutation >= 0.7 && s.salutation > s.title
  if (!has(evidence, 'sex') && isSalutation && strength(others, 'sex') < 0.5)
    return [
      ...evidence.candidates.filter((c) => c.field !== 'title'),
      { field: 'sex', score: 0.8, reason: 'forms of address that tell the sex' },
    ]
  if (has(evidence, 'sex') && isSalutation && strength(others, 'sex') >= 0.9)
    return [
      ...evidence.candidates.filter((c) => c.field !== 'sex'),
      { field: 'title', score: 0.75, reason: 'forms of address; another column tells the sex' },
    ]
  return evidence.candidates
}

/** `numero`, `nr` right after the street is the house number. */
const settleNumber: Settle = (evidence, others) => {
  const before = others.find((e) => e.index === evidence.index - 1)
  const beside = before !== undefined && strength([before], 'street') + strength([before], 'address') >= 0.5
  if (!beside || evidence.profile.share.house_number < 0.8 || !has(evidence, 'customer_id')) return evidence.candidates
  return [{ field: 'house_number', score: 0.8, reason: 'small numbers beside the street' }]
}

/** A consent column that holds days, beside one that says yes or no, is the day of that consent (or of the objection). */
const settleConsentDay: Settle = (evidence, others) => {
  if (evidence.profile.filled === 0 || evidence.profile.share.date < 0.8) return evidence.candidates
  const dayOf = (field: Field): Field | null =>
    field === 'consent_at' || field === 'opt_out_at' || field === 'consent_evidence'
      ? null
      : field.startsWith('consent_')
        ? 'consent_at'
        : field.startsWith('opt_out_')
          ? 'opt_out_at'
          : null
  const meant = evidence.candidates.find((c) => dayOf(c.field) !== null)
  if (meant === undefined) return evidence.candidates
  const day = dayOf(meant.field)!
  const says = others.some(
    (e) => e.profile.share.date < 0.5 && e.candidates.some((c) => c.score >= 0.5 && dayOf(c.field) === day),
  )
  if (!says) return evidence.candidates
  const rest = evidence.candidates.filter((c) => dayOf(c.field) === null && c.field !== day)
  return [
    ...rest,
    { field: day, score: Math.max(0.8, meant.score), reason: 'days beside a column that says yes or no' },
  ]
}

/** A header that means names, over values of several words. */
const holdsWholeNames = ({ candidates, profile: { share } }: ColumnEvidence): boolean =>
  share.several_words >= 0.5 &&
  candidates.some((c) => c.field === 'full_name' && c.reason !== 'judged by its values only')

/** What merely looks like a name is none where headers name the names, or where every row says the same. */
const settleGuessedName: Settle = (evidence, others) => {
  const isGuess = (c: Candidate): boolean =>
    (c.field === 'first_name' || c.field === 'last_name') && c.reason === 'judged by its values only'
  if (!evidence.candidates.some(isGuess)) return evidence.candidates
  const isNamed =
    strength(others, 'full_name') >= SURE || strength(others, 'last_name') >= SURE || others.some(holdsWholeNames)
  const isConstant = evidence.profile.filled >= 10 && evidence.profile.distinct === 1
  return isNamed || isConstant ? evidence.candidates.filter((c) => !isGuess(c)) : evidence.candidates
}
