/** Repairs one phone number: E.164 where the numbering plan of its country knows it, else its digits; fillers out. */

import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { CleanField } from '../record/fields.ts'
import { dropped, NOTHING, type Outcome, UNCHANGED } from './outcome.ts'
import { plainE164 } from './plain-phone.ts'

const LONGEST = 80
const FEWEST_DIGITS = 6

/**
 * `country`: ISO alpha-2 of the record or its source; null where unknown. E.164 for valid numbers; else the bare digits
 * (six or more); else nothing. The extension stays in the trail only.
 */
export function repairPhone(cell: string, country: string | null, field: CleanField): Outcome {
  if (cell.length <= LONGEST) {
    const plain = plainE164(cell, country)
    if (plain !== null && !isFiller(plain.slice(2)) && !isFiller(cell.replace(/\D/g, '')))
      return { values: { [field]: plain }, changes: UNCHANGED }
  }
  if (cell.length > LONGEST * 10) return dropped(field, cell, 'phone.syntax', 'far too long for a number')
  const text = toAsciiDigits(cell).trim()
  if (text === '') return NOTHING
  const digits = text.replace(/\D/g, '')
  if (isFiller(digits)) return dropped(field, cell, 'phone.filler', 'a filler, not a number')
  if (/^[\d.,]+e\+?\d{1,2}$/i.test(text))
    return dropped(field, cell, 'phone.rounded', 'rounded by a spreadsheet, digits are lost')
  return (
    parseOne(text, country, field) ??
    // 00 is dialled in most of the world, also by people who copy a number into a country that dials 011.
    (digits.startsWith('00') ? parseOne(`+${digits.slice(2)}`, null, field) : null) ??
    parseFirst(text, country, field) ??
    bareDigits(text, digits, { cell, country, field })
  )
}

function parseOne(text: string, country: string | null, field: CleanField): Outcome | null {
  if (text.length > LONGEST) return null
  const home = country !== null && isSupportedCountry(country) ? country : null
  // Without a country only a number that names its own can be read: not worth the parser's time.
  if (home === null && !text.includes('+') && !text.includes('\uff0b')) return null
  const number = parsePhoneNumberFromString(text, home ?? {})
  if (number === undefined || !number.isValid()) return null
  if (isFiller(number.nationalNumber)) return dropped(field, text, 'phone.filler', 'a filler, not a number')
  if (!number.ext) return { values: { [field]: number.number }, changes: UNCHANGED }
  return {
    values: { [field]: number.number },
    changes: [
      {
        field,
        before: text,
        after: number.number,
        rule: 'phone.extension',
        confidence: 1,
        decision: 'repaired',
        evidence: 'extension apart',
      },
    ],
  }
}

/** Several numbers in a cell: the first that is valid. */
function parseFirst(text: string, country: string | null, field: CleanField): Outcome | null {
  const parts = text.split(/\s*(?:[;,|\n]|\s\/\s|\s+(?:oder|or|und|and|ou|o)\s+)\s*/i)
  if (parts.length < 2 || parts.length > 6) return null
  for (const part of parts) {
    const value = parseOne(part, country, field)?.values[field]
    if (!value) continue
    return {
      values: { [field]: value },
      changes: [
        {
          field,
          before: text.slice(0, 200),
          after: value,
          rule: 'phone.several',
          confidence: 0.95,
          decision: 'repaired',
          evidence: 'the first valid of several numbers',
        },
      ],
    }
  }
  return null
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

/** 0000000, 1111111, 123456, 0123456789. */
function isFiller(digits: string): boolean {
  if (digits.length < 4) return false
  const core = digits.replace(/^0+/, '')
  return (
    core === '' ||
    /^(\d)\1{5,}$/.test(core) ||
    (core.length >= 5 && '1234567890'.startsWith(core)) ||
    digits === '0123456789'
  )
}

/** Full-width, Arabic-Indic and other decimal digits → 0–9; invisible characters out. */
function toAsciiDigits(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  return text
    .replace(/[\ud800-\udfff]/gu, '')
    .normalize('NFKC')
    .replace(/[\u0660-\u0669]/g, (c) => String(c.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (c) => String(c.charCodeAt(0) - 0x6f0))
    .replace(/[\u0000-\u001f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, ' ')
}
