/** The keys of match-keys.ts byte by byte, for the plain ASCII that most texts are: no string is made of them. */

import { localPart, MOST_EMAIL, normalisers, PHONE_DIGITS } from './match-keys.ts'

/** Writes what is made of `bytes[from..to)` at `at`, never longer; its end, or −1 where strings must be asked. */
export type WriteKey = (bytes: Uint8Array, from: number, to: number, into: Uint8Array, at: number) => number

/** By what makes the same of a string. */
const WRITERS: ReadonlyMap<(text: string) => string, WriteKey> = new Map<(text: string) => string, WriteKey>([
  [normalisers.given, (bytes, from, to, into, at) => writeFolded(bytes, from, to, into, at, true, true)],
  [normalisers.family, writeFamily],
  [normalisers.email, writeEmail],
  [normalisers.phone, writePhone],
  [normalisers.date, writeTrimmed],
  [normalisers.code, (bytes, from, to, into, at) => writeFolded(bytes, from, to, into, at, false, false)],
  [normalisers.text, (bytes, from, to, into, at) => writeFolded(bytes, from, to, into, at, true, false)],
  [localPart, writeLocal],
])

/** Null where there is none. */
export const writerOf = (make: (text: string) => string): WriteKey | null => WRITERS.get(make) ?? null

const [BLANK, PLUS, DOT, AT, A, E, O, U] = [...' +.@aeou'].map((letter) => letter.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
]

/** By ASCII byte: the letter in lower case or the digit, 0 for all else. */
const FOLDED = Uint8Array.from({ length: 128 }, (_, byte) =>
  /[a-z0-9]/i.test(String.fromCharCode(byte)) ? String.fromCharCode(byte).toLowerCase().charCodeAt(0) : 0,
)

/** Letters and digits in lower case, with a blank for what stands between words or none; umlauts written with an e without it. */
export function writeFolded(
  bytes: Uint8Array,
  from: number,
  to: number,
  into: Uint8Array,
  at: number,
  hasBlanks: boolean,
  areUmlautsAlike: boolean,
): number {
  let end = at
  let before = BLANK
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!
    if (byte >= 0x80) return -1
    const letter = FOLDED[byte]!
    if (letter === 0) {
      if (before !== BLANK && hasBlanks) into[end++] = BLANK
      before = BLANK
      continue
    }
    if (!areUmlautsAlike || letter !== E || (before !== A && before !== O && before !== U)) into[end++] = letter
    before = letter
  }
  return hasBlanks && before === BLANK && end > at ? end - 1 : end
}

/** Particles stand before a blank. */
function writeFamily(bytes: Uint8Array, from: number, to: number, into: Uint8Array, at: number): number {
  const end = writeFolded(bytes, from, to, into, at, true, true)
  for (let i = at; i < end; i++) if (into[i] === BLANK) return -1
  return end
}

function writeTrimmed(bytes: Uint8Array, from: number, to: number, into: Uint8Array, at: number): number {
  let [first, last] = [from, to]
  while (first < last && isBlank(bytes[first]!)) first++
  while (first < last && isBlank(bytes[last - 1]!)) last--
  let end = at
  for (let i = first; i < last; i++) {
    if (bytes[i]! >= 0x80) return -1
    into[end++] = bytes[i]!
  }
  return end
}

const isBlank = (byte: number): boolean => byte === BLANK || (byte >= 9 && byte <= 13)

function writeEmail(bytes: Uint8Array, from: number, to: number, into: Uint8Array, at: number): number {
  const end = Math.min(writeTrimmed(bytes, from, to, into, at), at + MOST_EMAIL)
  for (let i = at; i < end; i++) into[i] = FOLDED[into[i]!]! || into[i]!
  return end
}

/** Bytes of other letters are no digits, whatever they are. */
function writePhone(bytes: Uint8Array, from: number, to: number, into: Uint8Array, at: number): number {
  let digits = 0
  let first = to
  while (first > from && digits < PHONE_DIGITS) if (isDigit(bytes[--first]!)) digits++
  let end = at
  for (let i = first; i < to; i++) if (isDigit(bytes[i]!)) into[end++] = bytes[i]!
  return end
}

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57

/** What stands before the @, without tag and dots. */
export function writeLocal(bytes: Uint8Array, from: number, to: number, into: Uint8Array, at: number): number {
  let end = at
  for (let i = from, last = endOfLocal(bytes, from, to); i < last; i++) if (bytes[i] !== DOT) into[end++] = bytes[i]!
  return end
}

/** Where what stands before the @ ends, without its tag. */
function endOfLocal(bytes: Uint8Array, from: number, to: number): number {
  let last = to - 1
  while (last > from && bytes[last] !== AT) last--
  const end = last > from ? last : to
  let plus = from
  while (plus < end && bytes[plus] !== PLUS) plus++
  return plus > from ? plus : end
}
