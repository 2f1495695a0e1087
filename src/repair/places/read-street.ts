/** A street line → street, house number and unit, by the customs of its country. */

import { monthOf } from '../../text/month-names.ts'
import { tidy } from '../outcome.ts'
import { expandStreet, HOUSE_NUMBER, placeCase, type StreetWords } from './street-words.ts'

export interface StreetParts {
  readonly street: string | null
  readonly house_number?: string
  readonly unit?: string
  readonly address_extra?: string
}

const NUMBER_AT_END = new RegExp(
  String.raw`^(.*\p{L}.*?)(?:[\s,]+(?:n[ro]?[.º°]?\s?)?|(?<=\p{L}\.))(${HOUSE_NUMBER})$`,
  'iu',
)
const NUMBER_AT_START = new RegExp(
  String.raw`^(${HOUSE_NUMBER}),?\s+(\p{L}.*|\d{1,3}(?:st|nd|rd|th|e|ème|er|ère)\s.*)$`,
  'iu',
)
const NUMBER_ONLY = new RegExp(
  String.raw`^(?:(?:n[ro]?[.º°]{0,2}|no\.?|nr\.?|nummer|número|num\.?|№|#)\s?)?(${HOUSE_NUMBER})$`,
  'iu',
)
const NO_NUMBER = /[\s,]+(?:s\/n[º°]?|s\.?n\.?c\.?|s\. ?n\.|o\. ?nr\.?|ohne nr\.?)$/iu
const NUMBER_SIGN = /[\s,]+(?:n(?:r|ro|o|um|úmero|ummer)[.º°]{0,2}|n[.º°]{1,2})$/iu
/** The commonest lines, told without the patterns: Bachweg 12, 13 Spring Street. */
const PLAIN_END = /^([\p{L}.'’ -]*\p{L}[\p{L}.'’-]*) (\d{1,4}[a-zA-Z]?)$/u
const PLAIN_START = /^(\d{1,4}[a-zA-Z]?) ([\p{L}.'’ -]+)$/u
/** Austria: 12/3/7, 12/Top 7: house, stair, door. */
const STAIR_AND_DOOR = /^(\d{1,4}[a-z]?(?:-\d{1,4}[a-z]?)?)\/(\d{1,3}[a-z]?(?:\/\d{1,3}[a-z]?){0,2})$/i
/** The Netherlands: 12-III, 12 hs, 12-2. */
const DUTCH_ADDITION = /(?<=\d[a-zA-Z]?)[\s-]{1,3}(I{1,3}|IV|V|hs|huis|bg|bv|boven|beneden|rd|\d{1,3})$/i
const NUMBERED_ROAD =
  /(?:^|\s)(?:route|rte|rt|highway|hwy|interstate|county road|state road|cr|sr|us|fm|farm road|box|lot|unit|suite|avenue [a-z]|road no|km|nacional)\.?$/i
/** The kind of street alone: what follows is its name (Straße 52, Calle 5). */
const KIND_ONLY =
  /^(?:stra(?:ß|ss)e|str\.?|weg|platz|rue|calle|c\/|c\.|carrer|carrera|via|viale|street|avenue|road|allee|ring|plaza|piazza|straat|laan|[a-z])$/iu

/** Where the number has a column of its own, what is left in the line belongs to the street's name. */
export function nameStreet(text: string, country: string | null, words: StreetWords): string | null {
  if (text === '') return null
  return words.box.test(text) ? text : finish(text, country, words)
}

/** `text` is tidy, so its length is bounded, and with it what the patterns can cost. */
export function readStreet(text: string, country: string | null, words: StreetWords): StreetParts {
  if (text === '') return { street: null }
  const at = numberSide(country, words)
  const plain = readPlain(text, at, words)
  if (plain !== null) return { street: finish(plain.street, country, words), house_number: plain.number }
  const parts = takeApart(text, at, country, words)
  if (parts.house_number !== undefined || parts.street === null || parts.street === text) return parts
  // Read again where no number was found: a line whose rest would be read in another way stays whole.
  return isStable(parts.street, at, country, words) ? parts : { street: text }
}

/** Where the house number stands in the country; null where that is not known. */
const numberSide = (country: string | null, words: StreetWords): 'start' | 'end' | null =>
  country === null ? null : (words.countries[country]?.number ?? null)

/** The name that a plain line ("street number" or "number street") gives; null where the line is not plain, or the street another. */
export function plainStreet(line: string, street: string, country: string | null, words: StreetWords): string | null {
  const plain = readPlain(line, numberSide(country, words), words)
  return plain?.street === street ? finish(street, country, words) : null
}

function isStable(street: string, at: 'start' | 'end' | null, country: string | null, words: StreetWords): boolean {
  const { street: again, ...apart } = takeApart(street, at, country, words)
  return again === street && Object.keys(apart).length === 0
}

const finish = (street: string, country: string | null, words: StreetWords): string =>
  tidy(expandStreet(placeCase(street.replace(/[\s,]+$/, '')), country === null ? undefined : words.countries[country]))

function takeApart(text: string, at: 'start' | 'end' | null, country: string | null, words: StreetWords): StreetParts {
  const pieces = text.split(/\s*(?:[,;|]|\/\/|\s[-–]\s(?!\d))\s*/u).filter((piece) => piece !== '')
  const { streets, number, unit, extras, isBox } = sortPieces(pieces, country, at, words)
  const main = streets.find((s) => s.number !== null) ?? streets[0]
  if (main === undefined) return { street: text }
  const isSplit = main.number !== null || number !== null || isBox
  const others = isSplit ? streets.filter((s) => s !== main).map((s) => s.street) : []
  const street = isSplit ? main.street : streets.map((s) => s.street).join(', ')
  const [houseNumber, door] = splitNumber(main.number ?? number, country)
  const units = [door, main.unit, unit].filter((u) => u !== null)
  const extra = [...others, ...extras].join(', ')
  return {
    street: isBox && main.number === null ? street : finish(street, country, words),
    ...(houseNumber === null ? {} : { house_number: houseNumber }),
    ...(units.length === 0 ? {} : { unit: tidy(units.join(' '), 40) }),
    ...(extra === '' ? {} : { address_extra: tidy(placeCase(extra)) }),
  }
}

function readPlain(
  text: string,
  at: 'start' | 'end' | null,
  { stops }: StreetWords,
): { street: string; number: string } | null {
  const end = PLAIN_END.exec(text)
  const m = end ?? PLAIN_START.exec(text)
  if (m === null) return null
  const [street, number] = end === null ? [m[2]!, m[1]!] : [m[1]!, m[2]!]
  if (street.split(' ').some((word, i) => stops.has(word.toLowerCase()) || (i === 0 && word.length === 1))) return null
  if (end === null && at !== 'start' && ORDINAL.test(number)) return null
  return isHouseNumber(street, number, end === null ? 'start' : 'end') ? { street, number } : null
}

interface SinglePiece {
  readonly street: string
  readonly number: string | null
  readonly unit: string | null
}

interface Pieces {
  readonly streets: readonly SinglePiece[]
  readonly number: string | null
  readonly unit: string | null
  readonly extras: readonly string[]
  readonly isBox: boolean
}

/** What each piece between commas is: street, number, unit, box, or who takes the letter. */
function sortPieces(
  pieces: readonly string[],
  country: string | null,
  at: 'start' | 'end' | null,
  words: StreetWords,
): Pieces {
  const streets: SinglePiece[] = []
  const extras: string[] = []
  const units: string[] = []
  let number: string | null = null
  let isBox = false
  for (const piece of pieces) {
    const box = words.box.exec(piece)
    const bare = NUMBER_ONLY.exec(piece)
    if (words.careOf.test(piece)) extras.push(piece)
    else if (box !== null && !isBox && streets.length === 0) {
      isBox = true
      streets.push({ street: `${words.boxNames.get(box[1]!.toLowerCase())!} ${box[2]!}`, number: null, unit: null })
    } else if (box !== null) extras.push(piece)
    else if (bare !== null && number === null && !isBox) number = bare[1]!
    else if (words.wholeUnit.test(piece) || bare !== null) units.push(piece)
    else streets.push(readPiece(piece, country, at, words))
  }
  // A number without a street, a unit without both: left as they were.
  if (streets.length === 0) return { streets: [], number: null, unit: null, extras: [], isBox }
  return { streets, number, unit: units.length === 0 ? null : units.join(' '), extras, isBox }
}

function readPiece(text: string, country: string | null, at: 'start' | 'end' | null, words: StreetWords): SinglePiece {
  let rest = text
  const units: string[] = []
  const first = words.unitAtStart.exec(rest)
  if (first !== null) {
    units.push(first[1]!)
    rest = rest.slice(first[0]!.length)
  }
  // From the end inwards, until nothing more comes off.
  for (let before = ''; before !== rest; ) {
    before = rest
    rest = rest.replace(NO_NUMBER, '')
    const last = words.unitAtEnd.exec(rest) ?? (country === 'NL' ? dutchAddition(rest) : null)
    const left = last === null ? '' : rest.slice(0, last.index)
    if (last === null || !/\d/.test(left) || !/\p{L}{2}/u.test(left)) break
    units.unshift(last[1]!)
    rest = left
  }
  const unit = units.length === 0 ? null : units.join(' ')
  const flat =
    country === 'AU' || country === 'NZ' ? /^(\d{1,4})\s?\/\s?(\d{1,5}[a-z]?)\s+(\p{L}.*)$/iu.exec(rest) : null
  if (flat !== null) return { street: flat[3]!, number: flat[2]!, unit: [flat[1]!, ...units].join(' ') }
  return { ...(byCompass(rest, country) ?? takeNumber(rest, at)), unit }
}

/** 12-III and 12 hs are a house and a floor; 12-14 is two houses, 14-2 a house and a flat. Group 1: the floor or flat. */
function dutchAddition(text: string): RegExpExecArray | null {
  const m = DUTCH_ADDITION.exec(text)
  const house = m === null ? null : NUMBER_AT_END.exec(text.slice(0, m.index))
  if (m === null || house === null) return null
  return /^\d/.test(m[1]!) && Number(m[1]) > Number.parseInt(house[2]!, 10) ? null : m
}

/** 123 N Main St: the letter is a part of town, not of the number. */
function byCompass(text: string, country: string | null): { street: string; number: string } | null {
  if (country !== 'US' && country !== 'CA') return null
  const found = /^(\d{1,5}) ([nsew]\.? \S+ \S.*|[nsew]\.? \d{1,3}(?:st|nd|rd|th)\b.*)$/iu.exec(text)
  return found === null ? null : { street: found[2]!, number: found[1]! }
}

/** The number at its country's end of the line, else at the other; without a country only where one end alone has one. */
function takeNumber(text: string, at: 'start' | 'end' | null): { street: string; number: string | null } {
  const start = NUMBER_AT_START.exec(text)
  const end = NUMBER_AT_END.exec(text)
  const isOrdinal = at !== 'start' && start !== null && ORDINAL.test(start[1]!)
  const fromStart =
    start !== null && !isOrdinal && isHouseNumber(start[2]!, start[1]!, 'start')
      ? { street: start[2]!, number: start[1]! }
      : null
  const fromEnd =
    end !== null && isHouseNumber(end[1]!, end[2]!, 'end')
      ? { street: end[1]!.replace(NUMBER_SIGN, ''), number: end[2]! }
      : null
  if (at === null && fromStart !== null && fromEnd !== null) return { street: text, number: null }
  return (at === 'start' ? (fromStart ?? fromEnd) : (fromEnd ?? fromStart)) ?? { street: text, number: null }
}

/** 1e, 2e: of a street's name where numbers stand at the end. */
const ORDINAL = /^\d{1,2}[eo]$/

/** Not the year of a street named after a day, nor the number of a road, nor the first word of 1e Hugo de Grootstraat. */
function isHouseNumber(street: string, number: string, at: 'start' | 'end'): boolean {
  const words = street.split(' ')
  if (at === 'start') return (words.length > 1 && !/^\d{4}$/.test(words[1]!)) || monthOf(words[0]!) === null
  if (KIND_ONLY.test(street) || NUMBERED_ROAD.test(street)) return false
  return !(/^\d{4}$/.test(number) && monthOf(words.at(-1)!) !== null)
}

function splitNumber(number: string | null, country: string | null): [house: string | null, door: string | null] {
  if (number === null) return [null, null]
  const tight = number
    .replace(/\s*–\s*/g, '-')
    .replace(/\s+(?!1\/2|bis|ter|quater)/gi, '')
    .replace(/(?<=\d[a-zA-Z]?)(?=bis|ter|quater)/i, ' ')
  const stair = country === 'AT' ? STAIR_AND_DOOR.exec(tight) : null
  if (stair !== null) return [stair[1]!, stair[2]!]
  // 12-A is 12A there.
  if (country === 'NL') return [tight.replace(/^(\d+)-(?=[a-zA-Z]$)/, '$1'), null]
  return [tight, null]
}
