/** From cleaned columns to what is compared: normalised columns in canonical row order. */

import type { CleanedTable } from '../record/cleaned.ts'
import { parseIsoDate, toDayNo } from '../record/dates.ts'
import type { CleanField } from '../record/fields.ts'
import { packEach } from '../record/packed-column.ts'
import { mapTexts, type TextColumn, type TextList } from '../record/text-list.ts'
import { type KeyColumns, keyColumns, numberTexts } from './blocking/key-columns.ts'
import { localPart, normalisers, numberInStreet } from './blocking/match-keys.ts'
import { phoneKind } from './phone-kind.ts'
import { withoutStandIns } from './stand-ins.ts'

export interface Features {
  readonly rows: number
  /** Place → row of the input. */
  readonly order: Uint32Array
  /** first, middle, last, birth name. */
  readonly names: KeyColumns
  /** email, second email. */
  readonly emails: KeyColumns
  /** Number of an email → number of its local part. */
  readonly emailLocals: Uint32Array
  /** phone, mobile. */
  readonly phones: KeyColumns
  /** Of each of them, whether it is a mobile's or a fixed line's. */
  readonly phoneKinds: KeyColumns
  readonly birthDate: KeyColumns
  /** Day number a birth date, NaN where it is none. */
  readonly birthDays: Float64Array
  /** street, house number, second address line. */
  readonly streets: KeyColumns
  /** postcode, city, region. */
  readonly places: KeyColumns
  readonly nationalId: KeyColumns
  readonly sex: KeyColumns
  readonly suffix: KeyColumns
  readonly company: KeyColumns
  /** Columns goldpan has no name for, by name. */
  readonly extra: readonly (readonly [string, KeyColumns])[]
}

const n = normalisers

/** The columns that are compared with one another, by what they are together, and how each is written for it. */
const GROUPS = {
  names: [
    ['first_name', n.given],
    ['middle_name', n.given],
    ['last_name', n.family],
    ['birth_name', n.family],
  ],
  emails: [
    ['email', n.email],
    ['email_2', n.email],
  ],
  phones: [
    ['phone', n.phone],
    ['mobile', n.phone],
  ],
  phoneKinds: [
    ['phone', phoneKind],
    ['mobile', phoneKind],
  ],
  birthDate: [['birth_date', n.date]],
  streets: [
    ['street', n.street],
    ['house_number', n.code],
    ['address_extra', n.street],
    ['street', numberInStreet],
  ],
  places: [
    ['postcode', n.postcode],
    ['city', n.city],
    ['region', n.text],
  ],
  nationalId: [['national_id', n.code]],
  sex: [['sex', n.code]],
  suffix: [['suffix', n.code]],
  company: [['company', n.text]],
} as const satisfies Record<string, readonly (readonly [CleanField, (text: string) => string])[]>

type Group = keyof typeof GROUPS

/** Fields that are compared with one another; the first are the names, which other comparisons look at, too. */
export const COMPARED_FIELDS: readonly (readonly CleanField[])[] = Object.values(GROUPS).map((group) => [
  ...new Set(group.map(([field]) => field)),
])

function groupReader(table: CleanedTable<TextList>, order: Uint32Array): (group: Group) => KeyColumns {
  // One for all: no column ever changes.
  const nothing = new Uint32Array(order.length)
  return (group) => {
    const sources = GROUPS[group].map(([field, normalise]) => ({ column: table.columns[field] ?? null, normalise }))
    return keyColumns(sources, order, nothing)
  }
}

/** What comes of e-mail addresses and phone numbers: about half of all work, and nothing else is needed for it. */
export type ContactFeatures = Pick<Features, 'emails' | 'emailLocals' | 'phones' | 'phoneKinds'>

export type OtherFeatures = Omit<Features, keyof ContactFeatures>

/** The fields that {@link contactFeatures} looks at; cleaning them takes the country besides. */
export const CONTACT_FIELDS: ReadonlySet<string> = new Set<CleanField>(['email', 'email_2', 'phone', 'mobile'])

export function contactFeatures(table: CleanedTable<TextList>, order: Uint32Array): ContactFeatures {
  const group = groupReader(table, order)
  const emails = group('emails')
  return {
    emails,
    emailLocals: numberTexts(emails.values, localPart),
    phones: group('phones'),
    phoneKinds: group('phoneKinds'),
  }
}

/** @param extra columns goldpan has no field for, by name */
export function buildFeatures(
  table: CleanedTable<TextList>,
  extra: ReadonlyMap<string, TextColumn>,
  order: Uint32Array,
): Features {
  return { ...otherFeatures(table, extra, order), ...contactFeatures(table, order) }
}

/** All but {@link contactFeatures}. */
export function otherFeatures(
  table: CleanedTable<TextList>,
  extra: ReadonlyMap<string, TextColumn>,
  order: Uint32Array,
): OtherFeatures {
  const group = groupReader(table, order)
  const birthDate = birthDates(group('birthDate'))
  return {
    rows: order.length,
    order,
    names: group('names'),
    birthDate,
    birthDays: Float64Array.from(mapTexts(birthDate.values, dayOf)),
    streets: withNumbers(group('streets')),
    places: group('places'),
    nationalId: group('nationalId'),
    sex: group('sex'),
    suffix: group('suffix'),
    company: group('company'),
    extra: [...extra]
      .sort(([l], [r]) => (l < r ? -1 : 1))
      .map(([name, column]) => [name, keyColumns([{ column, normalise: n.text }], order, column.ids)] as const),
  }
}

/** Where a record has no house number of its own, the one in its street cell. */
function withNumbers({ values, ids }: KeyColumns): KeyColumns {
  const [street, own, extraLine, inStreet] = ids as [Uint32Array, Uint32Array, Uint32Array, Uint32Array]
  const number = new Uint32Array(own.length)
  for (let row = 0; row < own.length; row++) number[row] = own[row]! || inStreet[row]!
  return { values, ids: [street, number, extraLine] }
}

/** Archives write a year alone as its first of January; where more are born then than can be, that is what it means. */
function birthDates({ values, ids }: KeyColumns): KeyColumns {
  const [column] = ids as [Uint32Array]
  const isNewYear = mapTexts(values, (date) => date?.endsWith(NEW_YEAR) === true)
  const years = isNewYear.filter((is) => is).length
  let born = 0
  for (const id of column) if (isNewYear[id]) born++
  if (years < LEAST_YEARS || born < filled(column) * MANY_BORN) return { values, ids: [withoutStandIns(column)] }
  const shown = withoutStandIns(column.map((id) => (isNewYear[id] ? 0 : id)))
  return {
    values: packEach(values, (date) => (date.endsWith(NEW_YEAR) ? date.slice(0, 4) : date)),
    ids: [shown.map((id, row) => (isNewYear[column[row]!] ? column[row]! : id))],
  }
}

const NEW_YEAR = '-01-01'
/** So many different years, and this share of all dates, for first days of January to mean years: one in 365 is chance. */
const LEAST_YEARS = 10
const MANY_BORN = 0.02

function dayOf(text: string | null): number {
  const date = text === null ? null : parseIsoDate(text.length === 4 ? `${text}-07-01` : text)
  return date === null ? Number.NaN : toDayNo(date)
}

/** No column ever changes, and each is asked for several times. */
const knownFilled = new WeakMap<Uint32Array, number>()

/** How many rows hold something. */
export function filled(ids: Uint32Array): number {
  const known = knownFilled.get(ids)
  if (known !== undefined) return known
  let count = 0
  for (let row = 0; row < ids.length; row++) if (ids[row] !== 0) count++
  knownFilled.set(ids, count)
  return count
}
