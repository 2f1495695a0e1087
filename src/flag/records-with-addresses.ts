/** Cleaned records → which addresses each has, and who has which address that facts speak of. */

import type { CleanedRecord } from '../record/cleaned.ts'
import { type AddressBook, emailKey, nationalKey, phoneKey } from './address-book.ts'
import { NONE } from './fact-columns.ts'
import { HAS, Pairs, type RecordColumns } from './flag-input.ts'
import { OWNS, type Owners } from './links.ts'
import { mayBeSame, type NamedPlace, namedPlace, placeKeys } from './name-address.ts'
import type { EmailRepairs } from './repairs.ts'
import type { LastSales } from './sales.ts'

/** Columns of `cleaned` as read, in this order. */
export const CLEANED_COLUMNS = [
  'rec',
  'email',
  'email_2',
  'phone',
  'mobile',
  'street',
  'postcode',
  'city',
  'address_extra',
] as const
/** What is read besides where a list gives only names and addresses. */
export const NAME_COLUMNS = ['first_name', 'last_name', 'company', 'house_number'] as const

type Text = string | null

export function recordsWithAddresses(
  rows: Iterable<readonly unknown[]>,
  source: Int32Array,
  emails: AddressBook,
  phones: AddressBook,
  repairs: EmailRepairs,
  sales: LastSales,
  named: ReadonlyMap<number, NamedPlace>,
): { readonly records: RecordColumns; readonly owners: Owners } {
  const length = source.length
  const columns = {
    flags: repairs.flags,
    email: none(length),
    email2: none(length),
    phone: none(length),
    mobile: none(length),
  }
  const phoneOwners = new Pairs()
  const namedRecords = new Map<number, number[]>()
  const byPlace = placesOf(named)
  for (const row of rows) {
    const [rec, email, email2, phone, mobile, street, postcode, city, extra] = row as [
      number,
      Text,
      Text,
      Text,
      Text,
      Text,
      Text,
      Text,
      Text,
    ]
    if (email !== null) {
      columns.flags[rec]! |= HAS.email
      columns.email[rec] = own(email, rec, HAS.emailRepaired)
    }
    if (email2 !== null) {
      columns.flags[rec]! |= HAS.email2
      columns.email2[rec] = own(email2, rec, HAS.email2Repaired)
    }
    if (phone !== null) columns.phone[rec] = call(phone, rec, HAS.phone)
    if (mobile !== null) columns.mobile[rec] = call(mobile, rec, HAS.mobile)
    if ((street !== null || extra !== null) && (postcode !== null || city !== null)) columns.flags[rec]! |= HAS.letter
    if (byPlace.size > 0) matchNames(row, rec)
  }

  function own(email: string, rec: number, repaired: number): number {
    const address = emails.find(emailKey(email))
    if (address === NONE) return NONE
    repairs.owners.push(address, rec * 4 + OWNS)
    if ((columns.flags[rec]! & repaired) === 0) sales.owns(rec, address)
    return address
  }

  function call(phone: string, rec: number, bit: number): number {
    columns.flags[rec]! |= bit
    const number = phones.find(phoneKey(phone))
    if (number !== NONE) phoneOwners.push(number, rec)
    const national = phones.find(nationalKey(phone))
    if (national !== NONE) phoneOwners.push(national, rec)
    return number === NONE ? national : number
  }

  function matchNames(row: readonly unknown[], rec: number): void {
    const place = namedPlace(cleanedOf(row))
    for (const key of placeKeys(place)) {
      for (const fact of byPlace.get(key) ?? []) {
        if (!mayBeSame(named.get(fact)!, place)) continue
        const known = namedRecords.get(fact)
        if (known === undefined) namedRecords.set(fact, [rec])
        else if (known.at(-1) !== rec) known.push(rec)
      }
    }
  }

  return {
    records: { length, source, ...columns },
    owners: { emails: repairs.owners.lists(emails.size), phones: phoneOwners.lists(phones.size), named: namedRecords },
  }
}

const none = (length: number): Int32Array => new Int32Array(length).fill(NONE)

/** Entries by where to look for them: those with a postcode only there, else by city. */
function placesOf(named: ReadonlyMap<number, NamedPlace>): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  for (const [fact, place] of named) {
    for (const key of placeKeys(place)) places.set(key, [...(places.get(key) ?? []), fact])
  }
  return places
}

function cleanedOf(row: readonly unknown[]): CleanedRecord {
  const names = [...CLEANED_COLUMNS, ...NAME_COLUMNS]
  const filled = names.flatMap((name, i) => (name !== 'rec' && typeof row[i] === 'string' ? [[name, row[i]]] : []))
  return Object.fromEntries(filled) as CleanedRecord
}
