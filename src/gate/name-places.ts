/** Rows of a list by name and postal address, kept so that a record or an entry of a list meets few of them. */

import { distance } from 'fastest-levenshtein'
import { PairInterner } from '../engine/pair-interner.ts'
import { NONE } from '../flag/facts/fact-columns.ts'
import { mayBeSame, type NamedPlace } from '../flag/facts/name-address.ts'
import { type Lists, Pairs } from '../flag/flag-input.ts'
import { NamedRows } from './named-rows.ts'
import { type KeyMaker, placeKeys, plainKeys } from './place-keys.ts'
import type { GateList } from './read-list.ts'

export type Likeness = 'same' | 'maybe' | 'household'

export class NamePlaces {
  readonly #named: NamedRows
  readonly #keys: KeyMaker
  readonly #numbers = new PairInterner()
  /** Key → rows. */
  readonly #rows: Lists
  readonly #areSameName: (l: string, r: string) => boolean
  /** Row → the last search that met it. */
  readonly #met: Int32Array
  #searches = 0

  /**
   * `areSameName`: whether two folded given names stand for one another (nicknames). `isMain`: names and addresses are what
   * people are contacted by; otherwise they only help to know people, and misspelled last names are not looked for.
   */
  constructor(list: GateList, areSameName: (l: string, r: string) => boolean, isMain: boolean) {
    this.#areSameName = areSameName
    this.#named = new NamedRows(list)
    this.#keys = (isMain ? placeKeys : plainKeys)(this.#named)
    this.#met = new Int32Array(list.rows)
    const pairs = new Pairs()
    for (let row = 0; row < list.rows; row++)
      if (this.#named.has(row)) this.#keys.ofRow(row, (place, sub) => pairs.push(this.#numbers.intern(place, sub), row))
    this.#rows = pairs.lists(this.#numbers.size)
  }

  get isEmpty(): boolean {
    return this.#rows.items.length === 0
  }

  /** Whether the row has a name and a place at all. */
  has(row: number): boolean {
    return this.#named.has(row)
  }

  /** Whether any row is of the place: asked first, before a record's name and house are folded. */
  hasPlace(of: Pick<NamedPlace, 'postcode' | 'city'>): boolean {
    return this.#keys.hasPlace(of)
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
    const { offsets, items } = this.#rows
    const search = ++this.#searches
    this.#keys.asked(of, (place, sub) => {
      const key = this.#numbers.find(place, sub)
      if (key === NONE) return
      for (let i = offsets[key]!; i < offsets[key + 1]!; i++) {
        const row = items[i]!
        if (this.#met[row] === search) continue
        this.#met[row] = search
        use(row, this.#named.placeAt(row))
      }
    })
  }

  #likeness(l: NamedPlace, r: NamedPlace): Likeness | null {
    if (l.last === '' && r.last === '') return l.company === r.company && l.company !== '' ? 'same' : null
    const isSwapped = l.first !== '' && l.first === r.last && l.last === r.first
    if (isSwapped) return 'same'
    if (!near(l.last, r.last)) return null
    const isSameHouse = l.street !== '' && l.houseNumber === r.houseNumber && near(l.street, r.street)
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
