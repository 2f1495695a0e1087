/** Gives each field to at most one column, best evidence first, within what the table's role can use. */

import { CONSENT_FIELDS, type Field, PERSON_FIELDS } from '../../record/fields.ts'
import type { Role } from '../../record/project.ts'
import type { Candidate, ColumnEvidence } from './candidates.ts'

export interface ColumnGuess {
  readonly index: number
  readonly column: string
  /** Null: kept raw. */
  readonly field: Field | null
  /** 0–1. */
  readonly confidence: number
  readonly reason: string
}

/** Below this a column is kept raw. */
const MIN_SCORE = 0.35
/** Below this a person is asked to check. */
export const SURE_SCORE = 0.7

/** What a field becomes in a role where it would mean nothing, in order of preference. */
const MEANT_AS: Partial<Readonly<Record<Role, Partial<Readonly<Record<Field, Field>>>>>> = {
  customers: { occurred_at: 'created_at', order_id: 'customer_id' },
  leads: { occurred_at: 'created_at', campaign: 'collected_via', topic: 'collected_via' },
  suppressions: {
    opt_out_at: 'occurred_at',
    created_at: 'occurred_at',
    opened_at: 'occurred_at',
    updated_at: 'occurred_at',
    end_at: 'occurred_at',
  },
  purchases: { created_at: 'occurred_at', contract_id: 'order_id', offer: 'voucher', balance: 'amount' },
  activity: {
    created_at: 'occurred_at',
    start_at: 'occurred_at',
    topic: 'activity_kind',
    last_activity_at: 'occurred_at',
    outcome: 'activity_kind',
    channel: 'activity_kind',
  },
  contracts: { created_at: 'start_at', occurred_at: 'start_at', order_id: 'contract_id', closed_at: 'end_at' },
  contacts: {
    created_at: 'occurred_at',
    opened_at: 'occurred_at',
    topic: 'campaign',
    status: 'outcome',
    start_at: 'occurred_at',
  },
  complaints: {
    occurred_at: 'opened_at',
    created_at: 'opened_at',
    start_at: 'opened_at',
    end_at: 'closed_at',
    reason: 'topic',
    product: 'topic',
  },
  'campaign-results': { created_at: 'occurred_at', opened_at: 'occurred_at', status: 'outcome', answer: 'outcome' },
  survey: { created_at: 'occurred_at', outcome: 'answer', quantity: 'answer', amount: 'answer' },
}

const IDENTITY: readonly Field[] = PERSON_FIELDS.filter(
  (f) => !['created_at', 'updated_at', 'last_activity_at', 'collected_via'].includes(f),
)

/** What each role can use beside whom a row is about. */
const USES: Readonly<Record<Role, readonly Field[]>> = {
  customers: [...PERSON_FIELDS, ...CONSENT_FIELDS],
  leads: [...PERSON_FIELDS, ...CONSENT_FIELDS],
  suppressions: [
    ...CONSENT_FIELDS,
    'occurred_at',
    'reason',
    'status_code',
    'bounce_kind',
    'channel',
    'brand',
    'topic',
    'outcome',
    'token',
  ],
  purchases: [
    'occurred_at',
    'amount',
    'currency',
    'quantity',
    'product',
    'order_id',
    'voucher',
    'channel',
    'brand',
    'campaign',
  ],
  activity: ['occurred_at', 'activity_kind', 'quantity', 'amount', 'balance', 'currency', 'product', 'brand'],
  contracts: ['contract_id', 'product', 'start_at', 'end_at', 'amount', 'currency', 'brand'],
  contacts: ['occurred_at', 'campaign', 'offer', 'channel', 'outcome', 'token', 'arm', 'brand', 'voucher'],
  complaints: ['opened_at', 'closed_at', 'topic', 'channel', 'brand', 'product'],
  'campaign-results': [
    'occurred_at',
    'campaign',
    'offer',
    'channel',
    'outcome',
    'token',
    'arm',
    'amount',
    'currency',
    'voucher',
    'person_id',
  ],
  survey: ['occurred_at', 'answer', 'topic', 'token', 'person_id', 'campaign', 'channel'],
}

function isUsable(role: Role, field: Field): boolean {
  return USES[role].includes(field) || IDENTITY.includes(field)
}

/** The day that a role cannot do without: a plain "date" is it where nothing else is. */
const DAY_OF: Partial<Readonly<Record<Role, Field>>> = {
  purchases: 'occurred_at',
  activity: 'occurred_at',
  contacts: 'occurred_at',
  'campaign-results': 'occurred_at',
  survey: 'occurred_at',
  contracts: 'start_at',
  complaints: 'opened_at',
  suppressions: 'occurred_at',
}

/** The fields a second column of the same kind may take. */
const SECOND: Partial<Readonly<Record<Field, Field>>> = {
  email: 'email_2',
  phone: 'mobile',
  mobile: 'phone',
  address: 'address_extra',
  street: 'address_extra',
}

/** Settles all columns; the same evidence gives the same answer. */
export function assignFields(all: readonly ColumnEvidence[], role: Role): ColumnGuess[] {
  const offers = all
    .flatMap((e) => e.candidates.flatMap((c) => forRole(c, role, all)).map((c) => ({ ...c, index: e.index })))
    .sort((l, r) => r.score - l.score || l.index - r.index)
  const byColumn = new Map<number, Candidate>()
  const taken = new Set<Field>()
  const give = (index: number, candidate: Candidate) => {
    byColumn.set(index, candidate)
    taken.add(candidate.field)
  }
  for (const { index, ...offer } of offers) {
    if (offer.score < MIN_SCORE || byColumn.has(index)) continue
    if (!taken.has(offer.field) || mayRepeat(offer)) give(index, offer)
    else {
      const second = SECOND[offer.field]
      const free = second !== undefined && !taken.has(second) && offer.score >= 0.5
      if (free) give(index, { field: second, score: offer.score * 0.8, reason: `a second ${offer.field}` })
    }
  }
  for (const [index, given] of byColumn)
    if (given.field === 'email_2' && !taken.has('email'))
      byColumn.set(index, { ...given, field: 'email', reason: `${given.reason} (the only email)` })
  fillGap(DAY_OF[role], all, byColumn, (e) => e.profile.share.date >= 0.9 && !isBirthday(e))
  if (role === 'purchases') fillGap('amount', all, byColumn, (e) => e.profile.share.decimal >= 0.3 && !isBirthday(e))
  return all.map(({ index, column }) => {
    const given = plainDay(byColumn.get(index), index, role, all)
    return { index, column, field: given?.field ?? null, confidence: given?.score ?? 0, reason: given?.reason ?? '' }
  })
}

const isBirthday = (e: ColumnEvidence): boolean => e.candidates.some((c) => c.field === 'birth_date' && c.score >= 0.6)

/** What the role cannot do without is looked for by values alone among the columns left over. */
function fillGap(
  field: Field | undefined,
  all: readonly ColumnEvidence[],
  byColumn: Map<number, Candidate>,
  fits: (evidence: ColumnEvidence) => boolean,
): void {
  if (field === undefined || [...byColumn.values()].some((c) => c.field === field)) return
  const free = all.find((e) => !byColumn.has(e.index) && !e.isRaw && fits(e))
  if (free !== undefined) byColumn.set(free.index, { field, score: 0.45, reason: 'nothing else fits' })
}

function plainDay(
  given: Candidate | undefined,
  index: number,
  role: Role,
  all: readonly ColumnEvidence[],
): Candidate | undefined {
  if (given === undefined || given.field !== DAY_OF[role] || given.score >= SURE_SCORE) return given
  const isDate = (e: ColumnEvidence) => e.profile.share.date >= 0.9 || e.profile.share.timestamp >= 0.9
  const others = all.filter(
    (e) => e.index !== index && isDate(e) && !e.candidates.some((c) => c.field === 'birth_date' && c.score >= 0.8),
  )
  const isAlone = others.length === 0 && isDate(all[index]!)
  return isAlone ? { ...given, score: 0.8, reason: 'the only date there is' } : given
}

const OBJECTIONS: ReadonlySet<Field> = new Set<Field>([
  'opt_out_email',
  'opt_out_sms',
  'opt_out_call',
  'opt_out_letter',
  'opt_out_all',
  'bounced',
  'complained',
  'deceased',
])

/** Any column that may say no counts, beside others of the same field. */
export function isObjection(field: Field): boolean {
  return OBJECTIONS.has(field)
}

/** Two columns may say "no" (or, where both plainly do, "yes") about one channel: none of them may be lost. */
function mayRepeat({ field, score }: Candidate): boolean {
  return OBJECTIONS.has(field)
    ? score >= 0.5
    : score >= SURE_SCORE && /^consent_(email|sms|call|letter|ads|any)$/.test(field)
}

/** The candidate as the role would take it: a date in a list of orders is the day of the order. */
function forRole(candidate: Candidate, role: Role, all: readonly ColumnEvidence[]): Candidate[] {
  const meant = MEANT_AS[role]?.[candidate.field]
  if (meant !== undefined) {
    const isPlain = all.some((e) => e.candidates.some((c) => c.field === meant && c.score >= 0.9))
    const score = candidate.score * (isPlain ? 0.5 : 0.85)
    const turned = { field: meant, score, reason: `${candidate.reason} (read as ${meant})` }
    return isUsable(role, candidate.field) ? [candidate, turned] : [turned]
  }
  return isUsable(role, candidate.field) ? [candidate] : []
}
