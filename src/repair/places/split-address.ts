/** A whole address in one cell → street line, postcode, city, region, country. */

import { NOTHING, type Outcome, tidy, UNCHANGED } from '../outcome.ts'
import { readStreet } from './read-street.ts'
import type { PostcodeRepairer } from './repair-postcode.ts'
import { placeCase, type StreetWords } from './street-words.ts'

export interface AddressContext {
  readonly words: StreetWords
  readonly repairPostcode: PostcodeRepairer
  countryOf(text: string): string | null
}

const LONGEST = 600
const MOST_PARTS = 12
/** Country codes that are states of the USA as well. */
const US_STATES_TOO = new Set('AR CA CO DE GA IL IN LA MA MD ME MN MO MS MT NC NE PA SC SD VA AL AZ'.split(' '))
const COUNTRY_PREFIX: Readonly<Record<string, string>> = {
  D: 'DE',
  DE: 'DE',
  A: 'AT',
  AT: 'AT',
  CH: 'CH',
  F: 'FR',
  FR: 'FR',
  I: 'IT',
  IT: 'IT',
  E: 'ES',
  ES: 'ES',
  NL: 'NL',
  B: 'BE',
  L: 'LU',
  FL: 'LI',
}

export function splitAddress(cell: string, sourceCountry: string | null, context: AddressContext): Outcome {
  const parts = cell
    .slice(0, LONGEST)
    .split(/[,;\n\r|]+|\s\/\s/)
    .map((part) => tidy(part))
    .filter((part) => part !== '')
    .slice(0, MOST_PARTS)
  if (parts.length === 0) return NOTHING
  const named = takeCountry(parts, sourceCountry, context)
  const country = named ?? sourceCountry
  const stated = named === null ? {} : { country: named }
  const place = takePlace(parts, country, context.words)
  if (place === null)
    return { values: { ...readStreet(tidy(parts.join(', ')), country, context.words), ...stated }, changes: UNCHANGED }
  const placeCountry = country ?? place.country
  const code = place.postcode === null ? NOTHING : context.repairPostcode(place.postcode, placeCountry)
  return {
    values: {
      ...readStreet(tidy(parts.join(', ')), placeCountry, context.words),
      ...code.values,
      ...(place.city === null ? {} : { city: placeCase(place.city) }),
      ...(place.region === null ? {} : { region: place.region }),
      ...stated,
    },
    changes: code.changes,
  }
}

/** Takes a country's name off the end of `parts` (which it may shorten). */
function takeCountry(parts: string[], sourceCountry: string | null, { countryOf }: AddressContext): string | null {
  const last = parts.at(-1)!
  if (parts.length > 1) {
    const named = countryOf(last)
    if (named !== null && (named === sourceCountry || !US_STATES_TOO.has(last))) {
      parts.pop()
      return named
    }
  }
  // "75002 Paris France", "Springfield, IL 62704 USA": a name of three letters and more behind the place.
  const tail = /^(.*\d.*)\s(\p{L}{3,}(?:\s\p{L}{4,})?)$/u.exec(last)
  const named = tail === null ? null : countryOf(tail[2]!)
  if (tail === null || named === null) return null
  parts[parts.length - 1] = tail[1]!
  return named
}

interface Place {
  readonly postcode: string | null
  readonly city: string | null
  readonly region: string | null
  /** What the postcode's form alone shows. */
  readonly country: string | null
}

/** Takes postcode, city and region off `parts` (which it shortens); null where no postcode is to be seen. */
function takePlace(parts: string[], country: string | null, words: StreetWords): Place | null {
  const last = parts.at(-1)!
  return (
    takeAmerican(parts, last, country, words) ??
    takeBritish(parts, last, country) ??
    takeDutch(parts, last, country) ??
    takeFront(parts, country) ??
    takeInline(parts, last, country)
  )
}

function takeAmerican(parts: string[], last: string, country: string | null, words: StreetWords): Place | null {
  if (country !== null && country !== 'US' && country !== 'AU' && country !== 'CA') return null
  const code =
    country === 'AU'
      ? String.raw`\d{4}`
      : country === 'CA'
        ? String.raw`[A-Z]\d[A-Z] ?\d[A-Z]\d`
        : String.raw`\d{5}(?:-\d{4})?`
  const m = new RegExp(String.raw`^(?:(.*?)[\s]+)?([A-Z]{2,3})\s+(${code})$`).exec(last)
  if (m === null) return null
  parts.pop()
  const place = { postcode: m[3]!, region: m[2]!, country: country ?? 'US' }
  if (m[1] === undefined) return { ...place, city: parts.length > 1 ? parts.pop()! : null }
  // 123 Main St Springfield: the city is what stands behind the kind of street.
  const cut = parts.length > 0 || !/^\d/.test(m[1]) ? null : cutBehindStreet(m[1], place.country, words)
  if (cut === null && parts.length === 0 && /^\d/.test(m[1])) {
    parts.push(m[1])
    return { ...place, city: null }
  }
  if (cut !== null) parts.push(cut.street)
  return { ...place, city: cut?.city ?? m[1] }
}

function cutBehindStreet(text: string, country: string, words: StreetWords): { street: string; city: string } | null {
  const ends = words.countries[country]?.end ?? {}
  const kinds = new Set([...Object.keys(ends), ...Object.values(ends).map((w) => w.toLowerCase())])
  const tokens = text.split(' ')
  for (let i = tokens.length - 2; i > 1; i--)
    if (kinds.has(tokens[i]!.toLowerCase()))
      return { street: tokens.slice(0, i + 1).join(' '), city: tokens.slice(i + 1).join(' ') }
  return null
}

const GB_CODE = /^(?:(.*?)\s+)?([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/i

function takeBritish(parts: string[], last: string, country: string | null): Place | null {
  if (country !== null && country !== 'GB') return null
  const m = GB_CODE.exec(last)
  if (m === null) return null
  parts.pop()
  const before = m[1] ?? null
  const isStreet = before !== null && /\d/.test(before) && parts.length === 0
  if (isStreet) parts.push(before)
  const city = isStreet ? null : (before ?? (parts.length > 1 ? parts.pop()! : null))
  return { postcode: m[2]!.toUpperCase(), city, region: null, country: 'GB' }
}

function takeDutch(parts: string[], last: string, country: string | null): Place | null {
  if (country !== null && country !== 'NL') return null
  const m = /^(?:(.*\p{L}.*\d.*?)\s+)?(?:NL-)?(\d{4}) ?([A-Z]{2})(?:\s+(\p{L}.*))?$/u.exec(last)
  if (m === null) return null
  if (m[1] !== undefined && parts.length > 1) return null
  parts.pop()
  if (m[1] !== undefined) parts.push(m[1])
  return { postcode: `${m[2]} ${m[3]}`, city: m[4] ?? null, region: null, country: 'NL' }
}

const FRONT = /^(?:([A-Z]{1,2})\s?-\s?)?(\d{4,5})\s+(\p{L}.*)$/u

/** 10115 Berlin as a part of its own, last or first. */
function takeFront(parts: string[], country: string | null): Place | null {
  if (parts.length < 2) return null
  for (const at of [parts.length - 1, parts.length - 2, 0]) {
    const m = at < 0 ? null : FRONT.exec(parts[at]!)
    if (m === null || (country !== null && NUMBER_FIRST.has(country))) continue
    // 1010 Rue X is a house and a street where the number comes first; behind the place only a region may stand.
    if (at === 0 && (country === null || parts.length > 2 || !/\d/.test(parts[1]!))) continue
    const behind = parts.length - 1 - at
    if (at > 0 && behind > 0 && (country === 'FR' || /\d/.test(parts.at(-1)!))) continue
    const region = at > 0 && behind > 0 ? parts.pop()! : null
    parts.splice(at, 1)
    const place = withoutRegion(m[3]!, country)
    return {
      postcode: m[2]!,
      city: place.city,
      region: place.region ?? region,
      country: COUNTRY_PREFIX[m[1] ?? ''] ?? null,
    }
  }
  return null
}

/** Where a number and words are a house and its street, not a postcode and its place. */
const NUMBER_FIRST = new Set(['US', 'GB', 'AU', 'CA', 'IE', 'NZ'])

/** Roma RM, Roma (RM), Alcobendas (Madrid). */
function withoutRegion(text: string, country: string | null): { city: string; region: string | null } {
  const m =
    country === 'IT'
      ? /^(.*\S)\s+\(?([A-Z]{2})\)?$/.exec(text)
      : country === 'ES'
        ? /^(.*\S)\s+\(([^()]{2,40})\)$/.exec(text)
        : null
  return m === null ? { city: text, region: null } : { city: m[1]!, region: m[2]! }
}

/** Hauptstr. 5 10115 Berlin, 12 rue de la Paix 75002 Paris: no comma at all. */
function takeInline(parts: string[], last: string, country: string | null): Place | null {
  if (parts.length > 1 || (country !== null && NUMBER_FIRST.has(country))) return null
  const m = /^(.*\p{L}.*)\s+(?:([A-Z]{1,2})\s?-\s?)?(\d{4,5})\s+(\p{L}.*)$/u.exec(last)
  if (m === null || !/\d/.test(m[1]!)) return null
  parts[0] = m[1]!
  const place = withoutRegion(m[4]!, country)
  return { postcode: m[3]!, ...place, country: COUNTRY_PREFIX[m[2] ?? ''] ?? null }
}
