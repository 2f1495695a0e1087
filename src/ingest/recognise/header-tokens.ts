/** A header or file name as comparable words: case, accents, camelCase, dashes and digits taken apart. */

import { fold } from '../../text/fold.ts'

const MOST_LETTERS = 200

/** As nearly all words of a dictionary are written: there is nothing to take apart or to fold. */
const PLAIN = /^[a-z]+(?: [a-z]+)*$/

/** `KdNr`, `kd-nr`, `KD_NR` → `['kd', 'nr']`; `Address1` → `['address', '1']`. */
export function headerTokens(header: string): string[] {
  if (header.length <= MOST_LETTERS && PLAIN.test(header)) return header.split(' ')
  const spaced = header
    .slice(0, MOST_LETTERS)
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L})/gu, '$1 $2')
  const folded = fold(spaced)
  return folded === '' ? [] : folded.split(' ')
}

/** The words written as one, as dictionaries are keyed: `kd nr` and `kdnr` are the same. */
export function joinTokens(tokens: readonly string[]): string {
  return tokens.join('')
}

/** `ae`, `oe`, `ue` as the umlauts they may stand for. */
export function withoutDigraphs(joined: string): string {
  return joined.replace(/([aou])e/g, '$1')
}
