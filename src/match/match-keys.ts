/** How each field is written for comparing: one normaliser a field, pure text to text. */

import { fold } from '../text/fold.ts'
import { familyKey, nameKey } from '../text/name-key.ts'
import { transliterate } from '../text/transliterate.ts'

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
const MOST_EMAIL = 320

export const normalisers = {
  given: nameKey,
  family: familyKey,
  email: (text: string) => text.normalize('NFC').trim().toLowerCase().slice(0, MOST_EMAIL),
  digits: (text: string) => text.replace(/\D+/g, ''),
  date: (text: string) => text.trim(),
  code: (text: string) => fold(text).replaceAll(' ', ''),
  street: (text: string) =>
    transliterate(fold(text))
      .replace(STREET_WORD, 'str')
      .replace(WORD, (word) => STREET_WORDS[word] ?? word),
  text: (text: string) => transliterate(fold(text)),
} as const

/** What stands before the @, without tag and dots: `J.Smith+news@x.org` → `jsmith`. */
export function localPart(email: string): string {
  const at = email.lastIndexOf('@')
  const local = at > 0 ? email.slice(0, at) : email
  const plus = local.indexOf('+')
  return (plus > 0 ? local.slice(0, plus) : local).replaceAll('.', '')
}
