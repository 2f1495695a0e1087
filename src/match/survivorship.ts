/** Golden records: of all records of one person the best value of every field, by rules that never ask for row order. */

import { compareText } from '../base/order.ts'
import type { EncodedColumn } from '../record/encoded.ts'
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

/** Columns in the order of CLEAN_FIELDS; null where no record has the field. */
export type RecordColumns = readonly (EncodedColumn | null)[]

const at = (field: CleanField): number => CLEAN_FIELDS.indexOf(field)
const UPDATED = at('updated_at')
const CREATED = at('created_at')
const STREET = at('street')
const POSTCODE = at('postcode')
const CITY = at('city')
const ADDRESS_AT = ADDRESS_FIELDS.map(at)
const IN_ADDRESS = CLEAN_FIELDS.map((field) => ADDRESS_FIELDS.includes(field))

/** Writes the value ids of the golden record of these rows (at least one) to `golden`, in the order of CLEAN_FIELDS. */
export function goldenRow(columns: RecordColumns, rows: Uint32Array, golden: Uint32Array): void {
  for (let f = 0; f < CLEAN_FIELDS.length; f++)
    if (!IN_ADDRESS[f] || rows.length === 1) golden[f] = bestValue(columns, f, rows)
  if (rows.length === 1) return
  const address = bestAddress(columns, rows)
  if (address !== null) for (const f of ADDRESS_AT) golden[f] = columns[f]?.ids[address] ?? 0
}

const textAt = (columns: RecordColumns, field: number, row: number): string | null => {
  const column = columns[field]
  return column ? column.values[column.ids[row]!]! : null
}

/** The day a record was last known to be right. */
const dayOf = (columns: RecordColumns, row: number): string | null =>
  textAt(columns, UPDATED, row) ?? textAt(columns, CREATED, row)

function bestValue(columns: RecordColumns, f: number, rows: Uint32Array): number {
  const column = columns[f]
  if (!column) return 0
  const { ids, values } = column
  let only = 0
  let differ = false
  for (const row of rows) {
    const id = ids[row]!
    if (id === 0 || id === only) continue
    if (only !== 0) differ = true
    only = id
  }
  if (!differ) return only
  const candidates = new Map<number, { value: string; records: number; newest: string | null }>()
  for (const row of rows) {
    const id = ids[row]!
    if (id === 0) continue
    const day = dayOf(columns, row)
    const known = candidates.get(id)
    if (known === undefined) candidates.set(id, { value: values[id]!, records: 1, newest: day })
    else {
      known.records++
      if (day !== null && (known.newest === null || day > known.newest)) known.newest = day
    }
  }
  let best: Candidate | null = null
  let bestId = 0
  for (const [id, candidate] of candidates)
    if (best === null || compareCandidates(CLEAN_FIELDS[f]!, candidate, best) < 0) {
      best = candidate
      bestId = id
    }
  return bestId
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

/** The row of the newest complete address; of equals the one more records share, then by text. Null without any. */
function bestAddress(columns: RecordColumns, rows: Uint32Array): number | null {
  const withAddress = rows.filter((row) => ADDRESS_AT.some((f) => hasValue(columns, f, row)))
  const [first] = withAddress
  if (first === undefined) return null
  if (withAddress.every((row) => isSameAddress(columns, row, first))) return first
  const scored = Array.from(withAddress, (row) => ({
    row,
    isComplete: Number(
      hasValue(columns, STREET, row) && (hasValue(columns, POSTCODE, row) || hasValue(columns, CITY, row)),
    ),
    day: dayOf(columns, row) ?? '',
    records: withAddress.reduce((n, other) => n + Number(isSameAddress(columns, row, other)), 0),
    filled: ADDRESS_AT.reduce((n, f) => n + Number(hasValue(columns, f, row)), 0),
  }))
  scored.sort(
    (l, r) =>
      r.isComplete - l.isComplete ||
      compareText(r.day, l.day) ||
      r.records - l.records ||
      r.filled - l.filled ||
      compareText(addressText(columns, l.row), addressText(columns, r.row)),
  )
  return scored[0]!.row
}

const hasValue = (columns: RecordColumns, field: number, row: number): boolean => (columns[field]?.ids[row] ?? 0) !== 0

const isSameAddress = (columns: RecordColumns, l: number, r: number): boolean =>
  ADDRESS_AT.every((f) => columns[f]?.ids[l] === columns[f]?.ids[r])

const addressText = (columns: RecordColumns, row: number): string =>
  ADDRESS_AT.map((f) => textAt(columns, f, row) ?? '').join('\u001f')
