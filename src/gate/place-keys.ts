/** Keys by which rows and records of one place and a like name meet: a place and something of the name or house, as numbers. */

import { NONE } from '../flag/facts/fact-columns.ts'
import type { NamedPlace } from '../flag/facts/name-address.ts'
import { EMPTY, type NamedRows } from './named-rows.ts'

type Use = (place: number, sub: number) => void

export interface KeyMaker {
  /** The keys under which a row is kept. */
  ofRow(row: number, use: Use): void
  /** The keys under which a record looks for rows, of those that any row may have. */
  asked(of: NamedPlace, use: Use): void
  hasPlace(of: Pick<NamedPlace, 'postcode' | 'city'>): boolean
}

/** The postcode where both have one, the city where one of them has none: anybody in it, or those without a postcode. */
const POSTCODE = 0
const ANY_IN_CITY = 1
const BARE_IN_CITY = 2
const PLACES = 3

const HOUSE = 0
const FIRST = 1
const LAST = 2
const COMPANY = 3
const SUBS = 4

/** By the house, the given name, and the beginning of the last name, each within the place. */
export function placeKeys(rows: NamedRows): KeyMaker {
  const { first, last, company, houseNumber } = rows.parts
  return keyMaker(
    rows,
    (row, use) => {
      if (houseNumber[row] !== EMPTY) use(houseNumber[row]! * SUBS + HOUSE)
      if (first[row] !== EMPTY) use(first[row]! * SUBS + FIRST)
      if (last[row] !== EMPTY) use(rows.number(beginning(rows.textAt(row, 'last'))) * SUBS + LAST)
      else if (company[row] !== EMPTY) use(company[row]! * SUBS + COMPANY)
    },
    (of, use) => {
      ask(rows, of.houseNumber, HOUSE, use)
      ask(rows, of.first, FIRST, use)
      if (of.last !== '') ask(rows, beginning(of.last), LAST, use)
      else ask(rows, of.company, COMPANY, use)
    },
  )
}

/** By last name and the given name's first letter alone. */
export function plainKeys(rows: NamedRows): KeyMaker {
  const nameOf = (last: string, company: string, first: string): string =>
    `${last === '' ? company : last}|${first.slice(0, 1)}`
  return keyMaker(
    rows,
    (row, use) => {
      const name = nameOf(rows.textAt(row, 'last'), rows.textAt(row, 'company'), rows.textAt(row, 'first'))
      use(rows.number(name) * SUBS)
    },
    (of, use) => ask(rows, nameOf(of.last, of.company, of.first), 0, use),
  )
}

const beginning = (last: string): string => last.slice(0, 2)

function ask(rows: NamedRows, text: string, kind: number, use: (sub: number) => void): void {
  const no = text === '' ? NONE : rows.find(text)
  if (no !== NONE) use(no * SUBS + kind)
}

function keyMaker(
  rows: NamedRows,
  subsOfRow: (row: number, use: (sub: number) => void) => void,
  subsAsked: (of: NamedPlace, use: (sub: number) => void) => void,
): KeyMaker {
  const { postcode, city } = rows.parts
  const subs: number[] = []
  const keep = (sub: number): void => {
    subs.push(sub)
  }
  /** Where a record is looked for: under its postcode and among the city's rows without one, or in the whole city. */
  const eachPlace = (of: Pick<NamedPlace, 'postcode' | 'city'>, use: (place: number) => void): void => {
    const inPostcode = of.postcode === '' ? NONE : rows.find(of.postcode)
    if (inPostcode !== NONE) use(inPostcode * PLACES + POSTCODE)
    const inCity = of.city === '' ? NONE : rows.find(of.city)
    if (inCity !== NONE) use(inCity * PLACES + (of.postcode === '' ? ANY_IN_CITY : BARE_IN_CITY))
  }
  return {
    ofRow(row, use) {
      subs.length = 0
      subsOfRow(row, keep)
      for (const sub of subs) {
        if (postcode[row] !== EMPTY) use(postcode[row]! * PLACES + POSTCODE, sub)
        else use(city[row]! * PLACES + BARE_IN_CITY, sub)
        if (city[row] !== EMPTY) use(city[row]! * PLACES + ANY_IN_CITY, sub)
      }
    },
    asked(of, use) {
      eachPlace(of, (place) => {
        subs.length = 0
        subsAsked(of, keep)
        for (const sub of subs) use(place, sub)
      })
    },
    hasPlace(of) {
      let has = false
      eachPlace(of, () => {
        has = true
      })
      return has
    },
  }
}
