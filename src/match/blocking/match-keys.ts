/** How each field is written for comparing: one normaliser a field, pure text to text. */

import { fold } from '../../text/fold.ts'
import { familyKey, nameKey } from '../../text/name-key.ts'
import { transliterate } from '../../text/transliterate.ts'

const STREET_WORD = /(?<=.)(?:strasse|str)\b/g
const STREET_WORDS: Readonly<Record<string, string>> = {
  street: 'st',
  avenue: 'ave',
  av: 'ave',
  road: 'rd',
  drive: 'dr',
  lane: 'ln',
  place: 'pl',
  court: 'ct',
  crescent: 'cres',
  boulevard: 'blvd',
  square: 'sq',
  terrace: 'tce',
  highway: 'hwy',
  platz: 'pl',
}
const WORD = /[a-z]+/g
export const MOST_EMAIL = 320
/** So many digits from the end are the same with and without country code and trunk prefix. */
export const PHONE_DIGITS = 8

/** A house number before or behind the street's name. */
const NUMBER_FIRST = /^(\d+ ?[a-z]?) (?=\D|\d+(?:st|nd|rd|th)\b)(.+)$/
const NUMBER_LAST = /^(.*\D) (\d+ ?[a-z]?(?: \d+)?)$/

function streetWords(text: string): string {
  return transliterate(fold(text))
    .replace(STREET_WORD, 'str')
    .replace(WORD, (word) => STREET_WORDS[word] ?? word)
}

/** The street alone, though its cell may hold the house number too. */
function streetKey(text: string): string {
  const words = streetWords(text)
  return NUMBER_LAST.exec(words)?.[1] ?? NUMBER_FIRST.exec(words)?.[2] ?? words
}

/** The house number in a street cell, or nothing. */
export function numberInStreet(text: string): string {
  const words = streetWords(text)
  return (NUMBER_LAST.exec(words)?.[2] ?? NUMBER_FIRST.exec(words)?.[1] ?? '').replaceAll(' ', '')
}

export const normalisers = {
  given: nameKey,
  family: familyKey,
  email: (text: string) => text.normalize('NFC').trim().toLowerCase().slice(0, MOST_EMAIL),
  phone: (text: string) => text.replace(/\D+/g, '').slice(-PHONE_DIGITS),
  date: (text: string) => text.trim(),
  code: (text: string) => fold(text).replaceAll(' ', ''),
  street: streetKey,
  text: (text: string) => transliterate(fold(text)),
} as const

/** What stands before the @, without tag and dots: `J.Smith+news@x.org` → `jsmith`. */
export function localPart(email: string): string {
  const at = email.lastIndexOf('@')
  const local = at > 0 ? email.slice(0, at) : email
  const plus = local.indexOf('+')
  return (plus > 0 ? local.slice(0, plus) : local).replaceAll('.', '')
}
