/** Postal addresses: street, number and unit apart, postcodes and countries in their usual form. */

import { fold } from '../text/fold.ts'
import { hasOneCase, nameCase } from './name-case.ts'
import { dropped, NOTHING, type Outcome, tidy, UNCHANGED } from './outcome.ts'
import type { AddressRules } from './rules.ts'

export interface AddressRepairer {
  /** ISO alpha-2, or null where the text names no country that is known. */
  countryOf(text: string): string | null
  repairCountry(cell: string): Outcome
  repairPostcode(cell: string, country: string | null): Outcome
  /** A street line: the number comes apart only where the record has no number of its own (`splitNumber`). */
  repairStreet(cell: string, country: string | null, splitNumber: boolean): Outcome
  /** A whole address in one cell. */
  splitAddress(cell: string, country: string | null): Outcome
  repairPlace(cell: string, field: 'city' | 'district' | 'address_extra'): Outcome
}

type CountryRules = AddressRules['countries'][string]
const SMALL_WORDS = new Set([
  'de',
  'der',
  'den',
  'des',
  'du',
  'la',
  'le',
  'les',
  'am',
  'an',
  'im',
  'in',
  'zu',
  'zum',
  'zur',
  'von',
  'van',
  'del',
  'della',
  'di',
  'da',
  'do',
  'dos',
  'y',
  'of',
  'the',
  'und',
  'et',
  'sur',
  'sous',
  'auf',
  'bei',
  'ob',
])
const PLACE_WORDS = { particles: SMALL_WORDS, openers: SMALL_WORDS, innerCapitals: new Map<string, string>() }
/** Country codes that are states of the USA as well. */
const US_STATES_TOO = new Set('AR CA CO DE GA IL IN LA MA MD ME MN MO MS MT NC NE PA SC SD VA AL AZ'.split(' '))
const GB_POSTCODE = /\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b/i
const NL_POSTCODE = /\b(\d{4}) ?([A-Z]{2})\b/

export function createAddressRepairer(rules: AddressRules): AddressRepairer {
  const byName = new Map<string, string>()
  for (const [code, { names }] of Object.entries(rules.countries))
    for (const name of [code, ...names]) byName.set(fold(name), code)
  const units = new RegExp(String.raw`[\s,]+((?:${rules.units.map(escapeWord).join('|')})\s*[\w/-]{1,8})$`, 'i')
  const context: Context = { rules, units, countryOf: (text) => byName.get(fold(text.length > 60 ? '' : text)) ?? null }
  return {
    countryOf: context.countryOf,
    repairCountry(cell) {
      const text = tidy(cell, 60)
      const code = context.countryOf(text)
      if (code !== null) return { values: { country: code }, changes: UNCHANGED }
      return /^[A-Za-z]{2}$/.test(text)
        ? { values: { country: text.toUpperCase() }, changes: UNCHANGED }
        : text === ''
          ? NOTHING
          : dropped('country', text, 'country.unknown', 'no country of this name is known')
    },
    repairPostcode: (cell, country) => repairPostcode(tidy(cell, 20), country, rules),
    repairStreet: (cell, country, splitNumber) => ({
      values: readStreet(tidy(cell), country, splitNumber, context),
      changes: UNCHANGED,
    }),
    splitAddress: (cell, country) => splitAddress(cell, country, context),
    repairPlace(cell, field) {
      const text = tidy(cell)
      return text === '' ? NOTHING : { values: { [field]: placeCase(text) }, changes: UNCHANGED }
    },
  }
}

interface Context {
  readonly rules: AddressRules
  readonly units: RegExp
  countryOf(text: string): string | null
}

/** Capitals → name case; small letters and mixed case stay as they are. */
function placeCase(text: string): string {
  return text.length > 3 && text === text.toUpperCase() && hasOneCase(text) ? nameCase(text, PLACE_WORDS) : text
}

function repairPostcode(text: string, country: string | null, rules: AddressRules): Outcome {
  if (text === '') return NOTHING
  const known = country === null ? undefined : rules.countries[country]
  // D-10115, CH-8001; and 10115.0 from a spreadsheet.
  const plain = text
    .toUpperCase()
    .replace(/^(?:[A-Z]{1,2}-)(?=\d{4,5}$)/, '')
    .replace(/^(\d+)\.0$/, '$1')
  const shaped = shapePostcode(plain, country)
  if (known?.postcode === undefined) return { values: { postcode: shaped }, changes: UNCHANGED }
  const form = new RegExp(`^(?:${known.postcode})$`)
  if (form.test(shaped)) return { values: { postcode: shaped }, changes: UNCHANGED }
  if (known.digits !== undefined && /^\d+$/.test(plain) && plain.length === known.digits - 1 && !/^0/.test(plain)) {
    const after = plain.padStart(known.digits, '0')
    return {
      values: { postcode: after },
      changes: [
        {
          field: 'postcode',
          before: text,
          after,
          rule: 'postcode.leading-zero',
          confidence: 0.98,
          decision: 'repaired',
          evidence: 'a leading zero was lost',
        },
      ],
    }
  }
  // Not of its country's form: kept, for the country may be the wrong one.
  return { values: { postcode: plain }, changes: UNCHANGED }
}

function shapePostcode(text: string, country: string | null): string {
  const tight = text.replace(/[\s-]+/g, '')
  if (country === 'GB' && /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(tight))
    return `${tight.slice(0, -3)} ${tight.slice(-3)}`
  if (country === 'CA' && /^[A-Z]\d[A-Z]\d[A-Z]\d$/.test(tight)) return `${tight.slice(0, 3)} ${tight.slice(3)}`
  if (country === 'NL' && /^\d{4}[A-Z]{2}$/.test(tight)) return `${tight.slice(0, 4)} ${tight.slice(4)}`
  if (country === 'US' && /^\d{9}$/.test(tight)) return `${tight.slice(0, 5)}-${tight.slice(5)}`
  if ((country === 'SE' || country === 'CZ') && /^\d{5}$/.test(tight)) return `${tight.slice(0, 3)} ${tight.slice(3)}`
  if (country === 'PL' && /^\d{5}$/.test(tight)) return `${tight.slice(0, 2)}-${tight.slice(2)}`
  if (country === 'PT' && /^\d{7}$/.test(tight)) return `${tight.slice(0, 4)}-${tight.slice(4)}`
  return text
}

const NUMBER = String.raw`\d{1,5}(?:\s?[a-zA-Z](?![a-zA-Z]))?(?:\s?[-/+]\s?\d{1,5}(?:\s?[a-zA-Z](?![a-zA-Z]))?)?`
const NUMBER_AT_END = new RegExp(String.raw`^(.*\p{L}.*?)[\s,]+(?:n[r°º]?\.?\s?)?(${NUMBER})$`, 'u')
const NUMBER_AT_START = new RegExp(String.raw`^(${NUMBER}(?:\s?(?:bis|ter|quater))?),?\s+(\p{L}.*)$`, 'u')

type StreetValues = { street: string | null; house_number?: string; unit?: string }

function readStreet(text: string, country: string | null, splitNumber: boolean, context: Context): StreetValues {
  if (text === '') return { street: null }
  const known = country === null ? undefined : context.rules.countries[country]
  if (!splitNumber) return { street: expand(placeCase(text), known) }
  let rest = text
  let unit: string | undefined
  const unitMatch = known?.number === 'start' ? context.units.exec(rest) : null
  if (unitMatch !== null && unitMatch.index > 0) {
    unit = unitMatch[1]!
    rest = rest.slice(0, unitMatch.index)
  }
  const [start, end] = [NUMBER_AT_START.exec(rest), NUMBER_AT_END.exec(rest)]
  // Without a country only a number at one end, and none at the other, is surely the house's.
  const at = known?.number ?? (start !== null && end === null ? 'start' : end !== null && start === null ? 'end' : null)
  const [street, number] =
    at === 'start' && start !== null
      ? [start[2]!, start[1]!]
      : at === 'end' && end !== null
        ? [end[1]!, end[2]!]
        : [rest, undefined]
  if (number === undefined) return { street: expand(placeCase(text), known) }
  return {
    street: expand(placeCase(street.replace(/[\s,]+$/, '')), known),
    house_number: number.replace(/\s+/g, ''),
    ...(unit === undefined ? {} : { unit }),
  }
}

/** Abbreviations of the country's table → the words they stand for. */
function expand(street: string, known: CountryRules | undefined): string {
  if (known === undefined) return street
  const words = street.split(' ')
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

function splitAddress(cell: string, sourceCountry: string | null, context: Context): Outcome {
  const parts = cell
    .slice(0, 600)
    .split(/[,;\n\r|]+/)
    .map((part) => tidy(part))
    .filter((part) => part !== '')
  if (parts.length === 0) return NOTHING
  const named = parts.length > 1 ? context.countryOf(parts.at(-1)!) : null
  const surely = named !== null && (named === sourceCountry || !US_STATES_TOO.has(parts.at(-1)!))
  if (surely) parts.pop()
  const country = (surely ? named : null) ?? sourceCountry
  const place = takePlace(parts, country)
  if (place === null || parts.length === 0)
    return {
      values: { ...readStreet(tidy(cell), country, true, context), ...(surely ? { country: named } : {}) },
      changes: UNCHANGED,
    }
  const placeCountry = place.country ?? country
  const street = readStreet(parts[0]!, placeCountry, true, context)
  let number = street.house_number
  const extra = parts.slice(1)
  // "Calle Mayor, 5" and "Via Roma, 12": the number stands behind a comma of its own.
  if (number === undefined && extra[0] !== undefined && /^(?:n[r°º.]*\s?)?\d{1,5}\s?[a-zA-Z]?$/.test(extra[0]))
    number = extra.shift()!.replace(/^n[r°º.]*\s?/i, '')
  const code = place.postcode === null ? {} : repairPostcode(place.postcode, placeCountry, context.rules).values
  return {
    values: {
      ...street,
      ...(number === undefined ? {} : { house_number: number }),
      ...(extra.length > 0 ? { address_extra: extra.join(', ') } : {}),
      ...code,
      ...(place.city === null ? {} : { city: placeCase(place.city) }),
      ...(place.region === null ? {} : { region: place.region }),
      ...(surely ? { country: named } : {}),
    },
    changes: UNCHANGED,
  }
}

interface Place {
  readonly postcode: string | null
  readonly city: string | null
  readonly region: string | null
  /** What the postcode's form alone shows. */
  readonly country: string | null
}

/** Takes postcode, city and region off the end of `parts` (which it shortens); null where no postcode is to be seen. */
function takePlace(parts: string[], country: string | null): Place | null {
  const last = parts.at(-1)!
  const us = /^(?:(.*?)\s+)?([A-Z]{2})\s+(\d{5}(?:-\d{4})?)$/.exec(last)
  if (us !== null && (country === 'US' || country === null)) {
    parts.pop()
    const city = us[1] ?? (parts.length > 1 ? parts.pop()! : null)
    return { postcode: us[3]!, city, region: us[2]!, country: 'US' }
  }
  const gb = country === 'GB' || country === null ? GB_POSTCODE.exec(last) : null
  if (gb !== null && gb.index + gb[0].length === last.length) {
    parts.pop()
    const city = last.slice(0, gb.index).trim() || (parts.length > 1 ? parts.pop()! : null)
    return { postcode: `${gb[1]} ${gb[2]}`.toUpperCase(), city, region: null, country: 'GB' }
  }
  const nl = NL_POSTCODE.exec(last)
  if (nl !== null && (country === 'NL' || country === null) && nl.index === 0)
    return takeFront(parts, `${nl[1]} ${nl[2]}`, last.slice(nl[0].length).trim(), 'NL')
  const front = /^(?:[A-Z]{1,2}-)?(\d{4,5})\s+(\p{L}.*)$/u.exec(last)
  if (front !== null && parts.length > 1) {
    const region = country === 'IT' ? /^(.*\S)\s+\(?([A-Z]{2})\)?$/.exec(front[2]!) : null
    const place = takeFront(parts, front[1]!, region?.[1] ?? front[2]!, null)
    return { ...place, region: region?.[2] ?? null }
  }
  // Hauptstr. 5 10115 Berlin: no comma at all.
  const inline = /^(.*\p{L}.*\s\d{1,4}\s?[a-zA-Z]?)\s+(?:[A-Z]{1,2}-)?(\d{4,5})\s+(\p{L}.*)$/u.exec(last)
  if (inline === null || parts.length > 1) return null
  parts[0] = inline[1]!
  return { postcode: inline[2]!, city: inline[3]!, region: null, country: null }
}

function takeFront(parts: string[], postcode: string, city: string, country: string | null): Place {
  parts.pop()
  return { postcode, city: city || null, region: null, country }
}

const escapeWord = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
