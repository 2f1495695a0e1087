/** Golden records: of all records of one person the best value of every field, by rules that never ask for row order. */

import { compareText } from '../base/order.ts'
import { CLEAN_FIELDS, type CleanField } from '../record/fields.ts'

/** One value of a person's records: how many records hold it, and the newest day one of them was updated (or null). */
export interface Candidate {
  readonly value: string
  readonly records: number
  readonly newest: string | null
}

/** Fields that belong together: taken from one record, or a street of one address would meet the city of another. */
export const ADDRESS_FIELDS: readonly CleanField[] = [
  'street',
  'house_number',
  'unit',
  'address_extra',
  'postcode',
  'city',
  'district',
  'region',
  'country',
]

/** What changes in a life: the newest value is best. Elsewhere the value that most records hold. */
const CHANGES: ReadonlySet<CleanField> = new Set<CleanField>([
  'last_name',
  'title',
  'company',
  'email',
  'email_2',
  'phone',
  'mobile',
  'language',
  'updated_at',
])
/** Of these the longest form says most: `Katharina` over `K.`. */
const FULLEST: ReadonlySet<CleanField> = new Set<CleanField>(['first_name', 'middle_name'])
const EMAILS: ReadonlySet<CleanField> = new Set<CleanField>(['email', 'email_2'])
/** An address that mail can reach by its form. */
const DELIVERABLE = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/

/** A record as the columns of a person's records give it; `values` in the order of CLEAN_FIELDS. */
export interface MemberRecord {
  readonly values: readonly (string | null)[]
}

const UPDATED = CLEAN_FIELDS.indexOf('updated_at')
const CREATED = CLEAN_FIELDS.indexOf('created_at')
const ADDRESS_AT = ADDRESS_FIELDS.map((field) => CLEAN_FIELDS.indexOf(field))
const IN_ADDRESS = CLEAN_FIELDS.map((field) => ADDRESS_FIELDS.includes(field))

/** Values in the order of CLEAN_FIELDS. */
export function goldenRecord(members: readonly MemberRecord[]): (string | null)[] {
  const [only] = members
  if (members.length === 1 && only) return [...only.values]
  const golden = CLEAN_FIELDS.map((field, at) => (IN_ADDRESS[at] ? null : bestValue(field, at, members)))
  const address = bestAddress(members)
  if (address) for (const at of ADDRESS_AT) golden[at] = address.values[at]!
  return golden
}

function bestValue(field: CleanField, at: number, members: readonly MemberRecord[]): string | null {
  const candidates = new Map<string, { value: string; records: number; newest: string | null }>()
  for (const { values } of members) {
    const value = values[at]
    if (value == null) continue
    const day = values[UPDATED] ?? values[CREATED] ?? null
    const known = candidates.get(value)
    if (known === undefined) candidates.set(value, { value, records: 1, newest: day })
    else {
      known.records++
      if (day !== null && (known.newest === null || day > known.newest)) known.newest = day
    }
  }
  let best: Candidate | null = null
  for (const candidate of candidates.values())
    if (best === null || compareCandidates(field, candidate, best) < 0) best = candidate
  return best?.value ?? null
}

/** Negative where `l` is the better value of the field. Total, so ties never fall to the order of the records. */
export function compareCandidates(field: CleanField, l: Candidate, r: Candidate): number {
  if (field === 'created_at') return compareText(l.value, r.value)
  if (field === 'updated_at') return compareText(r.value, l.value)
  const byForm = EMAILS.has(field) ? Number(DELIVERABLE.test(r.value)) - Number(DELIVERABLE.test(l.value)) : 0
  const byLength = FULLEST.has(field) ? Number(isShort(l.value)) - Number(isShort(r.value)) : 0
  const byDay = compareText(r.newest ?? '', l.newest ?? '')
  const byRecords = r.records - l.records
  const inOrder = CHANGES.has(field) ? [byForm, byDay, byRecords] : [byForm, byLength, byRecords, byDay]
  return (
    inOrder.find((difference) => difference !== 0) ?? (r.value.length - l.value.length || compareText(l.value, r.value))
  )
}

/** An initial. */
const isShort = (name: string): boolean => name.replace(/[^\p{L}]/gu, '').length <= 1

/** The newest complete address; of equals the one more records share, then by text. */
function bestAddress(members: readonly MemberRecord[]): MemberRecord | null {
  const keyOf = (m: MemberRecord) => ADDRESS_AT.map((at) => m.values[at] ?? '').join('\u001f')
  const shared = new Map<string, number>()
  for (const member of members) shared.set(keyOf(member), (shared.get(keyOf(member)) ?? 0) + 1)
  const scored = members
    .filter((m) => ADDRESS_AT.some((at) => m.values[at] != null))
    .map((m) => ({
      m,
      key: keyOf(m),
      isComplete: Number(hasAddress(m)),
      day: m.values[UPDATED] ?? m.values[CREATED] ?? '',
      records: shared.get(keyOf(m))!,
      filled: ADDRESS_AT.filter((at) => m.values[at] != null).length,
    }))
    .sort(
      (l, r) =>
        r.isComplete - l.isComplete ||
        compareText(r.day, l.day) ||
        r.records - l.records ||
        r.filled - l.filled ||
        compareText(l.key, r.key),
    )
  return scored[0]?.m ?? null
}

function hasAddress({ values }: MemberRecord): boolean {
  const has = (field: CleanField) => values[CLEAN_FIELDS.indexOf(field)] != null
  return has('street') && (has('postcode') || has('city'))
}
