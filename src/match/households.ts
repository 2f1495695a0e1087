/** Households: people at one postal address who share the family name or a phone number. */

import { shortId } from '../base/hash.ts'
import { CLEAN_FIELDS, type CleanField } from '../record/fields.ts'
import { normalisers } from './match-keys.ts'
import { UnionFind } from './union-find.ts'

const at = (field: CleanField): number => CLEAN_FIELDS.indexOf(field)
const STREET = at('street')
const NUMBER = at('house_number')
const UNIT = at('unit')
const POSTCODE = at('postcode')
const CITY = at('city')
const LAST_NAME = at('last_name')
const PHONES = [at('phone'), at('mobile')]

/** The postal address as households share it, or null where it is not complete. Values in the order of CLEAN_FIELDS. */
export function addressKey(values: readonly (string | null)[]): string | null {
  const street = values[STREET]
  const place = values[POSTCODE] ?? values[CITY]
  if (street == null || place == null) return null
  const house = [values[NUMBER], values[UNIT]].map((part) => normalisers.code(part ?? ''))
  return [normalisers.street(street), ...house, normalisers.code(place)].join('|')
}

/** What two people at one address must share, at least one of them. */
export function kinKeys(values: readonly (string | null)[]): string[] {
  const name = values[LAST_NAME]
  const keys = name == null ? [] : [`n${normalisers.family(name)}`]
  for (const phone of PHONES) if (values[phone] != null) keys.push(`t${normalisers.digits(values[phone]!)}`)
  return keys
}

/** Collects people one by one; then says who lives with whom. */
export class Households {
  readonly #byKey = new Map<string, number>()
  readonly #people: number[] = []
  readonly #joins: [number, number][] = []

  add(person: number, values: readonly (string | null)[]): void {
    const address = addressKey(values)
    if (address === null) return
    this.#people.push(person)
    for (const key of kinKeys(values)) {
      const full = shortId(address, key)
      const known = this.#byKey.get(full)
      if (known === undefined) this.#byKey.set(full, person)
      else this.#joins.push([known, person])
    }
  }

  /** Person → household id, null for people who live with nobody known. `idOf` gives person ids; the smallest names the household. */
  finish(people: number, idOf: (person: number) => string): (string | null)[] {
    const sets = new UnionFind(people)
    for (const [l, r] of this.#joins) sets.union(l, r)
    const smallest = new Map<number, string>()
    const sizes = new Map<number, number>()
    for (const person of this.#people) {
      const root = sets.find(person)
      sizes.set(root, (sizes.get(root) ?? 0) + 1)
      const known = smallest.get(root)
      if (known === undefined || idOf(person) < known) smallest.set(root, idOf(person))
    }
    const ids: (string | null)[] = new Array(people).fill(null)
    const idOfRoot = new Map<number, string>()
    for (const person of this.#people) {
      const root = sets.find(person)
      if (sizes.get(root)! < 2) continue
      const id = idOfRoot.get(root) ?? `h${shortId('household', smallest.get(root)!)}`
      idOfRoot.set(root, id)
      ids[person] = id
    }
    return ids
  }
}
