/** The people a row may mean: of those who share an address the one whose name it gives, all of them where it gives none. */

import { MAY_OWN } from '../flag/deciding/links.ts'
import { NONE } from '../flag/facts/fact-columns.ts'
import type { Lists } from '../flag/flag-input.ts'
import type { Channel } from '../record/project.ts'
import { mapTexts } from '../record/text-list.ts'
import { fold } from '../text/fold.ts'
import { eachAddress, type ListAddresses } from './list-addresses.ts'
import type { NamePlaces } from './name-places.ts'
import { LIKENESS, type RowPeople } from './people-of-rows.ts'
import type { GateList } from './read-list.ts'

export interface FoundPerson {
  readonly person: number
  /** Not sure: only what the person said of themselves counts. */
  readonly isSure: boolean
  /** Found by an address of the channel asked about. */
  readonly isByAddress: boolean
}

export interface Whom {
  readonly people: readonly FoundPerson[]
  /** Others of the same name in the same house. */
  readonly household: readonly number[]
}

export interface WhomSearch {
  readonly channel: Channel
  readonly list: GateList
  readonly addresses: ListAddresses
  readonly names: NamePlaces
  readonly found: RowPeople
  /** Records that the row names by an id of ours. */
  readonly byId: ReadonlyMap<number, readonly number[]>
  /** Row → the person it was made for, where that is known without looking. */
  readonly personOf?: ((row: number) => number) | null
  readonly areSameName: (l: string, r: string) => boolean
}

/** Owners of one address beyond which names are not looked at: a number of a hotline or of a whole firm. */
const MOST_NAMED = 64

export function whomRowMeans(search: WhomSearch): (row: number) => Whom {
  const { channel, list, addresses, found, byId, personOf = null } = search
  const isByPhone = channel === 'sms' || channel === 'call'
  const [first, second] = [
    { columns: addresses.emailsOf, owners: found.byEmail },
    { columns: addresses.phonesOf, owners: found.byPhone },
  ]
  const [primary, secondary] = isByPhone ? [second!, first!] : [first!, second!]
  const nameOf = foldedNames(list)
  const people = new RowPersons(found.personOf)

  /** Whether the owners of an address are told apart by the name the row gives. */
  function areNamed({ offsets, items }: Lists, address: number, name: string): boolean {
    const [from, to] = [offsets[address]!, offsets[address + 1]!]
    if (name === '' || to - from > MOST_NAMED) return false
    for (let i = from; i < to; i++)
      if (agree(name, found.firstNames.of(items[i]! >> 2) ?? '', search.areSameName)) return true
    return false
  }

  function addOwners(owners: Lists, address: number, name: string, isByAddress: boolean): void {
    const areTold = areNamed(owners, address, name)
    for (let i = owners.offsets[address]!; i < owners.offsets[address + 1]!; i++) {
      const item = owners.items[i]!
      const own = areTold ? found.firstNames.of(item >> 2) : null
      if (own === null || agree(name, own, search.areSameName))
        people.add(item >> 2, (item & 3) !== MAY_OWN, isByAddress)
    }
  }

  /** A number may be a whole household's: without a name it says only that it may be one of them. */
  function addSecondary(address: number, name: string, isFound: boolean): void {
    const { owners } = secondary
    if (areNamed(owners, address, name)) addOwners(owners, address, name, false)
    else if (!isFound && name === '')
      for (let i = owners.offsets[address]!; i < owners.offsets[address + 1]!; i++)
        people.add(owners.items[i]! >> 2, false, false)
  }

  return (row) => {
    people.begin()
    const name = nameOf(row)
    if (personOf !== null) people.addPerson(personOf(row), true, false)
    if (byId.size > 0) for (const rec of byId.get(row) ?? []) people.add(rec, true, false)
    eachAddress(primary.columns, row, (address) => addOwners(primary.owners, address, name, true))
    const meant = addresses.suggested.get(row)
    if (meant !== undefined)
      for (let i = found.byEmail.offsets[meant]!; i < found.byEmail.offsets[meant + 1]!; i++)
        people.add(found.byEmail.items[i]! >> 2, false, true)
    const isFound = people.list.length > 0
    eachAddress(secondary.columns, row, (address) => addSecondary(address, name, isFound))
    const { offsets, items } = found.byName
    let household: number[] = NOBODY
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
      const [rec, likeness] = [items[i]! >> 2, items[i]! & 3]
      if (likeness === LIKENESS.household) household = [...household, found.personOf[rec] ?? NONE]
      else people.add(rec, likeness === LIKENESS.same, channel === 'letter')
    }
    return { people: people.list, household }
  }
}

const NOBODY: number[] = []

/** Everybody whom any row may mean (1). */
export function wantedPeople({ list, found, byId, personOf = null }: WhomSearch, count: number): Uint8Array {
  const wanted = new Uint8Array(count)
  const want = (rec: number): void => {
    const person = found.personOf[rec] ?? NONE
    if (person !== NONE) wanted[person] = 1
  }
  for (const { items } of [found.byEmail, found.byPhone, found.byName])
    for (let i = 0; i < items.length; i++) want(items[i]! >> 2)
  for (const recs of byId.values()) for (const rec of recs) want(rec)
  if (personOf !== null) for (let row = 0; row < list.rows; row++) wanted[personOf(row)] = 1
  return wanted
}

/** Row → folded given name, '' where it gives none; each distinct one folded once. */
function foldedNames({ clean }: GateList): (row: number) => string {
  const column = clean.get('first_name')
  if (column === undefined) return () => ''
  const folded = mapTexts(column.values, (text) => fold(text ?? ''))
  return (row) => folded[column.ids[row]!] ?? ''
}

/** The people of one row, each once, in the order they were found. */
class RowPersons {
  list: { person: number; isSure: boolean; isByAddress: boolean }[] = []
  readonly #personOf: Int32Array
  /** Person → number of the row that last found them, and their place in its list. */
  readonly #lastRow: Int32Array
  readonly #places: Int32Array
  #rows = 0

  constructor(personOf: Int32Array) {
    this.#personOf = personOf
    const people = personOf.reduce((most, person) => Math.max(most, person + 1), 0)
    this.#lastRow = new Int32Array(people)
    this.#places = new Int32Array(people)
  }

  begin(): void {
    this.list = []
    this.#rows++
  }

  add(rec: number, isSure: boolean, isByAddress: boolean): void {
    const person = this.#personOf[rec] ?? NONE
    if (person !== NONE) this.addPerson(person, isSure, isByAddress)
  }

  addPerson(person: number, isSure: boolean, isByAddress: boolean): void {
    if (this.#lastRow[person] !== this.#rows) {
      this.#lastRow[person] = this.#rows
      this.#places[person] = this.list.push({ person, isSure, isByAddress }) - 1
      return
    }
    const known = this.list[this.#places[person]!]!
    known.isSure ||= isSure
    known.isByAddress ||= isByAddress
  }
}

function agree(l: string, r: string, areSameName: (l: string, r: string) => boolean): boolean {
  if (l === '' || r === '') return false
  if (l === r || areSameName(l, r)) return true
  if (l.length === 1 || r.length === 1) return l[0] === r[0]
  return l.split(' ')[0] === r.split(' ')[0]
}
