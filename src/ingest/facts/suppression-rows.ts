/** Rows of a suppression list → facts; a row that names nobody is rejected, a word nobody knows still suppresses. */

import type { IsoDate } from '../../record/ids.ts'
import type { SourceSpec } from '../../record/project.ts'
import { cached } from '../../text/value-cache.ts'
import { type Bounce, type BounceClassifier, bounceClassifier } from './bounce.ts'
import type { FactReader } from './fact-reader.ts'
import { brandOf, makeFact, type Statement, type Subject, statementsOf } from './make-fact.ts'
import { rowCells } from './row-cells.ts'
import type { FactRules, RowMeaning } from './rules.ts'
import { readEmails, readIdentity, readPhone } from './subject.ts'
import { topicsOf } from './topics.ts'
import { readWords } from './words.ts'

const NOBODY = 'names nobody: no e-mail address, telephone number, customer key, or name with address'

export function suppressionReader(spec: SourceSpec, columns: readonly string[], rules: FactRules): FactReader {
  const words = readWords(rules.suppression, spec.provider)
  const isBlank = cached(words.isBlank)
  const meaningOf = rowMeaning(spec, words)
  const channelOf = cached(words.channel)
  const classify = bounceClassifier(rules.bounceCodes)
  const at = rowCells(spec, columns)
  const brand = brandOf(spec)
  const { claims_only, evidence_only } = rules.suppression
  const neverProof = spec.provider !== null && claims_only.includes(spec.provider)
  const needsEvidence = spec.provider !== null && evidence_only.includes(spec.provider)

  return (cells, readDate) => {
    const get = (field: Parameters<typeof at.get>[1]): string => {
      const cell = at.get(cells, field)
      return cell !== '' && isBlank(cell) ? '' : cell
    }
    const subjects = readSubjects(
      get,
      at.indexes('email').concat(at.indexes('email_2')),
      at.indexes('phone').concat(at.indexes('mobile')),
      cells,
      spec.country,
    )
    if (subjects.length === 0) return { reject: NOBODY }
    const meaning = meaningOf(
      at.get(cells, 'outcome') ||
        at.get(cells, 'status') ||
        (spec.means === 'by_column' ? at.get(cells, 'reason') : ''),
      get('bounce_kind'),
    )
    if (meaning === 'nothing') return []
    const bounce =
      meaning === 'bounced' || meaning === 'bounced_soft'
        ? bounceOf(classify, get('status_code'), get('reason'), get('bounce_kind'))
        : null
    const named = get('channel')
    const channel = (named === '' ? null : channelOf(named)) ?? spec.channel
    const occurredAt = firstDate([get('occurred_at'), get('opt_out_at')], readDate)
    const topics = topicsOf(get('topic'))
    const ownBrand = get('brand') || brand
    const proof = get('consent_evidence')
    const isNoProof = neverProof || words.isOtherGround(proof) || (needsEvidence && proof === '')
    const proofDay = isNoProof
      ? null
      : firstDate([get('consent_at'), meaning === 'subscribed' ? get('occurred_at') : ''], readDate)
    return subjects.flatMap((subject) =>
      statementsOf(meaning === null ? 'manual' : meaning, channel, subject, bounce).flatMap((s) =>
        topics.map((purpose) =>
          makeFact(
            finish(s, meaning, proofDay, proof !== '' && !isNoProof),
            { brand: ownBrand, purpose },
            subject,
            s.kind === 'claimed_opt_in' ? proofDay : occurredAt,
          ),
        ),
      ),
    )
  }
}

/** r8: "subscribed" is a proof only with the time or the evidence of the opt-in. */
function finish(
  statement: Statement,
  meaning: RowMeaning | null,
  proofDay: IsoDate | null,
  hasProof: boolean,
): Statement {
  if (meaning === null) return { ...statement, detail: 'unknown reason' }
  if (statement.kind === 'claimed_opt_in' && (proofDay !== null || hasProof)) return { ...statement, kind: 'opt_in' }
  return statement
}

type GetCell = (field: Parameters<ReturnType<typeof rowCells>['get']>[1]) => string

function bounceOf(classify: BounceClassifier, code: string, text: string, kind: string): Bounce {
  return classify(code, text, kind)
}

/** The meaning of the whole list, or of the row's own words; null: words that no rule knows. */
function rowMeaning(
  spec: SourceSpec,
  words: ReturnType<typeof readWords>,
): (outcome: string, kind: string) => RowMeaning | null {
  const means = spec.means
  if (means !== null && means !== 'by_column') return () => means
  const one = cached((outcome: string) => words.meaning(outcome))
  const both = cached((pair: string) =>
    words.pairMeaning(pair.slice(0, pair.indexOf('\n')), pair.slice(pair.indexOf('\n') + 1)),
  )
  return (outcome, kind) => (kind === '' ? null : both(`${outcome}\n${kind}`)) ?? one(outcome)
}

const IS_NUMBER = /^\s*\+?[\d\s()/.-]{6,20}$/

function readSubjects(
  get: GetCell,
  emailAt: readonly number[],
  phoneAt: readonly number[],
  cells: readonly string[],
  country: string | null,
): readonly Subject[] {
  const emails =
    emailAt.length === 0
      ? []
      : emailAt.filter((i) => !IS_NUMBER.test(cells[i] ?? '')).flatMap((i) => readEmails(cells[i] ?? ''))
  const phones: string[] = []
  // Some lists have one column for whatever was written to, numbers and addresses.
  const numbers = emailAt.filter((i) => IS_NUMBER.test(cells[i] ?? ''))
  for (const i of [...phoneAt, ...numbers]) {
    const phone = readPhone(cells[i] ?? '', country)
    if (phone !== null && !phones.includes(phone)) phones.push(phone)
  }
  // The token of an export is a key of last resort: it stands where a report names nobody else.
  const customerRef = get('customer_id') || (emails.length === 0 && phones.length === 0 ? get('token') : '') || null
  const named = emails.length === 0 && phones.length === 0 && customerRef === null ? readIdentity(get) : null
  const identity = named === null ? null : JSON.stringify(named)
  if (emails.length === 0 && phones.length === 0 && customerRef === null && identity === null) return []
  const count = Math.max(1, emails.length, phones.length)
  return Array.from({ length: count }, (_, i) => ({
    email: emails[i] ?? null,
    phone: phones[i] ?? null,
    customerRef,
    identity,
  }))
}

function firstDate(texts: readonly string[], readDate: (text: string) => IsoDate | null): IsoDate | null {
  for (const text of texts) {
    const date = text === '' ? null : readDate(text)
    if (date !== null) return date
  }
  return null
}
