/** Where each person of a campaign is reached: the best open address, and what a list says of the person beside it. */

import type { Channel } from '../record/project.ts'
import type { Planned } from '../store/campaign-people.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import { readOpenAddresses } from '../store/open-addresses.ts'
import type { Store } from '../store/store.ts'
import { cleaned, persons } from '../store/tables.ts'

/** Fields of the golden record that lists use. */
const PERSON_FIELDS = ['title', 'first_name', 'last_name', 'suffix', 'company', 'sex', 'language', 'country'] as const
export type PersonField = (typeof PERSON_FIELDS)[number]
/** Fields of the record whose address is used. */
const RECORD_FIELDS = [
  'email',
  'phone',
  'mobile',
  'street',
  'house_number',
  'unit',
  'address_extra',
  'postcode',
  'city',
  'region',
  'country',
] as const
export type RecordField = (typeof RECORD_FIELDS)[number]

export interface Recipient extends Planned {
  readonly channel: Channel
  /** E-mail address, number, or a postal address as one text. */
  readonly address: string
  readonly golden: Readonly<Record<PersonField, string | null>>
  /** The record that the address stands in; null for one that only a consent names. */
  readonly record: Readonly<Record<RecordField, string | null>> | null
}

export interface Reached {
  readonly recipients: readonly Recipient[]
  /** In the campaign, but without an open address today. */
  readonly closed: readonly Planned[]
}

/** `purposeOf`: the purpose an offer needs. */
export function findRecipients(
  store: Store,
  people: readonly Planned[],
  purposeOf: (offer: string) => string,
): Reached {
  const found = openAddressesOf(store, people, purposeOf)
  const isReached = new Uint8Array(persons.count(store))
  const isUsed = new Uint8Array(cleaned.count(store))
  for (const { person } of people) {
    if (found.addressOf[person] === undefined) continue
    isReached[person] = 1
    if (found.recOf[person]! >= 0) isUsed[found.recOf[person]!] = 1
  }
  const golden = new FieldTexts(PERSON_FIELDS, isReached)
  for (const block of columnBlocks(store, persons, ['person_no', ...PERSON_FIELDS])) golden.add(block)
  const records = new FieldTexts(RECORD_FIELDS, isUsed)
  for (const block of columnBlocks(store, cleaned, ['rec', ...RECORD_FIELDS])) records.add(block)
  const recipients: Recipient[] = []
  const closed: Planned[] = []
  for (const planned of people) {
    const address = found.addressOf[planned.person]
    if (address === undefined) closed.push(planned)
    else recipients.push(new ReachedPerson(planned, address, found.recOf[planned.person]!, golden, records))
  }
  return { recipients, closed }
}

const ALL_MARKETING = 'marketing'

/** By person: the best open address, and the record it stands in (-1: only a consent names it). */
function openAddressesOf(store: Store, people: readonly Planned[], purposeOf: (offer: string) => string) {
  const addressOf: (string | undefined)[] = new Array(persons.count(store))
  const recOf = new Int32Array(persons.count(store)).fill(-1)
  for (const channel of [...new Set(people.map((p) => p.channel as Channel))].sort()) {
    const wanted: (Planned | undefined)[] = new Array(persons.count(store))
    for (const planned of people) if (planned.channel === channel) wanted[planned.person] = planned
    for (const open of readOpenAddresses(store, channel)) {
      const planned = wanted[open.person]
      if (planned === undefined || open.brand !== planned.brand) continue
      const asked = purposeOf(planned.offer)
      // An answer for the offer's own purpose outranks the one for all marketing.
      const isKnown = addressOf[open.person] !== undefined
      if (open.purpose !== asked && (open.purpose !== ALL_MARKETING || isKnown)) continue
      const best = open.addresses[0]!
      addressOf[open.person] = best.text
      recOf[open.person] = best.rec ?? -1
    }
  }
  return { addressOf, recOf }
}

/** Half a million recipients are kept as columns: what a list says of one is put together when it is asked for. */
class ReachedPerson implements Recipient {
  readonly #planned: Planned
  readonly address: string
  readonly #rec: number
  readonly #golden: FieldTexts<PersonField>
  readonly #records: FieldTexts<RecordField>

  constructor(
    planned: Planned,
    address: string,
    rec: number,
    golden: FieldTexts<PersonField>,
    records: FieldTexts<RecordField>,
  ) {
    this.#planned = planned
    this.address = address
    this.#rec = rec
    this.#golden = golden
    this.#records = records
  }

  get person() {
    return this.#planned.person
  }
  get personId() {
    return this.#planned.personId
  }
  get householdId() {
    return this.#planned.householdId
  }
  get segment() {
    return this.#planned.segment
  }
  get offer() {
    return this.#planned.offer
  }
  get channel() {
    return this.#planned.channel as Channel
  }
  get brand() {
    return this.#planned.brand
  }
  get arm() {
    return this.#planned.arm
  }
  get origin() {
    return this.#planned.origin
  }
  get golden() {
    return this.#golden.of(this.person)
  }
  get record() {
    return this.#rec < 0 ? null : this.#records.of(this.#rec)
  }
}

type Texts = readonly (string | null)[]

/** Chosen fields of those rows that are wanted, by key. */
class FieldTexts<F extends string> {
  readonly #fields: readonly F[]
  readonly #isWanted: Uint8Array
  readonly #slotOf: Int32Array
  readonly #columns: (string | null)[][]
  #slots = 0

  constructor(fields: readonly F[], isWanted: Uint8Array) {
    this.#fields = fields
    this.#isWanted = isWanted
    this.#slotOf = new Int32Array(isWanted.length).fill(-1)
    this.#columns = fields.map(() => [])
  }

  /** A block of the key and the fields. */
  add(block: readonly (readonly unknown[])[]): void {
    const [keys, ...columns] = block as unknown as [number[], ...Texts[]]
    for (let i = 0; i < keys.length; i++) {
      if (this.#isWanted[keys[i]!] !== 1) continue
      this.#slotOf[keys[i]!] = this.#slots++
      for (let c = 0; c < columns.length; c++) this.#columns[c]!.push(columns[c]![i] ?? null)
    }
  }

  of(key: number): Readonly<Record<F, string | null>> {
    const slot = this.#slotOf[key]!
    const row = {} as Record<F, string | null>
    for (let c = 0; c < this.#fields.length; c++) row[this.#fields[c]!] = this.#columns[c]![slot] ?? null
    return row
  }
}
