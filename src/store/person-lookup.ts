/** Whom an event row is about: the customer key in the source it refers to, else the email address. */

import { cleaned } from './cleaned-tables.ts'
import { columnBlocks } from './column-blocks.ts'
import { memberships } from './person-tables.ts'
import { sourceRecords } from './source-tables.ts'
import type { Store } from './store.ts'

/** What a lookup answers for rows that concern nobody we know. */
export const NOBODY = -1

/** A map past 2^24 keys would throw, so keys are sharded by their length. */
class KeyMap {
  readonly #shards: Map<string, number>[] = Array.from({ length: 32 }, () => new Map())
  /** Keys that stand for more than one person; the first by person id has them. */
  shared = 0

  get(key: string): number {
    return this.#shards[key.length & 31]!.get(key) ?? NOBODY
  }

  /** Keeps the smaller person number (the rank of the person id, so row order does not matter). */
  add(key: string, person: number): void {
    const shard = this.#shards[key.length & 31]!
    const known = shard.get(key)
    if (known !== undefined && known !== person) this.shared++
    if (known === undefined || person < known) shard.set(key, person)
  }
}

interface SourceLink {
  readonly source_no: number
  readonly role: string
  readonly brand: string
  readonly name: string
  readonly of: string | null
}

/** Resolves event rows to persons; keys and addresses are read when first needed. */
export class PersonLookup {
  readonly #store: Store
  /** Event source → customer source that its `customer_ref` refers to. */
  readonly #keysIn: (number | undefined)[] = []
  /** By customer source; those asked for so far. */
  readonly #keys: (KeyMap | undefined)[] = []
  #emails: KeyMap | null = null
  #personOf: Int32Array | null = null
  #owners: OwnKeys | null = null

  constructor(store: Store) {
    this.#store = store
    const links = store.db
      .prepare(`SELECT source_no, role, brand, name, json_extract(spec, '$.of') AS "of" FROM source`)
      .all() as SourceLink[]
    for (const link of links) this.#keysIn[link.source_no] = referredSource(link, links)
  }

  /** The person number, or {@link NOBODY}. */
  find(sourceNo: number, customerRef: string | null, email: string | null): number {
    if (customerRef !== null) {
      const keysIn = this.#keysIn[sourceNo]
      const person = keysIn === undefined ? NOBODY : (this.#keys[keysIn] ?? this.#readKeys(keysIn)).get(customerRef)
      if (person !== NOBODY) return person
    }
    return email === null ? NOBODY : (this.#emails ?? this.#readEmails()).get(email.toLowerCase())
  }

  /** Person number of every record of one source; a person with two records comes twice. */
  *personsIn(sourceNo: number): IterableIterator<number> {
    const { sources } = this.#ownKeys()
    const personOf = this.#persons()
    for (let rec = 0; rec < sources.length; rec++)
      if (sources[rec] === sourceNo && personOf[rec]! !== NOBODY) yield personOf[rec]!
  }

  /** Keys and addresses read so far that more than one person has. */
  get sharedKeys(): number {
    let shared = this.#emails?.shared ?? 0
    for (const keys of this.#keys) shared += keys?.shared ?? 0
    return shared
  }

  #readKeys(sourceNo: number): KeyMap {
    const keys = new KeyMap()
    this.#keys[sourceNo] = keys
    const personOf = this.#persons()
    const { sources, own } = this.#ownKeys()
    for (let rec = 0; rec < sources.length; rec++) {
      if (sources[rec] !== sourceNo) continue
      const key = own[rec] ?? null
      if (key !== null && personOf[rec]! !== NOBODY) keys.add(key, personOf[rec]!)
    }
    return keys
  }

  #readEmails(): KeyMap {
    const emails = new KeyMap()
    this.#emails = emails
    const personOf = this.#persons()
    const add = (email: string | null, rec: number): void => {
      if (email !== null && personOf[rec]! !== NOBODY) emails.add(email.toLowerCase(), personOf[rec]!)
    }
    for (const column of ['email', 'email_2'] as const)
      for (const block of columnBlocks(this.#store, cleaned, ['rec', column])) {
        const [rec, email] = block as unknown as [number[], (string | null)[]]
        for (let i = 0; i < rec.length; i++) add(email[i]!, rec[i]!)
      }
    return emails
  }

  /** Record → person. */
  #persons(): Int32Array {
    if (this.#personOf !== null) return this.#personOf
    const personOf = new Int32Array(sourceRecords.count(this.#store)).fill(NOBODY)
    for (const block of columnBlocks(this.#store, memberships, ['rec', 'person_no'])) {
      const [rec, person] = block as [number[], number[]]
      for (let i = 0; i < rec.length; i++) personOf[rec[i]!] = person[i]!
    }
    this.#personOf = personOf
    return personOf
  }

  #ownKeys(): OwnKeys {
    if (this.#owners !== null) return this.#owners
    const wanted = new Set(this.#keysIn)
    const size = sourceRecords.count(this.#store)
    const owners: OwnKeys = {
      sources: new Int32Array(size).fill(NOBODY),
      own: new Array<string | null>(size).fill(null),
    }
    for (const block of columnBlocks(this.#store, sourceRecords, ['rec', 'source_no', 'own_key'])) {
      const [rec, source, key] = block as unknown as [number[], number[], (string | null)[]]
      for (let i = 0; i < rec.length; i++) {
        owners.sources[rec[i]!] = source[i]!
        if (wanted.has(source[i]!)) owners.own[rec[i]!] = key[i]!
      }
    }
    this.#owners = owners
    return owners
  }
}

/** By record: its source, and its own key where event sources refer to that source. */
interface OwnKeys {
  readonly sources: Int32Array
  readonly own: (string | null)[]
}

/** The source named by `of`; without one, the only customer source of the same brand. A customer source has its own keys. */
function referredSource(link: SourceLink, all: readonly SourceLink[]): number | undefined {
  const customers = all.filter((other) => other.role === 'customers' || other.role === 'leads')
  if (link.of !== null) return customers.find((other) => other.name === link.of)?.source_no
  const sameBrand = customers.filter((other) => other.role === 'customers' && other.brand === link.brand)
  return sameBrand.length === 1 ? sameBrand[0]!.source_no : undefined
}

/** `[person number, packed cells]` of the records of one source. */
export function personCells(store: Store, sourceNo: number): IterableIterator<[number, string]> {
  return store.db
    .prepare(
      'SELECT m.person_no, s.cells FROM source_record s JOIN membership m ON m.rec = s.rec WHERE s.source_no = ?',
    )
    .raw()
    .iterate(sourceNo) as IterableIterator<[number, string]>
}
