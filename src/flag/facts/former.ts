/** Whom facts concern by what is no longer there: addresses that records had, and records of people who are still here. */

import { put } from '../../base/put.ts'
import type { Former } from '../deciding/links.ts'
import { type AddressBook, emailKey, nationalKey, phoneKey } from './address-book.ts'
import { NONE } from './fact-columns.ts'

/** Columns of remembered addresses as read, in this order. */
export const PAST_ADDRESS_COLUMNS = ['source', 'uid', 'kind', 'address'] as const

/** Former addresses that facts speak of. */
export class FormerAddresses {
  readonly #emails = new Map<number, string[]>()
  readonly #phones = new Map<number, string[]>()
  /** Of the records that had them. */
  readonly uids = new Set<string>()

  /** Blocks of {@link PAST_ADDRESS_COLUMNS}. */
  constructor(
    blocks: Iterable<readonly (readonly unknown[])[]>,
    books: { readonly emails: AddressBook; readonly phones: AddressBook },
    isIgnored: (source: string) => boolean,
  ) {
    for (const block of blocks) {
      const [source, uids, kinds, addresses] = block as unknown as [string[], string[], string[], string[]]
      if (isIgnored(source[0]!)) continue
      for (let i = 0; i < uids.length; i++) {
        const address = addresses[i]!
        if (kinds[i] === 'email') this.#had(this.#emails, books.emails.find(emailKey(address)), uids[i]!)
        else
          for (const key of [phoneKey(address), nationalKey(address)])
            this.#had(this.#phones, books.phones.find(key), uids[i]!)
      }
    }
  }

  #had(owners: Map<number, string[]>, address: number, uid: string): void {
    if (address === NONE) return
    this.uids.add(uid)
    put(owners, address, uid)
  }

  /** `orphans`: facts by the uid of a record that is gone. */
  people(orphans: ReadonlyMap<string, readonly number[]>, personOf: (uid: string) => number): Former {
    const facts = new Map<number, number[]>()
    for (const [uid, nos] of orphans) {
      const person = personOf(uid)
      if (person !== NONE) for (const fact of nos) put(facts, fact, person)
    }
    const byPerson = (owners: ReadonlyMap<number, readonly string[]>): Map<number, readonly number[]> =>
      new Map([...owners].map(([address, uids]) => [address, uids.map(personOf).filter((p) => p !== NONE)]))
    return { emails: byPerson(this.#emails), phones: byPerson(this.#phones), facts }
  }
}
