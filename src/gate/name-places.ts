/** Rows of a list by name and postal address, kept so that a record or an entry of a list meets few of them. */

import { distance } from 'fastest-levenshtein'
import { mayBeSame, type NamedPlace, namedPlace } from '../flag/name-address.ts'
import type { CleanField } from '../record/fields.ts'
import { type GateList, textAt } from './read-list.ts'

const FIELDS = ['first_name', 'last_name', 'company', 'street', 'house_number', 'postcode', 'city'] as const

export type Likeness = 'same' | 'maybe' | 'household'

export class NamePlaces {
  readonly #rows = new Map<string, number[]>()
  readonly #places: (NamedPlace | undefined)[] = []
  readonly #areSameName: (l: string, r: string) => boolean
  readonly #keysOf: KeysOf

  /**
   * `areSameName`: whether two folded given names stand for one another (nicknames). `isMain`: names and addresses are what
   * people are contacted by; otherwise they only help to know people, and misspelled last names are not looked for.
   */
  constructor(list: GateList, areSameName: (l: string, r: string) => boolean, isMain: boolean) {
    this.#areSameName = areSameName
    this.#keysOf = isMain ? keysOf : plainKeys
    const hasNames = list.clean.has('last_name') || list.clean.has('company')
    const hasPlaces = list.clean.has('postcode') || list.clean.has('city')
    if (!hasNames || !hasPlaces) return
    for (let row = 0; row < list.rows; row++) {
      const text: Partial<Record<CleanField, string>> = {}
      for (const field of FIELDS) text[field] = textAt(list.clean, field, row)
      if (text.last_name === '' && text.company === '') continue
      const place = namedPlace(text)
      if (place.postcode === '' && place.city === '') continue
      this.#places[row] = place
      for (const key of this.#keysOf(place, false)) {
        const rows = this.#rows.get(key)
        if (rows === undefined) this.#rows.set(key, [row])
        else rows.push(row)
      }
    }
  }

  get isEmpty(): boolean {
    return this.#rows.size === 0
  }

  /** Whether the row has a name and a place at all. */
  has(row: number): boolean {
    return this.#places[row] !== undefined
  }

  /** Rows that a person's record may mean, and how surely; `household`: another one of the same name in the same house. */
  eachLike(record: NamedPlace, use: (row: number, likeness: Likeness) => void): void {
    this.#eachNear(record, (row, place) => {
      const likeness = this.#likeness(place, record)
      if (likeness !== null) use(row, likeness)
    })
  }

  /** Rows that an entry of a name-and-address list may mean, at the LOW threshold. */
  eachMeant(entry: NamedPlace, use: (row: number) => void): void {
    this.#eachNear(entry, (row, place) => {
      if (mayBeSame(entry, place)) use(row)
    })
  }

  #eachNear(of: NamedPlace, use: (row: number, place: NamedPlace) => void): void {
    const seen = new Set<number>()
    for (const key of this.#keysOf(of, true))
      for (const row of this.#rows.get(key) ?? []) {
        if (seen.has(row)) continue
        seen.add(row)
        use(row, this.#places[row]!)
      }
  }

  #likeness(l: NamedPlace, r: NamedPlace): Likeness | null {
    const isSameHouse = l.street !== '' && near(l.street, r.street) && l.houseNumber === r.houseNumber
    if (l.last === '' && r.last === '') return l.company === r.company && l.company !== '' ? 'same' : null
    const isSwapped = l.first !== '' && l.first === r.last && l.last === r.first
    if (isSwapped) return 'same'
    if (!near(l.last, r.last)) return null
    const isFirst = l.first === '' || r.first === '' || isInitialOf(l.first, r.first) || this.#areSame(l.first, r.first)
    const isOtherHouse = l.street !== '' && r.street !== '' && !isSameHouse
    if (!isFirst) return isSameHouse ? (isSlip(l.first, r.first) ? 'maybe' : 'household') : null
    if (!isOtherHouse) return l.last === r.last ? 'same' : 'maybe'
    // Another house in the same place: only the full name says that it may be the same person, who moved.
    return l.first === r.first && l.last === r.last && l.first !== '' ? 'maybe' : null
  }

  #areSame(l: string, r: string): boolean {
    return l === r || this.#areSameName(l, r)
  }
}

/** The keys under which a row is kept, or (`isAsked`) under which a record looks for rows. */
type KeysOf = (place: NamedPlace, isAsked: boolean) => string[]

/**
 * By the house, the given name, and the beginning of the last name, each within the place: the postcode where both have
 * one, the city where one of them has none.
 */
function keysOf(of: NamedPlace, isAsked: boolean): string[] {
  const { houseNumber, first, last, company } = of
  return placesOf(of, isAsked).flatMap((place) => {
    const keys: string[] = []
    if (houseNumber !== '') keys.push(`${place}|h${houseNumber}`)
    if (first !== '') keys.push(`${place}|f${first}`)
    if (last !== '') keys.push(`${place}|l${last.slice(0, 2)}`)
    else if (company !== '') keys.push(`${place}|c${company}`)
    return keys
  })
}

/** By last name and the given name's first letter alone. */
const plainKeys: KeysOf = (of, isAsked) =>
  placesOf(of, isAsked).map((place) => `${place}|${of.last === '' ? of.company : of.last}|${of.first.slice(0, 1)}`)

function placesOf({ postcode, city }: NamedPlace, isAsked: boolean): string[] {
  const [anyInCity, bareInCity] = [`~${city}`, `!${city}`]
  if (city === '') return postcode === '' ? [] : [postcode]
  if (isAsked) return postcode === '' ? [anyInCity] : [postcode, bareInCity]
  return [postcode === '' ? bareInCity : postcode, anyInCity]
}

const isInitialOf = (l: string, r: string): boolean =>
  (l.length === 1 && r.startsWith(l)) || (r.length === 1 && l.startsWith(r))

/** Short given names that differ by a letter are names of brothers and sisters. */
const isSlip = (l: string, r: string): boolean =>
  Math.min(l.length, r.length) >= 4 && Math.abs(l.length - r.length) <= 1 && distance(l, r) <= 1

function near(l: string, r: string): boolean {
  if (l === r) return true
  if (l === '' || r === '') return false
  const most = Math.min(l.length, r.length) >= 5 ? 2 : 1
  return Math.abs(l.length - r.length) <= most && distance(l, r) <= most
}
