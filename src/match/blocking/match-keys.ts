/** How each field is written for comparing: one normaliser a field, pure text to text. */

import { fold } from '../../text/fold.ts'
import { familyKey, nameKey } from '../../text/name-key.ts'
import { transliterate } from '../../text/transliterate.ts'

const STREET_WORD = /(?<=.)(?:strasse|straat|str)\b/g
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
  parkway: 'pkwy',
  circle: 'cir',
  trail: 'trl',
  bvd: 'blvd',
  bd: 'blvd',
  avenida: 'ave',
  avda: 'ave',
  calle: 'c',
  carrer: 'c',
  chemin: 'ch',
  ulica: 'ul',
  ulitsa: 'ul',
  saint: 'st',
  mount: 'mt',
}
/** `North Oak Street` and `Oak Avenue West`; a word that is all of the street's name stays. */
const DIRECTION = /^(?:north|south|east|west)(?= [a-z]{3,} [a-z])|(?<=\S \S+ )(?:north|south|east|west)$/
const UMLAUT = /([aou])e/g
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
  const street = NUMBER_LAST.exec(words)?.[1] ?? NUMBER_FIRST.exec(words)?.[2] ?? words
  return street.replace(DIRECTION, (word) => word[0]!).replace(UMLAUT, '$1')
}

/** The house number in a street cell, or nothing. */
export function numberInStreet(text: string): string {
  const words = streetWords(text)
  return (NUMBER_LAST.exec(words)?.[2] ?? NUMBER_FIRST.exec(words)?.[1] ?? '').replaceAll(' ', '')
}

/** With the four digits that American postcodes may go on with, or without. */
function postcodeKey(text: string): string {
  const code = fold(text).replaceAll(' ', '')
  return /^\d{9}$/.test(code) ? code.slice(0, 5) : code
}

const SAINT = /\b(?:saint|sankt)\b/g

const GOOGLE = '@googlemail.com'

/** Google's two domains are one. */
function emailKey(text: string): string {
  const email = text.normalize('NFC').trim().toLowerCase().slice(0, MOST_EMAIL)
  return email.endsWith(GOOGLE) ? `${email.slice(0, -GOOGLE.length)}@gmail.com` : email
}

export const normalisers = {
  given: nameKey,
  family: familyKey,
  email: emailKey,
  phone: (text: string) => text.replace(/\D+/g, '').slice(-PHONE_DIGITS),
  date: (text: string) => text.trim(),
  code: (text: string) => fold(text).replaceAll(' ', ''),
  postcode: postcodeKey,
  city: (text: string) => nameKey(text).replace(SAINT, 'st'),
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
