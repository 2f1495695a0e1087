/** Repairs one phone number: E.164 where the numbering plan of its country knows it, else its digits; fillers out. */

import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { Change } from '../../record/cleaned.ts'
import type { CleanField } from '../../record/fields.ts'
import { mayTakeTexts, phoneType } from '../../text/phone-type.ts'
import { dropped, NOTHING, type Outcome, UNCHANGED } from '../outcome.ts'
import {
  fromExponent,
  fromLetters,
  isDoubtful,
  isExponent,
  isFiller,
  rewritings,
  sayExtension,
  toAsciiDigits,
} from './phone-text.ts'
import { plainE164 } from './plain-phone.ts'

const LONGEST = 80
const FEWEST_DIGITS = 6
const MOST_NUMBERS = 6

/**
 * `country`: ISO alpha-2 of the record or its source, in any case (UK counts as GB); null where unknown. E.164 for valid
 * numbers; else the bare digits (six or more); else nothing. The extension stays in the trail only. Of several numbers
 * in a cell the first valid one is kept, and a mobile one beside it as `mobile`.
 */
export function repairPhone(cell: string, country: string | null, field: CleanField): Outcome {
  const home = homeOf(country)
  if (cell.length <= LONGEST) {
    const plain = plainE164(cell, home)
    if (plain !== null && !isFiller(plain.slice(2)) && !isFiller(cell.replace(/\D/g, '')))
      return kept(cell, plain, field, [])
    const local = plain === null && home === null ? localDigits(cell) : null
    if (local !== null && !isFiller(local)) return bareDigits(cell, local, { cell, country: null, field })
  }
  if (cell.length > LONGEST * 10) return dropped(field, cell, 'phone.syntax', 'far too long for a number')
  const text = readable(cell)
  if (text === '') return NOTHING
  const digits = text.replace(/\D/g, '')
  if (isFiller(digits)) return dropped(field, cell, 'phone.filler', 'a filler, not a number')
  if (isExponent(text)) return fromSpreadsheet(text, home, field)
  return (
    parseWithoutPlus(text, home, field) ??
    parseOne(text, home, field) ??
    parseRewritten(text, field) ??
    parseLetters(text, home, field) ??
    parseSeveral(text, home, field) ??
    bareDigits(text, digits, { cell, country: home, field })
  )
}

/** A number and nothing else: not two numbers, not what a spreadsheet made of one. */
const ONE_NUMBER = /^[\d(](?:[\d ().-]|\/(?! ?0))*\d(?<!\.0)$/

/**
 * The digits of a number as it is dialled at home, where no country is known: all that any of the ways below would keep of it.
 * Null where one of them may find more: with 00 or 011 it may name its country.
 */
function localDigits(cell: string): string | null {
  if (!ONE_NUMBER.test(cell) || cell.includes(' / ')) return null
  const digits = cell.replace(/\D/g, '')
  return digits.startsWith('00') || digits.startsWith('011') ? null : digits
}

const readable = (cell: string): string =>
  sayExtension(
    toAsciiDigits(cell)
      .trim()
      .replace(/^'+(?=[\d+])/, '')
      .replace(/^(\d{7,15})\.0$/, '$1'),
  )

/** The extension behind a number that was kept without it; null where the cell has none. */
export function extensionOf(cell: string, country: string | null): string | null {
  const home = homeOf(country)
  if (cell.length > LONGEST) return null
  return parsePhoneNumberFromString(readable(cell), home !== null && isSupportedCountry(home) ? home : {})?.ext ?? null
}

const homes = new Map<string, string | null>()

/** The country as the metadata know it; `UK` and small letters silently give nothing there. */
export function homeOf(country: string | null): string | null {
  if (country === null) return null
  let home = homes.get(country)
  if (home === undefined) {
    const code = country.trim().slice(0, 3).toUpperCase()
    home = code === 'UK' ? 'GB' : isSupportedCountry(code) ? code : null
    if (homes.size < 1000) homes.set(country, home)
  }
  return home
}

/** The outcome for a valid number, with what a person should look at. */
function kept(before: string, number: string, field: CleanField, changes: readonly Change[]): Outcome {
  const doubts: Change[] = []
  if (isDoubtful(number))
    doubts.push(doubt(field, before, 'phone.doubtful', 'one digit or a row of digits, seven long'))
  if (field === 'mobile') {
    const type = phoneType(number)
    if (!mayTakeTexts(type))
      doubts.push(doubt(field, before, type === 'fixed' ? 'phone.fixed-line' : 'phone.no-mobile', NO_TEXTS))
  }
  if (doubts.length + changes.length === 0) return { values: { [field]: number }, changes: UNCHANGED }
  return { values: { [field]: number }, changes: [...changes, ...doubts] }
}

const NO_TEXTS = 'no mobile’s number in the column of mobiles: no text message reaches it'

const doubt = (field: CleanField, before: string, rule: string, evidence: string): Change => ({
  field,
  before: before.slice(0, 200),
  after: '',
  rule,
  confidence: 0.5,
  decision: 'review',
  evidence,
})

const repaired = (
  field: CleanField,
  [before, after]: readonly [string, string],
  rule: string,
  confidence: number,
  evidence: string,
): Change => ({ field, before: before.slice(0, 200), after, rule, confidence, decision: 'repaired', evidence })

function parseOne(text: string, home: string | null, field: CleanField): Outcome | null {
  if (text.length > LONGEST) return null
  // Without a country only a number that names its own can be read: not worth the parser's time.
  if (home === null && !text.includes('+') && !text.includes('\uff0b')) return null
  const number = parsePhoneNumberFromString(text, home !== null && isSupportedCountry(home) ? home : {})
  if (number === undefined || !number.isValid()) return null
  if (isFiller(number.nationalNumber)) return dropped(field, text, 'phone.filler', 'a filler, not a number')
  const isBare = home !== null && isWithoutZero(text, number.nationalNumber, home)
  // Eight digits in Germany are a number within some town before they are an area code without its zero.
  if (isBare && number.nationalNumber.length <= 8 && LOCAL_OF_ANY_LENGTH.has(home)) return null
  const pair = [text, number.number] as const
  if (number.ext) return kept(text, pair[1], field, [repaired(field, pair, 'phone.extension', 1, 'extension apart')])
  if (isBare)
    return kept(text, pair[1], field, [repaired(field, pair, 'phone.leading-zero', 0.95, 'a leading zero was lost')])
  return kept(text, pair[1], field, [])
}

/** 491715550199 is a German mobile that lost its plus, before it is a fixed line of Leer (0491). */
function parseWithoutPlus(text: string, home: string | null, field: CleanField): Outcome | null {
  if (home === null || !/^[1-9]\d{9,14}$/.test(text) || !text.startsWith(callingCodeOf(home))) return null
  const number = parseOne(`+${text}`, null, field)?.values[field]
  if (!number || phoneType(number) !== 'mobile') return null
  return kept(text, number, field, [repaired(field, [text, number], 'phone.plus', 0.95, 'a plus was lost')])
}

const callingCodeOf = (country: string): string => (isSupportedCountry(country) ? getCountryCallingCode(country) : '+')

/** Countries where a number is dialled with a zero before it, and is nobody's without. */
const DIALS_ZERO = new Set('DE AT CH FR GB NL BE SE AU NZ IE FI ZA LI'.split(' '))

/** Where numbers within a town may be as long as whole numbers. */
const LOCAL_OF_ANY_LENGTH = new Set('DE AT FI SE'.split(' '))

/** Nothing but digits, and exactly the national number: a spreadsheet took the zero off. */
const isWithoutZero = (text: string, national: string, home: string): boolean =>
  DIALS_ZERO.has(home) && text.startsWith(national[0]!) && text.replace(/[\s().\-/]+/g, '') === national

function parseRewritten(text: string, field: CleanField): Outcome | null {
  if (text.length > LONGEST) return null
  for (const other of rewritings(text)) {
    const found = parseOne(other, null, field)
    if (found !== null) return found
  }
  return null
}

function parseLetters(text: string, home: string | null, field: CleanField): Outcome | null {
  const digits = text.length > LONGEST ? null : fromLetters(text, home)
  const number = digits === null ? undefined : parseOne(digits, home, field)?.values[field]
  if (!number) return null
  return kept(text, number, field, [repaired(field, [text, number], 'phone.letters', 0.95, 'letters of the keypad')])
}

/** Where a spreadsheet wrote a number as a power of ten: all its digits, or none. */
function fromSpreadsheet(text: string, home: string | null, field: CleanField): Outcome {
  const digits = fromExponent(text)
  const number =
    digits === null
      ? undefined
      : (parseWithoutPlus(digits, home, field) ?? parseOne(digits, home, field) ?? parseOne(`+${digits}`, null, field))
          ?.values[field]
  if (!number) return dropped(field, text, 'phone.rounded', 'rounded by a spreadsheet, digits are lost')
  const evidence = 'written as a power of ten by a spreadsheet'
  return kept(text, number, field, [repaired(field, [text, number], 'phone.power-of-ten', 0.95, evidence)])
}

/** Several numbers in a cell: the first that is valid, and in the phone column a mobile number beside it. */
function parseSeveral(text: string, home: string | null, field: CleanField): Outcome | null {
  const parts = text.split(/\s*(?:[;,|\n]|\s\/\s|\/(?=\s?[+0])|\s+(?:oder|or|und|and|ou|o|et|y|e|en|of)\s+)\s*/i)
  if (parts.length < 2 || parts.length > MOST_NUMBERS) return null
  const numbers = new Set<string>()
  for (const part of parts) {
    const value = (parseOne(part, home, field) ?? parseRewritten(part, field))?.values[field]
    if (value) numbers.add(value)
  }
  const [first, ...others] = numbers
  if (first === undefined) return null
  const change = repaired(field, [text, first], 'phone.several', 0.95, 'the first valid of several numbers')
  const mobile = field === 'phone' ? others.find((number) => phoneType(number) === 'mobile') : undefined
  const { values, changes } = kept(text, first, field, [change])
  if (mobile === undefined) return { values, changes }
  const second = repaired('mobile', [text, mobile], 'phone.several', 0.95, 'the mobile of several numbers')
  return { values: { ...values, mobile }, changes: [...changes, second] }
}

function bareDigits(
  text: string,
  digits: string,
  { cell, country, field }: { readonly cell: string; readonly country: string | null; readonly field: CleanField },
): Outcome {
  // Text with digits in it (a note, an address) is no number; nor are digits that only together look like one.
  const isNumber = digits.length >= FEWEST_DIGITS && digits.length <= 20 && !/\p{L}/u.test(text)
  if (!isNumber || (digits !== text && parseOne(digits, country, field) !== null))
    return dropped(field, cell, 'phone.syntax', 'no number can be made out')
  return { values: { [field]: digits }, changes: UNCHANGED }
}
