/** Which encoding a file's bytes are in: byte order marks, NUL patterns, UTF-8 validity, then letter habits. */

import { isUtf8 } from 'node:buffer'
import { guessCodePage } from './code-page.ts'

/** Lower-case names as in the WHATWG encoding standard, plus `ibm850`. */
export interface EncodingGuess {
  readonly encoding: string
  /** Length of the byte order mark. */
  readonly bom: number
}

/**
 * @param sample bytes from the file's beginning, and possibly whole lines from further on
 * @param isWhole true when the sample's last byte ends a character
 */
export function detectEncoding(sample: Buffer, isWhole: boolean): EncodingGuess {
  return (
    byMark(sample) ??
    byNuls(sample) ?? { encoding: isMostlyUtf8(sample, isWhole) ? 'utf-8' : guessCodePage(sample), bom: 0 }
  )
}

function byMark(bytes: Buffer): EncodingGuess | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', bom: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', bom: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', bom: 2 }
  return null
}

/** UTF-16 without a mark: delimiters, digits and line ends have their zero byte always on the same side. */
function byNuls(bytes: Buffer): EncodingGuess | null {
  let even = 0
  let odd = 0
  const length = Math.min(bytes.length, 65_536) & ~1
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  const pairs = length / 2
  if (odd > pairs * 0.1 && even < odd * 0.05) return { encoding: 'utf-16le', bom: 0 }
  if (even > pairs * 0.1 && odd < even * 0.05) return { encoding: 'utf-16be', bom: 0 }
  return null
}

/**
 * UTF-8 also when a few characters are broken: merged exports hold stray rows of another encoding, which the reader
 * decodes on their own.
 */
function isMostlyUtf8(bytes: Buffer, isWhole: boolean): boolean {
  if (isUtf8(isWhole ? bytes : bytes.subarray(0, lastWholeCharacter(bytes)))) return true
  let good = 0
  let bad = 0
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i)
    if (length === 0) bad++
    else if (length > 1) good++
    i += length === 0 ? 1 : length
  }
  return good > bad * 2
}

/** Length of the valid UTF-8 sequence at `i` (shape only), or 0. */
function sequenceLength(bytes: Buffer, i: number): number {
  const lead = bytes[i]!
  if (lead < 0x80) return 1
  const length = lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0
  for (let k = 1; k < length; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return 0
  return length
}

/** Offset before a UTF-8 sequence that the end of the buffer cuts. */
export function lastWholeCharacter(bytes: Uint8Array): number {
  const end = bytes.length
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = bytes[end - back]!
    if ((byte & 0xc0) === 0x80) continue
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return needs > back ? end - back : end
  }
  return end
}
