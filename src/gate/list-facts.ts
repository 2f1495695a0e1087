/** Of all facts of the workspace, those that speak of an address, or a name and address, of the list. */

import { type AddressStates, addressStates } from '../flag/deciding/address-states.ts'
import { isOurs } from '../flag/deciding/consents.ts'
import { liftedFacts } from '../flag/deciding/lifting.ts'
import { isAddressFact, isConsent, type Precedence } from '../flag/deciding/precedence.ts'
import { type AddressBook, bareKey, emailKey, hasCountry, nationalKey, phoneKey } from '../flag/facts/address-book.ts'
import { FactBuilder } from '../flag/facts/fact-builder.ts'
import { type FactColumns, NONE } from '../flag/facts/fact-columns.ts'
import { type NamedPlace, namedPlace } from '../flag/facts/name-address.ts'
import type { PastBlock } from '../flag/facts/past-facts.ts'
import type { FlagSource } from '../flag/flag-input.ts'
import { type Lists, Pairs } from '../flag/flag-input.ts'
import type { ChannelRules } from '../flag/rules.ts'
import type { CleanedRecord } from '../record/cleaned.ts'
import { FACT_COLUMNS, type FactBlock } from '../record/fact-block.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import type { Store } from '../store/store.ts'
import { facts as factTable } from '../store/tables.ts'
import type { ListAddresses } from './list-addresses.ts'
import type { NamePlaces } from './name-places.ts'

export interface ListFacts {
  readonly columns: FactColumns
  readonly states: AddressStates
  /** Facts about persons that name the address, lifted ones left out; by address. */
  readonly ofEmail: Lists
  readonly ofPhone: Lists
  /** Row → facts that give nothing but a name and an address which it may have. */
  readonly ofRow: ReadonlyMap<number, readonly number[]>
  /** Facts that also name a customer of ours: where the customer is known, the workspace has judged them. */
  readonly hasRef: Uint8Array
  readonly lifted: Uint8Array
  readonly ownNamed: ReadonlyMap<number, NamedPlace>
}

/** Facts that no file tells today, in the order of FACT_COLUMNS: by command, and from earlier files. */
export interface PastOfGate {
  readonly sources: readonly FlagSource[]
  own(): Iterable<PastBlock>
  remembered(): Iterable<PastBlock>
}

export interface FactSearch {
  readonly addresses: ListAddresses
  readonly names: NamePlaces
  readonly sources: readonly FlagSource[]
  /** Of the project's sources. */
  readonly brands: readonly string[]
  /** Mistyped address → what repair mends it to. */
  readonly mended: ReadonlyMap<string, string>
  readonly past: PastOfGate
  readonly rules: ChannelRules
  readonly precedence: Precedence
  readonly asOfDay: number
}

export function listFacts(store: Store, search: FactSearch): ListFacts {
  const { addresses, sources, rules, asOfDay } = search
  const found = new FoundFacts(search)
  for (const block of columnBlocks(store, factTable, FACT_COLUMNS)) found.add(block as unknown as FactBlock)
  for (const block of search.past.remembered()) found.add(block as unknown as FactBlock)
  for (const block of search.past.own()) found.addOwn(block as unknown as FactBlock)
  const columns = found.builder.finish(search.precedence)
  const lifted = liftedFacts(columns, asOfDay, (source) => isOurs({ sources }, source))
  const ofEmail = new Pairs()
  const ofPhone = new Pairs()
  for (let f = 0; f < columns.length; f++) {
    if (lifted[f] === 1 || found.aboutAddress[f] === 1) continue
    if (columns.email[f] !== NONE) ofEmail.push(columns.email[f]!, f)
    if (columns.phone[f] !== NONE) ofPhone.push(columns.phone[f]!, f)
  }
  const { emails, phones } = addresses
  return {
    columns,
    states: addressStates(columns, emails.size, phones.size, rules, () => []),
    ofEmail: ofEmail.lists(emails.size),
    ofPhone: ofPhone.lists(phones.size),
    ofRow: found.ofRow,
    hasRef: Uint8Array.from(found.hasRef),
    lifted,
    ownNamed: found.ownNamed,
  }
}

class FoundFacts {
  readonly builder: FactBuilder
  readonly ofRow = new Map<number, number[]>()
  /** By fact: 1 where it is about the address alone, or is a consent; and where it names a customer. */
  readonly aboutAddress: number[] = []
  readonly hasRef: number[] = []
  /** Own facts that give a name and an address: to be held against the records. */
  readonly ownNamed = new Map<number, NamedPlace>()
  readonly #search: FactSearch
  readonly #emails: AddressBook
  readonly #phones: AddressBook

  constructor(search: FactSearch) {
    this.#search = search
    this.#emails = search.addresses.emails
    this.#phones = search.addresses.phones
    this.builder = new FactBuilder(search.brands)
  }

  add(block: FactBlock): void {
    const [, kinds, , , , emails, phones, , recs, identities] = block
    const hasNames = !this.#search.names.isEmpty
    for (let i = 0; i < kinds.length; i++) {
      const email = emails[i] === null ? NONE : this.#emails.find(emailKey(emails[i]!))
      const phone = phones[i] === null ? NONE : this.#phones.find(phoneKey(phones[i]!))
      if (email !== NONE || phone !== NONE) this.#push(block, i, email, phone)
      if (isConsent(kinds[i]!)) continue
      if (emails[i] !== null && email === NONE) this.#meant(block, i, emails[i]!)
      if (phones[i] !== null) this.#elsewise(block, i, phones[i]!, phone)
      if (hasNames && identities[i] !== null && recs[i] === null) this.#byName(block, i, identities[i]!)
    }
  }

  /** Facts that came by command since the last run: those that name a record, or nothing but a name, are kept as well. */
  addOwn(block: FactBlock): void {
    const [, kinds, , , , emails, phones, , recs, identities] = block
    this.add(block)
    for (let i = 0; i < kinds.length; i++) {
      const hasAddress = emails[i] !== null || phones[i] !== null
      if (recs[i] !== null ? hasAddress : identities[i] === null) continue
      const fact = this.#push(block, i, NONE, NONE)
      if (recs[i] === null) this.ownNamed.set(fact, namedPlace(JSON.parse(identities[i]!) as CleanedRecord))
    }
  }

  /** A person's own restriction also holds for the address they meant. */
  #meant(block: FactBlock, i: number, email: string): void {
    const meant = this.#search.mended.get(email)
    const address = meant === undefined || isAddressFact(block[1][i]!) ? NONE : this.#emails.find(emailKey(meant))
    if (address !== NONE) this.#push(block, i, address, NONE)
  }

  /** A restriction and a row also meet where only one of them gives the number's country. */
  #elsewise(block: FactBlock, i: number, phone: string, known: number): void {
    if (hasCountry(phone) && !this.#phones.hasBare) return
    const keys = hasCountry(phone)
      ? [bareKey(phone)]
      : [nationalKey(phone), ...(phone.startsWith('00') ? [phone.slice(2)] : [])]
    for (const key of keys) {
      const number = this.#phones.find(key)
      if (number !== NONE && number !== known) this.#push(block, i, NONE, number)
    }
  }

  #byName(block: FactBlock, i: number, identity: string): void {
    let fact = NONE
    this.#search.names.eachMeant(namedPlace(JSON.parse(identity) as CleanedRecord), (row) => {
      if (fact === NONE) fact = this.#push(block, i, NONE, NONE)
      const known = this.ofRow.get(row)
      if (known === undefined) this.ofRow.set(row, [fact])
      else known.push(fact)
    })
  }

  #push(block: FactBlock, i: number, email: number, phone: number): number {
    const kind = block[1][i]!
    this.aboutAddress.push(isAddressFact(kind) || isConsent(kind) ? 1 : 0)
    this.hasRef.push(block[7][i] === null ? 0 : 1)
    return this.builder.push({
      source: block[0][i]!,
      kind,
      channel: block[2][i]!,
      brand: block[3][i]!,
      purpose: block[4][i]!,
      rec: block[8][i] ?? NONE,
      day: block[10][i]!,
      byDay: block[13]?.[i] ?? null,
      detail: block[11][i]!,
      email,
      phone,
    })
  }
}
