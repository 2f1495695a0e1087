/** Whom an event row is about: the customer key in the source it refers to, else the email address. */

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

/** Resolves event rows to persons; key and email maps are read when first needed. */
export class PersonLookup {
  readonly #store: Store
  /** Event source → customer source that its `customer_ref` refers to. */
  readonly #keysIn: Map<number, number>
  readonly #keys = new Map<number, KeyMap>()
  #emails: KeyMap | null = null

  constructor(store: Store) {
    this.#store = store
    const links = store.db
      .prepare(`SELECT source_no, role, brand, name, json_extract(spec, '$.of') AS "of" FROM source`)
      .all() as SourceLink[]
    this.#keysIn = new Map(links.flatMap((link) => pair(link.source_no, referredSource(link, links))))
  }

  /** The person number, or {@link NOBODY}. */
  find(sourceNo: number, customerRef: string | null, email: string | null): number {
    if (customerRef !== null) {
      const keysIn = this.#keysIn.get(sourceNo)
      const person = keysIn === undefined ? NOBODY : this.#keysOf(keysIn).get(customerRef)
      if (person !== NOBODY) return person
    }
    return email === null ? NOBODY : this.#emailMap().get(email.toLowerCase())
  }

  /** Keys and addresses read so far that more than one person has. */
  get sharedKeys(): number {
    let shared = this.#emails?.shared ?? 0
    for (const keys of this.#keys.values()) shared += keys.shared
    return shared
  }

  #keysOf(sourceNo: number): KeyMap {
    let keys = this.#keys.get(sourceNo)
    if (keys === undefined) {
      keys = new KeyMap()
      this.#keys.set(sourceNo, keys)
      const rows = this.#rows(
        `SELECT s.own_key, m.person_no FROM source_record s JOIN membership m ON m.rec = s.rec
         WHERE s.source_no = ? AND s.own_key IS NOT NULL`,
        sourceNo,
      )
      for (const [key, person] of rows) keys.add(key, person)
    }
    return keys
  }

  #emailMap(): KeyMap {
    if (this.#emails === null) {
      this.#emails = new KeyMap()
      for (const column of ['email', 'email_2']) {
        const rows = this.#rows(
          `SELECT c.${column}, m.person_no FROM cleaned c JOIN membership m ON m.rec = c.rec WHERE c.${column} IS NOT NULL`,
        )
        for (const [email, person] of rows) this.#emails.add(email.toLowerCase(), person)
      }
    }
    return this.#emails
  }

  #rows(sql: string, ...values: number[]): IterableIterator<[string, number]> {
    return this.#store.db
      .prepare(sql)
      .raw()
      .iterate(...values) as IterableIterator<[string, number]>
  }
}

/** The source named by `of`; without one, the only customer source of the same brand. A customer source has its own keys. */
function referredSource(link: SourceLink, all: readonly SourceLink[]): number | null {
  const customers = all.filter((other) => other.role === 'customers' || other.role === 'leads')
  if (link.of !== null) return customers.find((other) => other.name === link.of)?.source_no ?? null
  const sameBrand = customers.filter((other) => other.role === 'customers' && other.brand === link.brand)
  return sameBrand.length === 1 ? sameBrand[0]!.source_no : null
}

const pair = (from: number, to: number | null): [number, number][] => (to === null ? [] : [[from, to]])

/** Person number of every record of one source; a person with two records comes twice. */
export function personsIn(store: Store, sourceNo: number): IterableIterator<number> {
  return store.db
    .prepare('SELECT m.person_no FROM source_record s JOIN membership m ON m.rec = s.rec WHERE s.source_no = ?')
    .pluck()
    .iterate(sourceNo) as IterableIterator<number>
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
