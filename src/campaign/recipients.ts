/** Where each person of a campaign is reached: the best open address, and what a list says of the person beside it. */

import type { Channel } from '../record/project.ts'
import type { Planned } from '../store/campaign-people.ts'
import { type ColumnBlock, columnBlocks } from '../store/column-blocks.ts'
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
  const golden = fieldTexts(PERSON_FIELDS, isReached, (field) => columnBlocks(store, persons, ['person_no', field]))
  const records = fieldTexts(RECORD_FIELDS, isUsed, (field) => columnBlocks(store, cleaned, ['rec', field]))
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
    return this.#golden(this.person)
  }
  get record() {
    return this.#rec < 0 ? null : this.#records(this.#rec)
  }
}

/** What a list says of a person or a record: each field is read, of all rows wanted, when it is first asked for. */
type FieldTexts<F extends string> = (key: number) => Readonly<Record<F, string | null>>

/** `read`: blocks of the keys and one field. */
function fieldTexts<F extends string>(
  fields: readonly F[],
  isWanted: Uint8Array,
  read: (field: F) => Iterable<ColumnBlock>,
): FieldTexts<F> {
  const slotOf = numberWanted(isWanted)
  class Row {
    readonly slot: number
    constructor(key: number) {
      this.slot = slotOf[key]!
    }
  }
  for (const field of fields) {
    let texts: readonly (string | null)[] | null = null
    Object.defineProperty(Row.prototype, field, {
      get(this: Row): string | null {
        texts ??= readTexts(slotOf, read(field))
        return texts[this.slot] ?? null
      },
    })
  }
  return (key) => new Row(key) as unknown as Readonly<Record<F, string | null>> // the fields defined above
}

const UNWANTED = -1

/** Key → its place among those wanted. */
function numberWanted(isWanted: Uint8Array): Int32Array {
  const slotOf = new Int32Array(isWanted.length).fill(UNWANTED)
  let slots = 0
  for (let key = 0; key < isWanted.length; key++) if (isWanted[key] === 1) slotOf[key] = slots++
  return slotOf
}

function readTexts(slotOf: Int32Array, blocks: Iterable<ColumnBlock>): (string | null)[] {
  const texts: (string | null)[] = []
  for (const [keys, column] of blocks as Iterable<unknown> as Iterable<readonly [number[], (string | null)[]]>)
    for (let i = 0; i < keys.length; i++) {
      const slot = slotOf[keys[i]!]!
      if (slot !== UNWANTED) texts[slot] = column[i]!
    }
  return texts
}
