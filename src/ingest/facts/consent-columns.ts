/** Consent and status columns of customer tables → facts; the columns are understood once, distinct cells once. */

import type { Fact } from '../../record/fact.ts'
import type { ConsentField } from '../../record/fields.ts'
import type { IsoDate } from '../../record/ids.ts'
import type { Channel, SourceSpec } from '../../record/project.ts'
import { cached } from '../../text/value-cache.ts'
import { type BounceClassifier, bounceClassifier } from './bounce.ts'
import { plainDate } from './cell-date.ts'
import type { FactReader } from './fact-reader.ts'
import { brandOf, makeFact, type Statement, type Subject, statementsOf } from './make-fact.ts'
import { rowCells } from './row-cells.ts'
import type { FactRules } from './rules.ts'
import { readEmails } from './subject.ts'
import { readWords, type Words } from './words.ts'

const CONSENT_CHANNEL = {
  consent_email: 'email',
  consent_sms: 'sms',
  consent_call: 'call',
  consent_letter: 'letter',
  consent_ads: 'ads',
  consent_any: null,
} as const satisfies Partial<Record<ConsentField, Channel | null>>

const OPT_OUT_CHANNEL = {
  opt_out_email: 'email',
  opt_out_sms: 'sms',
  opt_out_call: 'call',
  opt_out_letter: 'letter',
} as const satisfies Partial<Record<ConsentField, Channel>>

/** What a cell says, with the date that stands in the cell itself. */
interface Said {
  readonly statement: Statement
  readonly day: IsoDate | null
}

const NOTHING: readonly Said[] = []
const NO_FACTS: readonly Fact[] = []
const NOBODY: Subject = { email: null, phone: null, customerRef: null, identity: null }

export function consentReader(spec: SourceSpec, columns: readonly string[], rules: FactRules): FactReader {
  const words = readWords(rules.suppression, spec.provider)
  const at = rowCells(spec, columns)
  const neverProof = spec.provider !== null && rules.suppression.claims_only.includes(spec.provider)
  const parsers = columnParsers(spec, at.indexes, words, rules)
  const bounceOf = bounceColumns(at.indexes('bounced'), words, bounceClassifier(rules.bounceCodes))
  const optOutAt = at.indexes('opt_out_at')
  const optOutChannels = channelsOfOptOuts(spec, at.indexes)
  const scope = { brand: brandOf(spec), purpose: null }
  const subscribed =
    spec.means === 'subscribed'
      ? [
          {
            statement: { kind: 'claimed_opt_in', channel: spec.channel ?? 'email', detail: null },
            day: null,
          } satisfies Said,
        ]
      : NOTHING

  return (cells, readDate) => {
    let said = subscribed
    for (const { index, read } of parsers) {
      const more = read((cells[index] ?? '').trim())
      if (more.length > 0) said = said.length === 0 ? more : [...said, ...more]
    }
    const bounced = bounceOf(cells, readDate)
    if (bounced.length > 0) said = [...said, ...bounced]
    const optOutDay = optOutAt.length === 0 ? null : dateIn(at.get(cells, 'opt_out_at'), readDate)
    if (
      optOutDay !== null &&
      !said.some((s) => s.statement.kind === 'unsubscribed' || s.statement.kind === 'objected_all')
    )
      said = [
        ...said,
        ...optOutChannels.map((channel) => ({
          statement: { kind: 'unsubscribed', channel, detail: null } as const,
          day: null,
        })),
      ]
    if (said.length === 0) return NO_FACTS
    const evidence = at.get(cells, 'consent_evidence')
    const isNoProof = neverProof || words.isOtherGround(evidence)
    const proofDay = isNoProof ? null : dateIn(at.get(cells, 'consent_at'), readDate)
    const hasProof =
      proofDay !== null ||
      (!isNoProof && evidence !== '' && !words.isBlank(evidence) && words.yesOrNo(evidence) !== false)
    const emails = readEmails(at.get(cells, 'email'))
    const subjects: readonly Subject[] = emails.length === 0 ? [NOBODY] : emails.map((email) => ({ ...NOBODY, email }))
    const facts: Fact[] = []
    for (const { statement, day } of said) {
      const isClaim = statement.kind === 'claimed_opt_in'
      const kind = isClaim && hasProof ? 'opt_in' : statement.kind
      const occurredAt = isClaim ? proofDay : (day ?? optOutDay)
      for (const subject of subjects) facts.push(makeFact({ ...statement, kind }, scope, subject, occurredAt))
    }
    return facts
  }
}

function dateIn(cell: string, readDate: (text: string) => IsoDate | null): IsoDate | null {
  return cell === '' ? null : (readDate(cell) ?? plainDate(cell))
}

interface ColumnParser {
  readonly index: number
  readonly read: (cell: string) => readonly Said[]
}

function columnParsers(
  spec: SourceSpec,
  indexes: (field: ConsentField) => readonly number[],
  words: Words,
  rules: FactRules,
): readonly ColumnParser[] {
  const noMeans = rules.suppression.consent_no_means
  const make = (field: ConsentField, read: (cell: string) => readonly Said[]): ColumnParser[] =>
    indexes(field).map((index) => ({
      index,
      read: cached((cell: string) => (words.isBlank(cell) ? NOTHING : read(cell))),
    }))
  return [
    ...Object.entries(CONSENT_CHANNEL).flatMap(([field, channel]) =>
      make(field as keyof typeof CONSENT_CHANNEL, (cell) => readConsent(cell, channel, words, noMeans)),
    ),
    ...Object.entries(OPT_OUT_CHANNEL).flatMap(([field, channel]) =>
      make(field as keyof typeof OPT_OUT_CHANNEL, (cell) =>
        isOptOut(cell, words) ? [say('unsubscribed', channel, cell)] : NOTHING,
      ),
    ),
    ...make('opt_out_all', (cell) => (isOptOut(cell, words) ? [say('objected_all', null, cell)] : NOTHING)),
    ...make('complained', (cell) => (isOptOut(cell, words) ? [say('complaint', 'email', cell)] : NOTHING)),
    ...make('deceased', (cell) => (isOptOut(cell, words) ? [say('deceased', null, cell)] : NOTHING)),
    ...make('status', (cell) => readStatus(cell, words, spec)),
  ]
}

function say(kind: Statement['kind'], channel: Channel | null, cell: string): Said {
  return { statement: { kind, channel, detail: null }, day: plainDate(cell) }
}

/** Only a clear yes is a claim of consent; a clear no, or a word of withdrawal, is the opposite; all else says nothing. */
function readConsent(
  cell: string,
  channel: Channel | null,
  words: Words,
  noMeans: 'unsubscribed' | 'nothing',
): readonly Said[] {
  const meaning = words.meaning(cell)
  if (meaning === 'unsubscribed' || meaning === 'manual') return [say('unsubscribed', channel, cell)]
  if (meaning === 'do_not_contact') return [say('objected_all', null, cell)]
  if (meaning === 'complaint') return [say('complaint', 'email', cell)]
  const isYes = words.yesOrNo(cell)
  if (isYes === true) return [say('claimed_opt_in', channel, cell)]
  if (isYes === false && noMeans === 'unsubscribed' && !NEVER_ASKED.test(cell))
    return [say('unsubscribed', channel, cell)]
  return NOTHING
}
/** "Never subscribed" is not a withdrawal. */
const NEVER_ASKED = /never|specified|not[ _-]?subscribed|unconfirmed/i

/** An opt-out column counts as soon as its cell is anything but a clear no. */
const isOptOut = (cell: string, words: Words): boolean => words.yesOrNo(cell) !== false

/**
 * What all columns about bounces say together: a flag, a reason and a day are one bounce. A reason decides how hard it was;
 * a flag or a day alone is a hard one.
 */
function bounceColumns(
  indexes: readonly number[],
  words: Words,
  classify: BounceClassifier,
): (cells: readonly string[], readDate: (text: string) => IsoDate | null) => readonly Said[] {
  if (indexes.length === 0) return () => NOTHING
  const readReason = cached((text: string) => {
    const bounce = words.meaning(text) === 'bounced_soft' ? classify('', '', 'soft') : classify(text, text, text)
    return statementsOf('bounced', 'email', NOBODY, bounce)
  })
  const bare = statementsOf('bounced', 'email', NOBODY, null)
  return (cells, readDate) => {
    const said = indexes
      .map((i) => (cells[i] ?? '').trim())
      .filter((cell) => !words.isBlank(cell) && words.yesOrNo(cell) !== false)
    if (said.length === 0) return NOTHING
    const days = said.map((cell) => dateIn(cell, readDate))
    const reason = said.find((cell, i) => days[i] === null && words.yesOrNo(cell) === null)
    const day = days.find((found) => found !== null) ?? null
    return (reason === undefined ? bare : readReason(reason)).map((statement) => ({ statement, day }))
  }
}

/** A cell may hold a list of statuses: `["UNSUBSCRIBED", "HARD_BOUNCE"]`. */
function readStatus(cell: string, words: Words, spec: SourceSpec): readonly Said[] {
  const whole = readStatusWord(cell, words, spec)
  if (whole.length > 0 || !/[,;|]|^\[/.test(cell)) return whole
  return cell.split(/[,;|]/).flatMap((part) => readStatusWord(part, words, spec))
}

/** Words of a status that nobody knows say nothing: most are grades, stages and colours. A day may stand behind the word. */
function readStatusWord(cell: string, words: Words, spec: SourceSpec): readonly Said[] {
  const dated = STATUS_AND_DAY.exec(cell)
  const day = dated === null ? null : plainDate(dated[2]!)
  const meaning = words.meaning(day === null ? cell : dated![1]!)
  if (meaning === null || meaning === 'nothing' || meaning === 'alive') return NOTHING
  // A status speaks of the source's channel; where that is not known, of e-mail for words that belong to e-mail lists.
  const channel = spec.channel ?? (meaning === 'subscribed' || meaning === 'unsubscribed' ? 'email' : null)
  return statementsOf(meaning, channel, NOBODY, null).map((statement) => ({ statement, day }))
}

const STATUS_AND_DAY = /^(.*\S)\s+(\d{4}-\d\d-\d\d(?:[T ]\S*)?)$/

/** Which channels a date of opting out speaks of, where no opt-out column does. */
function channelsOfOptOuts(
  spec: SourceSpec,
  indexes: (field: ConsentField) => readonly number[],
): readonly (Channel | null)[] {
  if (spec.channel !== null) return [spec.channel]
  const named = [...Object.entries(OPT_OUT_CHANNEL), ...Object.entries(CONSENT_CHANNEL)]
    .filter(([field]) => indexes(field as ConsentField).length > 0)
    .map(([, channel]) => channel)
  return named.length > 0 ? [...new Set(named)] : ['email']
}
