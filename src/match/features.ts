/** From cleaned columns to what is compared: normalised columns in canonical row order. */

import type { CleanedTable } from '../record/cleaned.ts'
import { parseIsoDate, toDayNo } from '../record/dates.ts'
import type { EncodedColumn } from '../record/encoded.ts'
import type { CleanField } from '../record/fields.ts'
import { type KeyColumns, keyColumns } from './key-columns.ts'
import { normalisers, numberInStreet } from './match-keys.ts'
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

export function buildFeatures(
  table: CleanedTable,
  extra: ReadonlyMap<string, EncodedColumn>,
  order: Uint32Array,
): Features {
  const take = (field: CleanField, normalise: (text: string) => string) => ({
    column: table.columns[field] ?? null,
    normalise,
  })
  const n = normalisers
  const birthDate = birthDates(keyColumns(order, [take('birth_date', n.date)]))
  return {
    rows: order.length,
    order,
    names: keyColumns(order, [
      take('first_name', n.given),
      take('middle_name', n.given),
      take('last_name', n.family),
      take('birth_name', n.family),
    ]),
    emails: keyColumns(order, [take('email', n.email), take('email_2', n.email)]),
    phones: keyColumns(order, [take('phone', n.phone), take('mobile', n.phone)]),
    phoneKinds: keyColumns(order, [take('phone', phoneKind), take('mobile', phoneKind)]),
    birthDate,
    birthDays: Float64Array.from(birthDate.values, dayOf),
    streets: withNumbers(
      keyColumns(order, [
        take('street', n.street),
        take('house_number', n.code),
        take('address_extra', n.street),
        take('street', numberInStreet),
      ]),
    ),
    places: keyColumns(order, [take('postcode', n.code), take('city', n.given), take('region', n.text)]),
    nationalId: keyColumns(order, [take('national_id', n.code)]),
    sex: keyColumns(order, [take('sex', n.code)]),
    suffix: keyColumns(order, [take('suffix', n.code)]),
    company: keyColumns(order, [take('company', n.text)]),
    extra: [...extra]
      .sort(([l], [r]) => (l < r ? -1 : 1))
      .map(([name, column]) => [name, keyColumns(order, [{ column, normalise: n.text }])] as const),
  }
}

/** Where a record has no house number of its own, the one in its street cell. */
function withNumbers({ values, ids }: KeyColumns): KeyColumns {
  const [street, own, extraLine, inStreet] = ids as [Uint32Array, Uint32Array, Uint32Array, Uint32Array]
  return { values, ids: [street, own.map((id, row) => id || inStreet[row]!), extraLine] }
}

/** Archives write a year alone as its first of January; where more are born then than can be, that is what it means. */
function birthDates({ values, ids }: KeyColumns): KeyColumns {
  const [column] = ids as [Uint32Array]
  const isNewYear = values.map((date) => date?.endsWith(NEW_YEAR) === true)
  const years = isNewYear.filter((is) => is).length
  let born = 0
  for (const id of column) if (isNewYear[id]) born++
  if (years < LEAST_YEARS || born < filled(column) * MANY_BORN) return { values, ids: [withoutStandIns(column)] }
  const shown = withoutStandIns(column.map((id) => (isNewYear[id] ? 0 : id)))
  return {
    values: values.map((date, id) => (isNewYear[id] ? date!.slice(0, 4) : date)),
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

/** How many rows hold something. */
export function filled(ids: Uint32Array): number {
  let n = 0
  for (let row = 0; row < ids.length; row++) if (ids[row] !== 0) n++
  return n
}
