/** The ways in which somebody who was erased could come back, as texts that are then hashed with a key: the same for raw and clean rows. */

import { nameKey } from './name-key.ts'

export interface Traces {
  /** Lower case, trimmed. */
  readonly emails: readonly string[]
  /** Digits, with the country where it is known. */
  readonly phones: readonly string[]
  /** Given and last name in any order and spelling of umlauts; '' where the row has none. */
  readonly name: string
  readonly birthDate: string
  readonly postcode: string
  /** Street line, house number or whole address. */
  readonly street: string
  /** The source and its own key, where the row has one. */
  readonly keys: readonly { readonly source: string; readonly key: string }[]
}

const TITLES: ReadonlySet<string> = new Set(
  'mr mrs ms miss mx dr prof sir dame herr frau hr fr dipl ing mag med phd mme mlle m sig sra dott'.split(' '),
)

export const emailTrace = (email: string): string => `e:${email.trim().toLowerCase()}`
/** For an address that others have too. */
export const sharedEmailTrace = (email: string, name: string): string =>
  `en:${email.trim().toLowerCase()}|${nameTrace(name)}`
export const phoneTrace = (digits: string): string => `p:${digits.replace(/\D+/g, '')}`
export const keyTrace = (source: string, key: string): string => `k:${source}|${key.trim()}`
export const personIdTrace = (personId: string): string => `id:${personId}`

/** Traces of name with number, birth date, and house. */
export function nameTraces({ phones, name, birthDate, postcode, street }: Traces): string[] {
  const who = nameTrace(name)
  if (!who.includes(' ')) return []
  const birth = birthTrace(birthDate)
  const house = /\d+/.exec(street)?.[0] ?? ''
  const place = postcode.replace(/[\s-]+/g, '').toUpperCase()
  return [
    ...phones.map((phone) => `pn:${phone.replace(/\D+/g, '')}|${who}`),
    ...(birth === '' ? [] : [`nb:${who}|${birth}`]),
    ...(place === '' ? [] : [`na:${who}|${place}|${house}`]),
  ]
}

/** Every trace that a row may be known by. A number alone is enough where no name says whose it is. */
export function tracesOf(row: Traces): string[] {
  return [
    ...row.emails.flatMap((email) => [emailTrace(email), sharedEmailTrace(email, row.name)]),
    ...(row.name.trim() === '' ? row.phones.map(phoneTrace) : []),
    ...nameTraces(row),
    ...row.keys.map(({ source, key }) => keyTrace(source, key)),
  ]
}

function nameTrace(name: string): string {
  const words = nameKey(name).split(' ')
  return words
    .filter((word) => word.length > 1 && !TITLES.has(word))
    .sort()
    .join(' ')
}

/** Year, and day and month in any order: two formats of one date meet, at the price of two dates in some ten. */
function birthTrace(text: string): string {
  const plain = /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim())
  const parts = plain === null ? (text.slice(0, 40).match(/\d+/g)?.slice(0, 3) ?? []) : plain.slice(1)
  if (parts.length < 3) return ''
  const numbers = parts.map(Number)
  const year = numbers.find((n) => n > 31)
  return year === undefined ? '' : [year % 100, ...numbers.filter((n) => n !== year).sort((l, r) => l - r)].join('-')
}
