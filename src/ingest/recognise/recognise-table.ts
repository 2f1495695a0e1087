/** One table: its role, its provider, what each column means, its key and its country, each with how sure that is. */

import type { Field } from '../../record/fields.ts'
import type { Channel, Role, SuppressionMeaning } from '../../record/project.ts'
import { assignFields, type ColumnGuess, isObjection, SURE_SCORE } from './assign-fields.ts'
import type { ColumnEvidence } from './candidates.ts'
import { columnEvidence } from './column-evidence.ts'
import { type ColumnProfile, type ValueSets, valueSets } from './column-profile.ts'
import { describedColumns } from './described-columns.ts'
import { guessFlags } from './guess-flag.ts'
import { type HeaderReader, headerReader } from './header-reader.ts'
import { headerTokens, joinTokens } from './header-tokens.ts'
import { recogniseCountry } from './recognise-country.ts'
import { type RoleGuess, recogniseMeaning, recogniseRole, scoreName } from './recognise-role.ts'
import type { RecogniseRules } from './rules.ts'

/** What is looked at: rows have one cell per column. */
export interface TableSample {
  /** Relative to the project folder. */
  readonly path: string
  readonly table: string | null
  readonly columns: readonly string[]
  readonly header: boolean
  readonly rows: readonly (readonly string[])[]
  /** Columns that share header and values with another table's key (shared-keys.ts). */
  readonly sharedKeys?: ReadonlySet<string>
}

export interface ProviderGuess {
  readonly name: string
  readonly role: Role
  readonly means: SuppressionMeaning | null
  readonly columns: Readonly<Record<string, Field>>
  readonly channel: Channel | null
  /** Columns that must not be guessed. */
  readonly raw: ReadonlySet<string>
  /** Nothing beside `columns` may be guessed. */
  readonly isClosed: boolean
}

export type RecogniseProvider = (columns: readonly string[], fileName: string) => ProviderGuess | null

export interface TableGuess {
  readonly role: RoleGuess
  readonly provider: string | null
  readonly means: SuppressionMeaning | null
  /** The meaning is a guess that a person should check. */
  readonly isMeaningUnsure: boolean
  readonly channel: Channel | null
  readonly country: string | null
  readonly key: string | null
  readonly columns: readonly ColumnGuess[]
  /** Columns of people that are no field of ours but tell them apart → what each describes, such as `birth_place`. */
  readonly described: Readonly<Record<string, string>>
}

export type Recognised = { readonly guess: TableGuess } | { readonly skip: string }

export interface Recogniser {
  recognise(sample: TableSample): Recognised
}

/** Prepares the word lists once; `provider` is asked first. */
export function makeRecogniser(rules: RecogniseRules, provider: RecogniseProvider): Recogniser {
  const reader = headerReader(rules.columns)
  const sets = valueSets(rules.values)
  return { recognise: (sample) => recogniseTable(sample, { rules, provider, reader, sets }) }
}

interface Kit {
  readonly rules: RecogniseRules
  readonly provider: RecogniseProvider
  readonly reader: HeaderReader
  readonly sets: ValueSets
}

function recogniseTable(sample: TableSample, kit: Kit): Recognised {
  const { columns, rows } = sample
  const fullPath = sample.table === null ? sample.path : `${sample.path}/${sample.table}`
  if (columns.length === 0) return { skip: 'it has no columns' }
  if (rows.length === 0) return { skip: 'it has no rows' }
  if (isAnswers(sample, kit)) return { skip: 'it holds answers for a test, not people' }
  const { profiles, evidence: found } = columnEvidence(sample, kit.reader, kit.sets)
  const provider = sample.header ? kit.provider(columns, fullPath) : null
  const settled = guessFlags(withSharedKeys(found, sample.sharedKeys), kit.rules)
  const role =
    provider === null
      ? recogniseRole(fullPath, settled, kit.rules.roles)
      : { role: provider.role, confidence: 0.95, reason: `an export of ${provider.name}` }
  if (role === null) return { skip: 'no column tells whom a row is about' }
  const evidence = settleIds(settled, role.role)
  const guesses = withProvider(assignFields(evidence, role.role), provider)
  const reason = unusable(role.role, guesses)
  if (reason !== null) return { skip: reason }
  const meaning =
    role.role === 'suppressions'
      ? provider?.means
        ? { means: provider.means, confidence: 0.95 }
        : recogniseMeaning(fullPath, evidence, kit.rules.roles)
      : null
  const known = provider?.isClosed === true ? evidence.filter((e) => e.column in provider.columns) : evidence
  const isPeople = role.role === 'customers' || role.role === 'leads'
  return {
    guess: {
      role,
      provider: provider?.name ?? null,
      means: provider?.means ?? meaning?.means ?? null,
      isMeaningUnsure: meaning !== null && meaning.confidence < SURE_SCORE,
      channel:
        provider !== null ? provider.channel : meaning === null ? null : channelOf(meaning.means, fullPath, guesses),
      country: recogniseCountry(known, rows, kit.rules.values, kit.sets),
      key: isPeople ? keyColumn(guesses, profiles, evidence, provider?.isClosed === true) : null,
      columns: guesses,
      described: isPeople && sample.header ? describedOf(known, guesses, kit.reader) : {},
    },
  }
}

/** One column for each thing described; what a column is the field of comes first. */
function describedOf(
  evidence: readonly ColumnEvidence[],
  guesses: readonly ColumnGuess[],
  reader: HeaderReader,
): Record<string, string> {
  const taken = new Set(guesses.flatMap(({ index, field }) => (field === null ? [] : [index])))
  const free = evidence.filter(({ index, column }) => !taken.has(index) && column !== '__proto__')
  const columnOf = new Map<string, string>()
  for (const [index, what] of describedColumns(free, reader))
    if (!columnOf.has(what)) columnOf.set(what, evidence.find((e) => e.index === index)!.column)
  return Object.fromEntries([...columnOf].map(([what, column]) => [column, what]))
}

const SHARED_KEY = 0.72
/** A header that says what it is needs no other table; the number of a subscription is often its customer's. */
const SAID = 0.6

function withSharedKeys(all: readonly ColumnEvidence[], keys: ReadonlySet<string> | undefined): ColumnEvidence[] {
  return all.map((evidence) => {
    const isSaid = evidence.candidates.some((c) => c.score >= SAID && c.field !== 'contract_id')
    if (keys?.has(evidence.column) !== true || isSaid) return evidence
    const key = {
      field: 'customer_id',
      score: SHARED_KEY,
      reason: 'the key that another table has under this name',
    } as const
    return { ...evidence, isRaw: false, candidates: [key] }
  })
}

/** In a list of people an id is one that does not recur; in a list of events the one that recurs is the customer's. */
function settleIds(all: readonly ColumnEvidence[], role: Role): ColumnEvidence[] {
  const isPeople = role === 'customers' || role === 'leads'
  return all.map((evidence) => {
    const { filled, distinct } = evidence.profile
    const isUnique = filled >= 5 && distinct === filled
    const candidates = evidence.candidates.map((c) => {
      const isMaybe = c.score < 0.65
      if (c.field === 'customer_id' && isPeople)
        return isUnique
          ? { ...c, score: Math.min(1, c.score * 1.1) }
          : { ...c, score: c.score * (distinct < filled * 0.9 ? 0.6 : 0.95) }
      if (c.field === 'customer_id' && isMaybe && role !== 'suppressions')
        return { ...c, score: c.score * (isUnique ? 0.5 : 1.1) }
      if ((c.field === 'order_id' || c.field === 'contract_id') && isMaybe)
        return { ...c, score: c.score * (distinct > filled * 0.6 ? 1.1 : 0.5) }
      return c
    })
    return { ...evidence, candidates }
  })
}

/** What the provider's documentation says stands above what was guessed; the rest is guessed as ever. */
function withProvider(guesses: readonly ColumnGuess[], provider: ProviderGuess | null): ColumnGuess[] {
  if (provider === null) return [...guesses]
  const known = new Map(Object.entries(provider.columns))
  const taken = new Set(known.values())
  return guesses.map((guess) => {
    const field = known.get(guess.column)
    if (field !== undefined) return { ...guess, field, confidence: 0.95, reason: `as ${provider.name} writes it` }
    const mayGuess = !provider.isClosed && !provider.raw.has(guess.column)
    const isFree = mayGuess && guess.field !== null && (!taken.has(guess.field) || isObjection(guess.field))
    return isFree ? guess : { ...guess, field: null, confidence: 0, reason: '' }
  })
}

function unusable(role: Role, guesses: readonly ColumnGuess[]): string | null {
  const has = (...fields: readonly Field[]) => guesses.some((g) => g.field !== null && fields.includes(g.field))
  if (role === 'customers' || role === 'leads')
    return has('email', 'phone', 'mobile', 'full_name', 'last_name', 'company', 'national_id')
      ? null
      : 'no column tells whom a row is about'
  if (role === 'purchases' && !(has('amount') && has('occurred_at')))
    return 'it looks like purchases, but the day or the amount is not to be found'
  if (['activity', 'contacts', 'campaign-results', 'survey'].includes(role) && !has('occurred_at', 'last_activity_at'))
    return `it looks like ${role}, but no column gives the day`
  if (role === 'contracts' && !has('start_at', 'occurred_at'))
    return 'it looks like contracts, but no column gives the beginning'
  if (role === 'complaints' && !has('opened_at', 'occurred_at'))
    return 'it looks like complaints, but no column gives the day'
  return null
}

/** Only where a word says it: an objection is never narrowed by a guess. */
function channelOf(means: SuppressionMeaning, path: string, guesses: readonly ColumnGuess[]): Channel | null {
  if (/sms/i.test(path)) return 'sms'
  if (means === 'do_not_call') return 'call'
  if (means === 'do_not_mail') return 'letter'
  const has = (field: Field) => guesses.some((g) => g.field === field)
  const isPostOnly =
    (has('postcode') || has('city') || has('street') || has('address')) &&
    !has('email') &&
    !has('phone') &&
    !has('mobile') &&
    !has('channel')
  // What comes back from a list of postal addresses alone is post.
  if (isPostOnly && ['bounced', 'by_column', 'invalid'].includes(means)) return 'letter'
  const isEmailOnly =
    has('email') && !has('phone') && !has('mobile') && !has('street') && !has('address') && !has('channel')
  return isEmailOnly && ['unsubscribed', 'bounced', 'complaint', 'by_column', 'invalid'].includes(means)
    ? 'email'
    : null
}

/** The column with the source's own key: filled in every row and, but for a few, a value of its own in each. */
function keyColumn(
  guesses: readonly ColumnGuess[],
  profiles: readonly ColumnProfile[],
  all: readonly ColumnEvidence[],
  isClosed: boolean,
): string | null {
  const isKey = (index: number): boolean => {
    const p = profiles[index]
    return (
      p !== undefined &&
      p.filled === p.rows &&
      p.distinct >= p.filled * 0.98 &&
      p.share.email < 0.5 &&
      p.share.date < 0.5
    )
  }
  const given = guesses.find((g) => g.field === 'customer_id' && isKey(g.index))
  if (given !== undefined) return given.column
  if (isClosed) {
    const own = guesses.find((g) => g.field === 'customer_id')
    const profile = own === undefined ? undefined : profiles[own.index]
    return own !== undefined && profile !== undefined && profile.filled === profile.rows ? own.column : null
  }
  const other = all.find(
    (e) => isKey(e.index) && e.profile.share.id > 0.9 && e.candidates.some((c) => c.field === 'customer_id'),
  )
  return other?.column ?? null
}

const ANSWER_COLUMNS: ReadonlySet<string> = new Set([
  'trueid',
  'clusterid',
  'entityid',
  'truth',
  'expected',
  'groundtruth',
  'ismatch',
  'label',
  'goldid',
  'trueentity',
  'cluster',
])

/** Files of known truth stand beside test data: they must never be read as people. */
function isAnswers(sample: TableSample, kit: Kit): boolean {
  const named = (scoreName(sample.path, { answers: kit.rules.roles.answers }, ['answers']).get('answers') ?? 0) >= 0.85
  const keys = sample.columns.map((column) => joinTokens(headerTokens(column)))
  const isThin = sample.columns.length <= 4
  const hasAnswer = keys.some((key) => ANSWER_COLUMNS.has(key) || key.startsWith('expected') || key.startsWith('true'))
  if (isThin && hasAnswer) return true
  const ids = keys.filter((key) => /id[lr12ab]?$/.test(key)).length
  return named && isThin && (hasAnswer || ids === sample.columns.length)
}
