/** Cleaned records → which addresses each has, and who has which address that facts speak of. */

import { put } from '../../base/put.ts'
import { mayTakeTexts, type PhoneType } from '../../text/phone-type.ts'
import { OWNS, type Owners } from '../deciding/links.ts'
import type { EmailRepairs } from '../deciding/repairs.ts'
import { HAS, type RecordColumns } from '../flag-input.ts'
import { type AddressBook, emailKey, hasCountry, nationalDigits, nationalKey, phoneKey } from './address-book.ts'
import { NONE } from './fact-columns.ts'
import type { NamedPlace } from './name-address.ts'
import { NamedEntries } from './named-entries.ts'
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
  'phone_type',
  'mobile_type',
] as const
/** What is read besides where a list gives only names and addresses. */
export const NAME_COLUMNS = ['first_name', 'last_name', 'company', 'house_number'] as const

type Texts = readonly (string | null)[]

interface Known {
  readonly emails: AddressBook
  readonly phones: AddressBook
  readonly repairs: EmailRepairs
  readonly sales: Pick<LastSales, 'owns'>
  /** Facts that give nothing but a name and a place. */
  readonly named: ReadonlyMap<number, NamedPlace>
}

/** Blocks of {@link CLEANED_COLUMNS}, followed by {@link NAME_COLUMNS} where `named` has entries. */
export function recordsWithAddresses(
  blocks: Iterable<readonly (readonly unknown[])[]>,
  source: Int32Array,
  { emails, phones, repairs, sales, named }: Known,
): { readonly records: RecordColumns; readonly owners: Owners } {
  const length = source.length
  const { flags } = repairs
  const columns = { email: none(length), email2: none(length), phone: none(length), mobile: none(length) }
  const phoneOwners = repairs.formerPhones
  /** Digits of a number without its country → records. */
  const bare = new Map<string, number[]>()
  const entries = new NamedEntries(named)
  for (const block of blocks) {
    const recs = block[0] as readonly number[]
    const texts = block.slice(1) as Texts[] // as CLEANED_COLUMNS says
    for (let i = 0; i < recs.length; i++) {
      ownAddresses(recs[i]!, texts, i)
      if (entries.isEmpty) continue
      entries.match(recs[i]!, texts[5]![i]!, texts[6]![i]!, () => nameAndHouse(texts, i))
      const former = repairs.formerFields.get(recs[i]!)
      if (former === undefined) continue
      const rest = { ...nameAndHouse(texts, i), ...former }
      entries.match(recs[i]!, rest.postcode, rest.city, () => rest)
    }
  }

  function ownAddresses(rec: number, texts: readonly Texts[], i: number): void {
    const [email, email2, phone, mobile] = [texts[0]![i]!, texts[1]![i]!, texts[2]![i]!, texts[3]![i]!]
    if (email !== null) columns.email[rec] = own(email, rec, HAS.email, HAS.emailRepaired)
    if (email2 !== null) columns.email2[rec] = own(email2, rec, HAS.email2, HAS.email2Repaired)
    if (phone !== null) columns.phone[rec] = call(phone, rec, bitsOf(texts[8]![i]!, HAS.phone, HAS.phoneTakesTexts))
    if (mobile !== null)
      columns.mobile[rec] = call(mobile, rec, bitsOf(texts[9]![i]!, HAS.mobile, HAS.mobileTakesTexts))
    const hasStreet = texts[4]![i] !== null || texts[7]![i] !== null
    if (hasStreet && (texts[5]![i] !== null || texts[6]![i] !== null)) flags[rec]! |= HAS.letter
  }

  function own(email: string, rec: number, bit: number, repaired: number): number {
    flags[rec]! |= bit
    const address = emails.find(emailKey(email))
    if (address === NONE) return NONE
    repairs.owners.push(address, rec * 4 + OWNS)
    if ((flags[rec]! & repaired) === 0) sales.owns(rec, address)
    return address
  }

  function call(phone: string, rec: number, bits: number): number {
    flags[rec]! |= bits
    const number = phones.find(phoneKey(phone))
    if (number !== NONE) phoneOwners.push(number, rec)
    const national = phones.hasNational ? phones.find(nationalKey(phone)) : NONE
    if (national !== NONE) phoneOwners.push(national, rec)
    const digits = hasCountry(phone) ? '' : nationalDigits(phone)
    if (digits !== '') put(bare, digits, rec)
    return number === NONE ? national : number
  }

  return {
    records: { length, source, flags, ...columns },
    owners: {
      emails: repairs.owners.lists(emails.size),
      phones: phoneOwners.lists(phones.size),
      barePhones: ownersOfBare(bare, phones),
      named: entries.records,
    },
  }
}

/** Nobody may be left out because one file gives the country of a number and another does not. */
function ownersOfBare(
  bare: ReadonlyMap<string, readonly number[]>,
  phones: AddressBook,
): Map<number, readonly number[]> {
  const owners = new Map<number, readonly number[]>()
  if (bare.size > 0)
    phones.eachNational((address, national) => {
      const records = bare.get(national)
      if (records !== undefined) owners.set(address, records)
    })
  return owners
}

/** A text message only goes to a number that may be a mobile's. */
const bitsOf = (type: string | null, bit: number, textsBit: number): number =>
  mayTakeTexts(type as PhoneType | null) ? bit | textsBit : bit

const none = (length: number): Int32Array => new Int32Array(length).fill(NONE)

function nameAndHouse(texts: readonly Texts[], i: number) {
  const at = (column: number): string => texts[column]![i] ?? ''
  return {
    street: at(4),
    postcode: at(5),
    city: at(6),
    first_name: at(10),
    last_name: at(11),
    company: at(12),
    house_number: at(13),
  }
}
