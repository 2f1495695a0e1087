/** Households: people at one postal address who share the family name or a phone number. */

import { shortId } from '../../base/hash.ts'
import { PairInterner } from '../../engine/pair-interner.ts'
import { CLEAN_FIELDS, type CleanField } from '../../record/fields.ts'
import { normalisers } from '../blocking/match-keys.ts'
import { UnionFind } from '../clustering/union-find.ts'
import type { RecordColumns } from './survivorship.ts'

const FIELDS = CLEAN_FIELDS.length

/**
 * Person → household id, null for people who live with nobody known. `golden`: value ids of the people's golden records,
 * one after the other, in the order of CLEAN_FIELDS. Person numbers are ranks of `ids`: the smallest names the household.
 */
export function findHouseholds(
  columns: RecordColumns,
  golden: Uint32Array,
  ids: readonly string[],
): { readonly household: readonly (string | null)[]; readonly count: number } {
  const addresses = addressNumbers(columns, golden, ids.length)
  const sets = new UnionFind(ids.length)
  const seen = new PairInterner(ids.length)
  const firstWith = new Uint32Array(ids.length * 3)
  const join = (person: number, kin: number) => {
    const known = seen.size
    const id = seen.intern(addresses[person]!, kin)
    if (id === known) firstWith[id] = person
    else sets.union(firstWith[id]!, person)
  }
  const names = keysOf(columns, ['last_name'], normalisers.family)
  const phones = keysOf(columns, ['phone', 'mobile'], normalisers.phone)
  for (let person = 0; person < ids.length; person++) {
    if (addresses[person] === 0) continue
    const name = names(golden, person, 0)
    if (name !== 0) join(person, name * 2)
    for (let i = 0; i < 2; i++) {
      const phone = phones(golden, person, i)
      if (phone !== 0) join(person, phone * 2 + 1)
    }
  }
  return nameSets(sets, ids)
}

function nameSets(sets: UnionFind, ids: readonly string[]) {
  const sizes = new Uint32Array(ids.length)
  for (let person = 0; person < ids.length; person++) sizes[sets.find(person)]!++
  const nameOf = new Map<number, string>()
  const household = ids.map((_, person) => {
    const root = sets.find(person)
    if (sizes[root]! < 2) return null
    // The root is the smallest person number, and so of the smallest id.
    const name = nameOf.get(root) ?? `h${shortId('household', ids[root]!)}`
    nameOf.set(root, name)
    return name
  })
  return { household, count: nameOf.size }
}

/** Number of a person's value in one of the fields after normalising; 0 for nothing. */
type KeyOf = (golden: Uint32Array, person: number, field: number) => number

/** The fields share one number space; each distinct value is normalised once. */
function keysOf(columns: RecordColumns, fields: readonly CleanField[], normalise: (text: string) => string): KeyOf {
  const known = new Map<string, number>()
  const at = fields.map((field) => CLEAN_FIELDS.indexOf(field))
  const tables = at.map((f) => {
    const values = columns[f]?.values ?? [null]
    return Uint32Array.from(values, (value) => {
      const key = value === null ? '' : normalise(value)
      if (key === '') return 0
      const number = known.get(key) ?? known.size + 1
      known.set(key, number)
      return number
    })
  })
  return (golden, person, field) => tables[field]![golden[person * FIELDS + at[field]!]!]!
}

/** Person → number of the postal address as households share it; 0 where it is not complete. */
function addressNumbers(columns: RecordColumns, golden: Uint32Array, people: number): Uint32Array {
  const streets = keysOf(columns, ['street'], normalisers.street)
  const doors = keysOf(columns, ['house_number', 'unit'], normalisers.code)
  const places = keysOf(columns, ['postcode', 'city'], normalisers.postcode)
  const doorsKnown = new PairInterner()
  const streetsKnown = new PairInterner()
  const known = new PairInterner(people)
  const numbers = new Uint32Array(people)
  for (let person = 0; person < people; person++) {
    const street = streets(golden, person, 0)
    const place = places(golden, person, 0) || places(golden, person, 1)
    if (street === 0 || place === 0) continue
    const door = doorsKnown.intern(doors(golden, person, 0), doors(golden, person, 1))
    numbers[person] = known.intern(streetsKnown.intern(street, place), door) + 1
  }
  return numbers
}
