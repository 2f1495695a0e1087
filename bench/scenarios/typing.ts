/** Slips that can fall anywhere in a cell, the first letter included: insert, drop, replace, exchange, hear and see wrongly. */

import { misdial, mishear, misread, slip } from '../../src/sample/damage.ts'
import type { Rng } from '../../src/sample/rng.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

export function anySlip(rng: Rng, text: string): string {
  if (text.length < 2) return text
  const kind = rng.int(10)
  if (/^[\d-]+$/.test(text)) return digitSlip(rng, text)
  if (kind < 3) return slip(rng, text)
  if (kind < 4) return misread(rng, text)
  if (kind < 5) return mishear(rng, text)
  const at = rng.int(text.length)
  const letter = rng.pick([...LETTERS])
  if (kind < 7) return text.slice(0, at) + letter + text.slice(at)
  if (kind < 8) return text.slice(0, at) + text.slice(at + 1)
  if (kind < 9) return text.slice(0, at) + letter + text.slice(at + 1)
  return at + 1 < text.length ? text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2) : text.slice(1)
}

export function digitSlip(rng: Rng, text: string): string {
  const at = rng.int(text.length - 1)
  if (rng.chance(0.35) && text[at] !== '-' && text[at + 1] !== '-')
    return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)
  return misdial(rng, text)
}

/** A made-up word: syllables, so that vocabularies can be of any size. */
export function word(rng: Rng, syllables: number): string {
  let text = ''
  for (let i = 0; i < syllables; i++)
    text += rng.pick(ONSETS) + rng.pick(NUCLEI) + (rng.chance(0.4) ? rng.pick(CODAS) : '')
  return text
}
const ONSETS = 'b bl br c cl cr d dr f fl g gr h j k l m n p pr qu r s sh st t th tr v w wh'.split(' ')
const NUCLEI = 'a e i o u ai ea ee oo ow'.split(' ')
const CODAS = 'd l ll m n nd ng r rd rt s st t tt ck x'.split(' ')

export const capital = (text: string): string =>
  text.replace(/(^|[ -])([a-z])/g, (_, sign: string, c: string) => sign + c.toUpperCase())
