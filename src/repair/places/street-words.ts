/** Words of street lines as patterns: units, boxes, care of, abbreviations. Made once from the address rules. */

import { type Caseless, caseless } from '../../text/caseless.ts'
import { hasOneCase, nameCase } from '../names/name-case.ts'
import type { AddressRules } from '../rules.ts'

export interface StreetWords {
  readonly countries: AddressRules['countries']
  /** A line with one of these words in it is not plain: units, boxes, "Nr." and "bis". */
  readonly stops: ReadonlySet<string>
  /** The whole text is a unit: `Apt 4B`, `2. OG links`, `3º izq.`, `Esc. B 2º 1ª`. */
  readonly wholeUnit: Caseless
  /** A unit at the end of a line, in group 1. */
  readonly unitAtEnd: Caseless
  /** A unit before a house number, in group 1. */
  readonly unitAtStart: Caseless
  readonly careOf: RegExp
  /** Group 1: the word, group 2: the number of the box. */
  readonly box: RegExp
  readonly boxNames: ReadonlyMap<string, string>
}

/** What a house number looks like: 12, 12a, 12 bis, 12-14, 12/A, 12 1/2. */
export const HOUSE_NUMBER = String.raw`\d{1,5}(?: 1/2|\s?[a-zA-Z](?![\p{L}\d])|\s?[/-]\s?[a-zA-Z](?![\p{L}\d]))?(?:\s?[-/+–]\s?\d{1,5}(?:\s?[a-zA-Z](?![\p{L}\d]))?){0,3}(?:\s?(?:bis|ter|quater)(?!\p{L}))?`

const SIDE = String.raw`(?:\s(?:links|rechts|mitte|li\.?|re\.?|mi\.?))?`
const GERMAN_FLOOR = String.raw`(?:\d{1,2}\.?\s?(?:OG|UG|Stock|Stockwerk|Etage|Obergeschoss)|EG|DG|Erdgeschoss|Dachgeschoss|Hinterhaus|Vorderhaus|Seitenflügel|Gartenhaus)${SIDE}`
const SPANISH_FLOOR = String.raw`(?:\d{1,2}\s?[ºª°](?:[\s-]?(?:[A-Z]|\d{1,2}\s?[ºª°]|izq(?:\.|uierda|da\.?)?|dcha\.?|der(?:\.|echa)?|ctro\.?|centro)(?!\p{L}))?|bajos?|bjo\.?|ático|entresuelo|entlo\.?|principal|pral\.?)(?:\s(?:[A-Z]|izq(?:\.|uierda|da\.?)?|dcha\.?|derecha)(?!\p{L}))?`
const FRENCH_FLOOR = String.raw`\d{1,2}\s?(?:er|e|ème|eme|ère)\s(?:étage|etage)|rez-de-chaussée|rdc`
const ENGLISH_FLOOR = String.raw`(?:\d{1,2}(?:st|nd|rd|th)|ground|first|second|third|top)\s(?:floor|fl)(?:\s(?:flat|left|right))?|basement(?:\sflat)?|ground floor flat|penthouse`

export function createStreetWords(rules: AddressRules): StreetWords {
  const unitWord = alternatives(rules.units)
  const code = String.raw`(?:n[ro.º°]{1,2}\s?)?(?:\d[\p{L}\d]{0,4}(?:[/-][\p{L}\d]{1,4})?|\p{L}\d{0,4}(?:-\d{1,4})?)(?![\p{L}\d])`
  const one = String.raw`(?:(?:${unitWord})(?:\s${code}|(?<=\.)${code}|\d{1,4}[a-z]?(?![\p{L}\d]))|#\s?[\p{L}\d][\p{L}\d-]{0,7}|${GERMAN_FLOOR}|${SPANISH_FLOOR}|${FRENCH_FLOOR}|${ENGLISH_FLOOR})`
  // The inner group is never read: what holds one is compiled once, not once for each of the three times.
  const units = String.raw`${one}(?:[\s,/]{1,3}(${one})){0,3}`
  const boxNames = new Map(
    Object.entries(rules.boxes).flatMap(([name, ways]) => ways.map((way) => [way, name] as const)),
  )
  return {
    countries: rules.countries,
    stops: new Set([...rules.units, ...[...boxNames.keys()].flatMap((way) => way.split(' ')), ...NUMBER_WORDS]),
    wholeUnit: caseless(`^(?:${units})$`),
    unitAtEnd: caseless(String.raw`[\s,/]{1,3}(${units})$`),
    unitAtStart: caseless(String.raw`^(${units})[\s,/]{1,3}(?=${HOUSE_NUMBER}\s+\p{L})`),
    careOf: new RegExp(String.raw`^(?:${alternatives(rules.care_of)})[\s:]`, 'iu'),
    box: new RegExp(
      String.raw`^(${alternatives([...boxNames.keys()])})\s*(?:n[ro.º°]{1,2}\s*)?(\d[\d ]{0,9}[A-Z]?)$`,
      'iu',
    ),
    boxNames,
  }
}

const NUMBER_WORDS = [
  'nr',
  'nr.',
  'no',
  'no.',
  'n.',
  'nro',
  'nro.',
  'num',
  'num.',
  'número',
  'nummer',
  'bis',
  'ter',
  'quater',
]

/** Longest first, so that `apt.` is not read as `apt`. */
const alternatives = (list: readonly string[]): string =>
  [...list]
    .sort((l, r) => r.length - l.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('|')

const SMALL_WORDS = new Set(
  'de der den des du la le les am an im in zu zum zur von van del della di da do dos y of the und et sur sous auf bei ob'.split(
    ' ',
  ),
)
const PLACE_WORDS = { particles: SMALL_WORDS, openers: SMALL_WORDS, innerCapitals: new Map<string, string>() }

/** Capitals → name case; small letters and mixed case stay as they are. */
export function placeCase(text: string): string {
  return text.length > 3 && text === text.toUpperCase() && hasOneCase(text) ? nameCase(text, PLACE_WORDS) : text
}

/** Abbreviations of the country's table → the words they stand for. */
export function expandStreet(street: string, known: AddressRules['countries'][string] | undefined): string {
  if (known === undefined) return street
  const words = unglue(street, known.start).split(' ')
  const last = words.at(-1)!.toLowerCase()
  const first = words[0]!.toLowerCase()
  if (words.length > 1 && known.end && Object.hasOwn(known.end, last)) words[words.length - 1] = known.end[last]!
  else if (known.suffix) {
    const ending = Object.keys(known.suffix)
      .filter((s) => last.endsWith(s) && last.length > s.length + 2 && !last.endsWith(`-${s}`))
      .sort((l, r) => r.length - l.length)[0]
    // Strasse is right where a name is written so by law (Switzerland has its own table); only abbreviations change.
    if (ending !== undefined && ending !== 'strasse')
      words[words.length - 1] = words.at(-1)!.slice(0, -ending.length) + known.suffix[ending]!
  }
  if (words.length > 1 && known.start && Object.hasOwn(known.start, first)) words[0] = known.start[first]!
  return words.join(' ')
}

/** C/Mayor → C/ Mayor, Av.Diagonal → Av. Diagonal, so that the abbreviation is a word of its own. */
function unglue(street: string, start: Readonly<Record<string, string>> | undefined): string {
  const sign = /^[^\s./]{1,6}(?:[./][^\s./]{1,5})?[./](?=[\p{L}\d])/u.exec(street)
  if (start === undefined || sign === null || !Object.hasOwn(start, sign[0].toLowerCase())) return street
  if (Object.hasOwn(start, street.split(' ', 1)[0]!.toLowerCase())) return street
  return `${sign[0]} ${street.slice(sign[0].length)}`
}
