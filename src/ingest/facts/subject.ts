/** Whom a row is about: e-mail addresses, telephone numbers, name and postal address, as facts carry them. */

import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { CleanedRecord } from '../../record/cleaned.ts'
import type { Field } from '../../record/fields.ts'

const MAX_ADDRESS = 512

/**
 * Every address of a cell, as given but trimmed and lower-cased; a cell may hold several, or `Name <a@b>`. A cell with
 * no `@` at all is kept whole: an opt-out must not be lost because its address was mistyped, and repair may mend it. Fewer
 * than five letters and digits are no address but a way to say that there is none (`n/a`, `none`).
 */
export function readEmails(cell: string): readonly string[] {
  const text = cell.trim().toLowerCase()
  if (text === '') return []
  if (text.length <= MAX_ADDRESS && PLAIN.test(text)) return [text]
  const parts = text.split(/[;,|\s<>"]+/).map((part) => part.replace(/^mailto:/, '').replace(/^[('[]+|[)'\].]+$/g, ''))
  const found = parts.filter((part) => part.includes('@') && part.length <= MAX_ADDRESS)
  if (found.length > 0) return [...new Set(found)]
  return FIVE_CHARACTERS.test(text) ? [text.slice(0, MAX_ADDRESS)] : []
}
const FIVE_CHARACTERS = /(?:[\p{L}\p{N}][^\p{L}\p{N}]*){5}/u
const PLAIN = /^[^\s;,|<>"'()[\]:@]+@[^\s;,|<>"'()[\]:@]*[^\s;,|<>"'()[\]:@.]$/

/** E.164 where the number can be parsed, else its digits; null where fewer than five digits are there. */
export function readPhone(cell: string, country: string | null): string | null {
  const text = cell.trim().slice(0, 64)
  if (text === '') return null
  const parsed = parsePhoneNumberFromString(text, countryCode(country))
  if (parsed?.isPossible()) return parsed.number
  const digits = text.replace(/\D+/g, '')
  return digits.length >= 5 ? digits : null
}

const countryCode = (country: string | null): { defaultCountry: CountryCode } | undefined =>
  country !== null && isSupportedCountry(country) ? { defaultCountry: country } : undefined

const IDENTITY = {
  first_name: ['first_name'],
  last_name: ['last_name'],
  company: ['company'],
  street: ['street'],
  house_number: ['house_number'],
  postcode: ['postcode'],
  city: ['city'],
  country: ['country'],
  birth_date: ['birth_date'],
} as const satisfies Record<string, readonly Field[]>

/** Name and address of a row by field, trimmed; null where there is no name, or neither postcode nor city. */
export function readIdentity(get: (field: Field) => string): CleanedRecord | null {
  const identity: Record<string, string> = {}
  for (const field of Object.keys(IDENTITY) as (keyof typeof IDENTITY)[]) {
    const value = get(field)
    if (value !== '') identity[field] = value.slice(0, 200)
  }
  if (identity.last_name === undefined) Object.assign(identity, namesOf(get('full_name')))
  if (identity.street === undefined) Object.assign(identity, addressOf(get('address'), identity.postcode))
  const hasName = identity.last_name !== undefined || identity.company !== undefined
  const hasPlace = identity.postcode !== undefined || identity.city !== undefined
  return hasName && hasPlace ? identity : null
}

/** `Last, First` or `First Last`. */
function namesOf(full: string): Record<string, string> {
  const text = full.trim().slice(0, 200)
  if (text === '') return {}
  const comma = text.indexOf(',')
  if (comma > 0) return { last_name: text.slice(0, comma).trim(), first_name: text.slice(comma + 1).trim() }
  const words = text.split(/\s+/)
  const last = words.pop()!
  return words.length === 0 ? { last_name: last } : { first_name: words.join(' '), last_name: last }
}

const POSTCODE_CITY = /(?:^|[,;\s])(\d{4,5})\s+([\p{L}][\p{L}\s.'-]+)/u

function addressOf(address: string, postcode: string | undefined): Record<string, string> {
  const text = address.trim().slice(0, 300)
  if (text === '') return {}
  const place = postcode === undefined ? POSTCODE_CITY.exec(text) : null
  const street = (place ? text.slice(0, place.index) : text).replace(/[,;\s]+$/, '')
  return { ...(street === '' ? {} : { street }), ...(place ? { postcode: place[1]!, city: place[2]!.trim() } : {}) }
}
