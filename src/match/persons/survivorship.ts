/** Golden records: of all records of one person the best value of every field, by criteria that never ask for row order. */

import { compareText } from '../../base/order.ts'
import type { EncodedColumn } from '../../record/encoded.ts'
import { CLEAN_FIELDS, type CleanField } from '../../record/fields.ts'
import type { AddressCriterion, FieldCriterion, SurvivorshipRules } from '../rules.ts'

/** One value of a person's records: how many hold it, the newest day one of them was updated, the best trust of a source. */
interface Candidate {
  readonly value: string
  records: number
  newest: string | null
  trust: number
}

export interface Survivorship {
  /** Writes the value ids of the golden record of these rows (at least one) to `golden`, in the order of CLEAN_FIELDS. */
  take(rows: Uint32Array, golden: Uint32Array): void
  /** By field, which criterion decided; null where there was nothing to decide. */
  reasons(rows: Uint32Array): readonly (string | null)[]
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

/** `trust`: row → rank of its source among those trusted, the most trusted 0. */
export function openSurvivorship(
  columns: RecordColumns,
  rules: Pick<SurvivorshipRules, 'default' | 'fields' | 'address'>,
  trust: Uint16Array,
): Survivorship {
  const criteriaOf = CLEAN_FIELDS.map((field) => (rules.fields[field] ?? rules.default).map(byName))
  const best = (f: number, rows: Uint32Array) => bestValue(columns, f, rows, trust, criteriaOf[f]!)
  return {
    take(rows, golden) {
      for (let f = 0; f < CLEAN_FIELDS.length; f++)
        if (!IN_ADDRESS[f] || rows.length === 1) golden[f] = best(f, rows).id
      if (rows.length === 1) return
      const address = bestAddress(columns, rows, trust, rules.address)
      if (address !== null) for (const f of ADDRESS_AT) golden[f] = columns[f]?.ids[address.row] ?? 0
    },
    reasons(rows) {
      const address = bestAddress(columns, rows, trust, rules.address)?.why ?? null
      return CLEAN_FIELDS.map((_, f) => (IN_ADDRESS[f] ? address : best(f, rows).why))
    },
  }
}

/** The trust of each row by its source's name; sources not listed come last, all alike. */
export function trustRanks(trusted: readonly string[], sourceNames: readonly string[]): Uint16Array {
  return Uint16Array.from(sourceNames, (name) => {
    const rank = trusted.indexOf(name)
    return rank < 0 ? trusted.length : rank
  })
}

const textAt = (columns: RecordColumns, field: number, row: number): string | null => {
  const column = columns[field]
  return column ? column.values[column.ids[row]!]! : null
}

/** The day a record was last known to be right. */
const dayOf = (columns: RecordColumns, row: number): string | null =>
  textAt(columns, UPDATED, row) ?? textAt(columns, CREATED, row)

interface Chosen {
  readonly id: number
  readonly why: string | null
}

const NOTHING_TO_DECIDE = (id: number): Chosen => ({ id, why: null })

function bestValue(
  columns: RecordColumns,
  f: number,
  rows: Uint32Array,
  trust: Uint16Array,
  criteria: readonly NamedCompare[],
): Chosen {
  const column = columns[f]
  if (!column) return NOTHING_TO_DECIDE(0)
  const { ids, values } = column
  let only = 0
  let differ = false
  for (const row of rows) {
    const id = ids[row]!
    if (id === 0 || id === only) continue
    if (only !== 0) differ = true
    only = id
  }
  if (!differ) return NOTHING_TO_DECIDE(only)
  const candidates = new Map<number, Candidate>()
  for (const row of rows) {
    const id = ids[row]!
    if (id === 0) continue
    const day = dayOf(columns, row)
    const known = candidates.get(id)
    if (known === undefined) candidates.set(id, { value: values[id]!, records: 1, newest: day, trust: trust[row]! })
    else {
      known.records++
      known.trust = Math.min(known.trust, trust[row]!)
      if (day !== null && (known.newest === null || day > known.newest)) known.newest = day
    }
  }
  const { best, why } = choose([...candidates], criteria, byText)
  return { id: best[0], why }
}

type Compare<T> = (l: T, r: T) => number

/** Negative where `l` is the better value. */
const BY: Readonly<Record<FieldCriterion, Compare<readonly [number, Candidate]>>> = {
  trusted: ([, l], [, r]) => l.trust - r.trust,
  newest: ([, l], [, r]) => compareText(r.newest ?? '', l.newest ?? ''),
  most_records: ([, l], [, r]) => r.records - l.records,
  full: ([, l], [, r]) => Number(isShort(l.value)) - Number(isShort(r.value)),
  deliverable: ([, l], [, r]) => Number(DELIVERABLE.test(r.value)) - Number(DELIVERABLE.test(l.value)),
  longest: ([, l], [, r]) => r.value.length - l.value.length,
  shortest: ([, l], [, r]) => l.value.length - r.value.length,
  earliest: ([, l], [, r]) => compareText(l.value, r.value),
  latest: ([, l], [, r]) => compareText(r.value, l.value),
}

type NamedCompare = readonly [FieldCriterion, Compare<readonly [number, Candidate]>]
const byName = (name: FieldCriterion): NamedCompare => [name, BY[name]]

/** Total, so ties never fall to the order of the records. */
const byText: Compare<readonly [number, Candidate]> = ([, l], [, r]) =>
  r.value.length - l.value.length || compareText(l.value, r.value)

/** The best by the first criterion that tells it from another, and the last criterion that was needed against any. */
function choose<T>(
  candidates: readonly T[],
  criteria: readonly (readonly [string, Compare<T>])[],
  atLast: Compare<T>,
): { readonly best: T; readonly why: string | null } {
  const tell = (l: T, r: T): number => {
    const i = criteria.findIndex(([, compare]) => compare(l, r) !== 0)
    return i < 0 ? criteria.length : i
  }
  const better: Compare<T> = (l, r) => (criteria[tell(l, r)]?.[1] ?? atLast)(l, r)
  const best = candidates.reduce((known, other) => (better(other, known) < 0 ? other : known))
  const rivals = candidates.filter((other) => other !== best)
  if (rivals.length === 0) return { best, why: null }
  const needed = Math.max(...rivals.map((other) => tell(best, other)))
  return { best, why: criteria[needed]?.[0] ?? 'text' }
}

/** An initial. */
const isShort = (name: string): boolean => name.replace(/[^\p{L}]/gu, '').length <= 1

interface Address {
  readonly row: number
  readonly isComplete: number
  readonly trust: number
  readonly day: string
  readonly records: number
  readonly filled: number
  readonly text: string
}

const BY_ADDRESS: Readonly<Record<AddressCriterion, Compare<Address>>> = {
  complete: (l, r) => r.isComplete - l.isComplete,
  trusted: (l, r) => l.trust - r.trust,
  newest: (l, r) => compareText(r.day, l.day),
  most_records: (l, r) => r.records - l.records,
  most_filled: (l, r) => r.filled - l.filled,
}

/** The row of the best address, taken as a whole, and why; null where there is none. */
function bestAddress(
  columns: RecordColumns,
  rows: Uint32Array,
  trust: Uint16Array,
  criteria: readonly AddressCriterion[],
): { readonly row: number; readonly why: string | null } | null {
  const withAddress = rows.filter((row) => ADDRESS_AT.some((f) => hasValue(columns, f, row)))
  const [first] = withAddress
  if (first === undefined) return null
  if (withAddress.every((row) => isSameAddress(columns, row, first))) return { row: first, why: null }
  const different = new Map<string, Address>()
  for (const row of withAddress) {
    const address = describeAddress(columns, row, trust)
    const known = different.get(address.text)
    different.set(address.text, known === undefined ? address : together(known, address))
  }
  const byAddressText: Compare<Address> = (l, r) => compareText(l.text, r.text)
  const { best, why } = choose(
    [...different.values()],
    criteria.map((name) => [name, BY_ADDRESS[name]] as const),
    byAddressText,
  )
  return { row: best.row, why }
}

function describeAddress(columns: RecordColumns, row: number, trust: Uint16Array): Address {
  const has = (f: number): boolean => hasValue(columns, f, row)
  return {
    row,
    isComplete: Number(has(STREET) && (has(POSTCODE) || has(CITY))),
    trust: trust[row]!,
    day: dayOf(columns, row) ?? '',
    records: 1,
    filled: ADDRESS_AT.reduce((n, f) => n + Number(has(f)), 0),
    text: addressText(columns, row),
  }
}

/** Two records of one address. */
const together = (l: Address, r: Address): Address => ({
  ...l,
  trust: Math.min(l.trust, r.trust),
  day: compareText(l.day, r.day) > 0 ? l.day : r.day,
  records: l.records + 1,
})

const hasValue = (columns: RecordColumns, field: number, row: number): boolean => (columns[field]?.ids[row] ?? 0) !== 0

const isSameAddress = (columns: RecordColumns, l: number, r: number): boolean =>
  ADDRESS_AT.every((f) => columns[f]?.ids[l] === columns[f]?.ids[r])

const addressText = (columns: RecordColumns, row: number): string =>
  ADDRESS_AT.map((f) => textAt(columns, f, row) ?? '').join('\u001f')
