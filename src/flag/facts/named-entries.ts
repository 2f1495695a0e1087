/** Entries of lists that give only name and address, kept by place so that a record meets few of them. */

import type { CleanedRecord } from '../../record/cleaned.ts'
import { mayBeSame, type NamedPlace, namedPlace, placeOf } from './name-address.ts'

interface Entry {
  readonly fact: number
  readonly place: NamedPlace
}

export class NamedEntries {
  /** Postcode → entries that give one; city → entries without a postcode, and all of them. */
  readonly #byPostcode = new Map<string, Entry[]>()
  readonly #byCityOnly = new Map<string, Entry[]>()
  readonly #byCity = new Map<string, Entry[]>()
  /** Fact → records whose name and address it may mean. */
  readonly records = new Map<number, number[]>()

  constructor(named: ReadonlyMap<number, NamedPlace>) {
    for (const [fact, place] of named) {
      const entry = { fact, place }
      if (place.postcode !== '') put(this.#byPostcode, place.postcode, entry)
      else if (place.city !== '') put(this.#byCityOnly, place.city, entry)
      if (place.city !== '') put(this.#byCity, place.city, entry)
    }
  }

  get isEmpty(): boolean {
    return this.#byPostcode.size === 0 && this.#byCity.size === 0
  }

  /** Finds the entries that may mean the record. `rest` gives name and house, asked only where the place has entries. */
  match(rec: number, postcodeText: string | null, cityText: string | null, rest: () => CleanedRecord): void {
    const { postcode, city } = placeOf(postcodeText, cityText)
    // Where both have a postcode it must be the same; the city decides only where one of them has none.
    const near = postcode === '' ? undefined : this.#byPostcode.get(postcode)
    const inCity = city === '' ? undefined : (postcode === '' ? this.#byCity : this.#byCityOnly).get(city)
    if (near === undefined && inCity === undefined) return
    const place = namedPlace(rest())
    for (const entries of [near, inCity])
      if (entries !== undefined)
        for (const entry of entries) if (mayBeSame(entry.place, place)) put(this.records, entry.fact, rec)
  }
}

function put<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key)
  if (known === undefined) lists.set(key, [value])
  else known.push(value)
}
