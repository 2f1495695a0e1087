/** What typing, spreadsheets and habit make of phone numbers, undone on the text before it is parsed. */

/** Full-width, Arabic-Indic and other decimal digits → 0–9; invisible characters out. */
export function toAsciiDigits(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  return text
    .replace(/[\ud800-\udfff]/gu, '')
    .normalize('NFKC')
    .replace(/[\u0660-\u0669]/g, (c) => String(c.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (c) => String(c.charCodeAt(0) - 0x6f0))
    .replace(/[\u0000-\u001f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, ' ')
}

/** Words for an extension that the parser does not know: German, French, Dutch, Portuguese. */
const EXTENSION_WORD =
  /(?<=\d[\s,;)\-–/]{0,3})(?:durchwahl|nebenstelle|dw|nst|apparat|app|poste|toestel|tst|ramal)(?:\b|(?=\d))[\s.:]{0,3}(?=\d{1,6}\s*$)/i

/** `030 901820 Durchwahl 12` as the parser understands it. */
export const sayExtension = (text: string): string => (text.length > 80 ? text : text.replace(EXTENSION_WORD, ' ext. '))

const EXPONENT = /^([1-9])[.,]?(\d{0,14})e\+?(\d{1,2})$/i

/** 4.917012345678E+12 with all its digits → 4917012345678; null where digits are lost (4.93E+11). */
export function fromExponent(text: string): string | null {
  const m = EXPONENT.exec(text)
  return m !== null && m[2]!.length === Number(m[3]) ? m[1]! + m[2]! : null
}

export const isExponent = (text: string): boolean => /^[\d.,]+e\+?\d{1,2}$/i.test(text)

const KEYS = 'abc2def3ghi4jkl5mno6pqrs7tuv8wxyz9'

/** 1-800-FLOWERS as its digits, where numbers are spelled so; null for any other text. */
export function fromLetters(text: string, country: string | null): string | null {
  const spelled =
    /^(\+?1?[\s.(-]{0,3}\d{3}[\s.)-]{1,3}|(?:1[38]00|13|0?800)[\s.-]{1,2})([A-Z0-9][A-Z0-9.\s-]{4,14})$/i.exec(text)
  if (spelled === null || country === null || !SPELLING.has(country)) return null
  const letters = spelled[2]!.replace(/[^A-Za-z]/g, '').length
  if (letters < 3 || /ext|[^a-z]x\d/i.test(text)) return null
  return spelled[1]! + spelled[2]!.replace(/[A-Za-z]/g, (c) => keyOf(c)).replace(/\D/g, '')
}

const SPELLING = new Set(['US', 'CA', 'PR', 'AU', 'NZ', 'GB'])

function keyOf(letter: string): string {
  let at = KEYS.indexOf(letter.toLowerCase())
  while (!/\d/.test(KEYS[at]!)) at++
  return KEYS[at]!
}

/** Other ways of writing the same number, tried in turn where it does not parse as it stands. */
export function* rewritings(text: string): IterableIterator<string> {
  const digits = text.replace(/\D/g, '')
  // 00 is dialled in most of the world, also by people who copy a number into a country that dials 011.
  if (digits.startsWith('00')) yield `+${digits.slice(2)}`
  if (digits.startsWith('011') && digits.length > 11) yield `+${digits.slice(3)}`
  if (/^\s*(?:\(?\+|\+\s*\+)/.test(text)) {
    if (/\(\s*0\s*\)/.test(text)) yield `+${text.replace(/\(\s*0\s*\)/, '').replace(/\D/g, '')}`
    yield `+${digits.replace(/^0+/, '')}`
  }
}

/** 0000000, 1111111, 123456, 0123456789, and a number that ends in seven zeros. */
export function isFiller(digits: string): boolean {
  if (digits.length < 4) return false
  const core = digits.replace(/^0+/, '')
  return (
    core === '' ||
    /^(\d)\1{5,}$/.test(core) ||
    (core.length >= 5 && ('1234567890'.startsWith(core) || '9876543210'.startsWith(core))) ||
    digits.endsWith('0000000') ||
    digits === '0123456789'
  )
}

/** One digit seven times at the end, or seven in a row: a taxi's number, or nobody's. */
export const isDoubtful = (digits: string): boolean =>
  /(\d)\1{6}$/.test(digits) || /(?:1234567|2345678|3456789)$/.test(digits)
