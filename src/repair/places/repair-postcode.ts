/** Postcodes in the form of their country; lost zeros and letters for digits put right, other forms shown for review. */

import type { Change } from '../../record/cleaned.ts'
import { type Outcome, UNCHANGED } from '../outcome.ts'
import type { AddressRules } from '../rules.ts'

export type PostcodeRepairer = (text: string, country: string | null) => Outcome

export function createPostcodeRepairer(rules: AddressRules): PostcodeRepairer {
  const forms = new Map(
    Object.entries(rules.countries).flatMap(([country, { postcode, digits }]) =>
      postcode === undefined
        ? []
        : [[country, { form: new RegExp(`^(?:${postcode})$`), digits: digits ?? null }] as const],
    ),
  )
  return (text, country) => {
    if (text === '') return { values: {}, changes: UNCHANGED }
    const plain = bareCode(text)
    const known = country === null ? undefined : forms.get(country)
    const shaped = shapePostcode(plain, country)
    if (known === undefined || known.form.test(shaped)) return { values: { postcode: shaped }, changes: UNCHANGED }
    const padded = known.digits === null ? null : padZeros(plain, known.digits, country!)
    if (padded !== null && known.form.test(padded))
      return changed(text, padded, 'postcode.leading-zero', 'a leading zero was lost')
    const read = shapePostcode(lettersToDigits(plain, country), country)
    if (known.form.test(read)) return changed(text, read, 'postcode.letter', 'letters typed for digits')
    const within = withinText(plain, country, known.form)
    if (within !== null) return changed(text, within, 'postcode.with-place', 'more than the postcode in its column')
    // Not of its country's form: kept, for the country may be the wrong one.
    return { values: { postcode: plain }, changes: [review(text, country!)] }
  }
}

function changed(before: string, after: string, rule: string, evidence: string): Outcome {
  const change: Change = { field: 'postcode', before, after, rule, confidence: 0.97, decision: 'repaired', evidence }
  return { values: { postcode: after }, changes: [change] }
}

const review = (before: string, country: string): Change => ({
  field: 'postcode',
  before,
  after: '',
  rule: 'postcode.form',
  confidence: 0.5,
  decision: 'review',
  evidence: `not of the form used in ${country}`,
})

/** D-10115, CH-8001, NL-1012 AB; and 10115.0 or '01234 from a spreadsheet. */
function bareCode(text: string): string {
  return text
    .toUpperCase()
    .replace(/^['’]+(?=\d)/, '')
    .replace(/^[A-Z]{1,2}\s?[-–]\s?(?=\d{4,5}(?: ?[A-Z]{2})?$)/, '')
    .replace(/^(\d+)\.0$/, '$1')
}

function shapePostcode(text: string, country: string | null): string {
  const tight = text.replace(/[\s.–-]+/g, '')
  if (country === 'GB' && /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(tight))
    return `${tight.slice(0, -3)} ${tight.slice(-3)}`
  if (country === 'CA' && /^[A-Z]\d[A-Z]\d[A-Z]\d$/.test(tight)) return `${tight.slice(0, 3)} ${tight.slice(3)}`
  if (country === 'NL' && /^\d{4}[A-Z]{2}$/.test(tight)) return `${tight.slice(0, 4)} ${tight.slice(4)}`
  if (country === 'US' && /^\d{9}$/.test(tight)) return `${tight.slice(0, 5)}-${tight.slice(5)}`
  if ((country === 'SE' || country === 'CZ') && /^\d{5}$/.test(tight)) return `${tight.slice(0, 3)} ${tight.slice(3)}`
  if (country === 'PL' && /^\d{5}$/.test(tight)) return `${tight.slice(0, 2)}-${tight.slice(2)}`
  if (country === 'PT' && /^\d{7}$/.test(tight)) return `${tight.slice(0, 4)}-${tight.slice(4)}`
  // 75 002, 10 115: blanks within digits.
  if (country !== null && FIVE_DIGITS.has(country) && /^\d{5}$/.test(tight)) return tight
  return text
}

const FIVE_DIGITS = new Set(['DE', 'FR', 'ES', 'IT', 'US', 'FI'])
/** Where codes begin with two zeros (Rome 00184, Puerto Rico 00601). */
const TWO_ZEROS = new Set(['IT', 'US'])

function padZeros(text: string, digits: number, country: string): string | null {
  const m = /^([1-9]\d*)(-\d{4})?$/.exec(text)
  if (m === null) return null
  const lost = digits - m[1]!.length
  const zip4 = country === 'US' && /^[1-9]\d{7}$/.test(text) ? `0${text.slice(0, 4)}-${text.slice(4)}` : null
  return lost === 1 || (lost === 2 && TWO_ZEROS.has(country)) ? m[1]!.padStart(digits, '0') + (m[2] ?? '') : zip4
}

const DIGIT_OF: Readonly<Record<string, string>> = { O: '0', Q: '0', I: '1', L: '1', S: '5', B: '8' }

/** O for 0 and I for 1 where only a digit can stand. */
function lettersToDigits(text: string, country: string | null): string {
  const toDigits = (part: string) => part.replace(/[OQILSB]/g, (c) => DIGIT_OF[c]!)
  const tight = text.replace(/\s+/g, '')
  if (country === 'GB')
    return tight.length < 5 ? text : `${tight.slice(0, -3)}${toDigits(tight.at(-3)!)}${tight.slice(-2)}`
  if (country === 'NL') return tight.length === 6 ? toDigits(tight.slice(0, 4)) + tight.slice(4) : text
  // At least half of it digits already: letters alone are no number.
  return tight.replace(/\D/g, '').length * 2 > tight.length ? toDigits(tight) : text
}

/** "10115 BERLIN", "PARIS 75002": one code of the country's form beside a name. */
function withinText(text: string, country: string | null, form: RegExp): string | null {
  if (text.length > 40 || !/\p{L}{3}/u.test(text)) return null
  const ends = [
    /^(\d{4} ?[A-Z]{2})\s/.exec(text),
    /^([\dA-Z-]{4,8})[\s,]/.exec(text),
    /[\s,]([\d-]{4,10})$/.exec(text),
    /[\s,]([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/.exec(text),
  ]
  const found = new Set(
    ends.flatMap((m) => (m === null ? [] : [shapePostcode(m[1]!, country)])).filter((code) => form.test(code)),
  )
  return found.size === 1 ? [...found][0]! : null
}
