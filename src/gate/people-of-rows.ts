/** Whom the rows of a list may mean: by e-mail address, number, name and postal address, or an id of ours. */

import { MAY_OWN, OWNED_BEFORE, OWNS } from '../flag/deciding/links.ts'
import { type AddressBook, bareKey, emailKey, hasCountry, nationalKey, phoneKey } from '../flag/facts/address-book.ts'
import { NONE } from '../flag/facts/fact-columns.ts'
import { type NamedPlace, namedPlace, placeOf } from '../flag/facts/name-address.ts'
import { NamedEntries } from '../flag/facts/named-entries.ts'
import { type Lists, Pairs } from '../flag/flag-input.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import type { Store } from '../store/store.ts'
import { changes, cleaned, memberships, sourceRecords } from '../store/tables.ts'
import { fold } from '../text/fold.ts'
import { cached } from '../text/value-cache.ts'
import type { ListAddresses } from './list-addresses.ts'
import type { Likeness, NamePlaces } from './name-places.ts'
import { RecordNames } from './record-names.ts'

const ADDRESS_COLUMNS = ['rec', 'email', 'email_2', 'phone', 'mobile', 'first_name'] as const
const NAME_COLUMNS = ['last_name', 'company', 'street', 'house_number', 'postcode', 'city'] as const

type Texts = readonly (string | null)[]

export interface RowPeople {
  readonly personOf: Int32Array
  /** Address → `record * 4 + how` (flag/links.ts). */
  readonly byEmail: Lists
  readonly byPhone: Lists
  /** Row → `record * 4 + likeness` ({@link LIKENESS}). */
  readonly byName: Lists
  /** Own fact that gives a name and an address → records it may mean. */
  readonly ownNamed: ReadonlyMap<number, readonly number[]>
  /** Folded given names of the records that share an address with the list. */
  readonly firstNames: RecordNames
}

export const LIKENESS = { same: 0, maybe: 1, household: 2 } as const satisfies Record<Likeness, number>

export interface PeopleSearch {
  readonly rows: number
  readonly addresses: ListAddresses
  readonly names: NamePlaces
  /** Own facts that give nothing but a name and an address. */
  readonly ownNamed: ReadonlyMap<number, NamedPlace>
}

export function peopleOfRows(store: Store, { rows, addresses, names, ownNamed }: PeopleSearch): RowPeople {
  const entries = new NamedEntries(ownNamed)
  const found = new FoundRecords(addresses, names, entries, sourceRecords.count(store))
  found.addFormer(store)
  const columns = names.isEmpty && entries.isEmpty ? ADDRESS_COLUMNS : [...ADDRESS_COLUMNS, ...NAME_COLUMNS]
  for (const block of columnBlocks(store, cleaned, columns)) found.add(block as unknown as Block)
  return {
    personOf: readPersonOf(store),
    byEmail: found.byEmail.lists(addresses.emails.size),
    byPhone: found.byPhone.lists(addresses.phones.size),
    byName: found.byName.lists(rows),
    ownNamed: entries.records,
    firstNames: found.firstNames,
  }
}

/** Record → person, NONE where it belongs to nobody. */
export function readPersonOf(store: Store): Int32Array {
  const personOf = new Int32Array(sourceRecords.count(store)).fill(NONE)
  for (const block of columnBlocks(store, memberships, ['rec', 'person_no'])) {
    const [recs, people] = block as unknown as [number[], number[]]
    for (let i = 0; i < recs.length; i++) personOf[recs[i]!] = people[i]!
  }
  return personOf
}

type Block = readonly [readonly number[], ...Texts[]]

class FoundRecords {
  readonly byEmail = new Pairs()
  readonly byPhone = new Pairs()
  readonly byName = new Pairs()
  readonly firstNames: RecordNames
  readonly #emails: AddressBook
  readonly #phones: AddressBook
  readonly #names: NamePlaces
  readonly #own: NamedEntries
  readonly #folded = cached(fold)

  constructor({ emails, phones }: ListAddresses, names: NamePlaces, own: NamedEntries, records: number) {
    this.firstNames = new RecordNames(records)
    this.#own = own
    this.#emails = emails
    this.#phones = phones
    this.#names = names
  }

  /** Addresses that records had before repair, or that repair merely suggests. */
  addFormer(store: Store): void {
    for (const row of changes.raw(store, ['rec', 'field', 'before', 'after', 'decision'])) {
      const [rec, field, before, after, decision] = row as [number, string, string, string, string]
      if (field !== 'email' && field !== 'email_2') continue
      const former = this.#emails.find(emailKey(before))
      if (decision === 'repaired' && former !== NONE) this.byEmail.push(former, rec * 4 + OWNED_BEFORE)
      const meant = decision === 'review' ? this.#emails.find(emailKey(after)) : NONE
      if (meant !== NONE) this.byEmail.push(meant, rec * 4 + MAY_OWN)
    }
  }

  add(block: Block): void {
    const [recs, email, email2, phone, mobile, first] = block as unknown as [
      number[],
      Texts,
      Texts,
      Texts,
      Texts,
      Texts,
    ]
    const hasEmails = this.#emails.size > 0
    const hasPhones = this.#phones.size > 0
    for (let i = 0; i < recs.length; i++) {
      const rec = recs[i]!
      let isFound = false
      if (hasEmails && email[i] !== null) isFound = this.#email(rec, email[i]!)
      if (hasEmails && email2[i] !== null) isFound = this.#email(rec, email2[i]!) || isFound
      if (hasPhones && phone[i] !== null) isFound = this.#phone(rec, phone[i]!) || isFound
      if (hasPhones && mobile[i] !== null) isFound = this.#phone(rec, mobile[i]!) || isFound
      if (isFound && first[i] !== null) this.firstNames.set(rec, this.#folded(first[i]!))
      if (block.length > ADDRESS_COLUMNS.length) this.#named(rec, block, i)
    }
  }

  #email(rec: number, text: string): boolean {
    const address = this.#emails.find(emailKey(text))
    if (address !== NONE) this.byEmail.push(address, rec * 4 + OWNS)
    return address !== NONE
  }

  #phone(rec: number, text: string): boolean {
    const number = this.#phones.find(phoneKey(text))
    if (number !== NONE) {
      this.byPhone.push(number, rec * 4 + OWNS)
      return true
    }
    // A number without its country may be anybody's with those digits: suspected.
    const isWhole = hasCountry(text)
    const national =
      isWhole && !this.#phones.hasBare ? NONE : this.#phones.find(isWhole ? bareKey(text) : nationalKey(text))
    if (national !== NONE) this.byPhone.push(national, rec * 4 + MAY_OWN)
    return national !== NONE
  }

  #named(rec: number, block: Block, i: number): void {
    const at = (column: number): string => (block[column] as Texts)[i] ?? ''
    const [postcode, city] = [at(10), at(11)]
    if (postcode === '' && city === '') return
    const [first_name, last_name, company, street, house_number] = [at(5), at(6), at(7), at(8), at(9)]
    const cells = { first_name, last_name, company, street, house_number, postcode, city }
    if (!this.#own.isEmpty) this.#own.match(rec, postcode, city, () => cells)
    if (this.#names.isEmpty || !this.#names.hasPlace(placeOf(postcode, city))) return
    this.#names.eachLike(namedPlace(cells), (row, likeness) => this.byName.push(row, rec * 4 + LIKENESS[likeness]))
  }
}
