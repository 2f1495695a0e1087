/** The digits of dates written YYYY-MM-DD in one word, four bits each: the codes they have in their table. */

import type { TextTable } from '../../text/text-table.ts'

const MOST_CODES = 16
const DIGIT_PLACES = [0, 1, 2, 3, 5, 6, 8, 9]

/** By text; 0 where it has another form, or where the texts have too many letters to be such dates. */
export function dateDigits({ codes, offsets, alphabet }: TextTable): Uint32Array {
  const digits = new Uint32Array(offsets.length - 1)
  if (alphabet > MOST_CODES) return digits
  let dash = 0
  for (let i = 0; i < digits.length; i++) {
    const from = offsets[i]!
    if (offsets[i + 1]! - from !== 10) continue
    if (dash === 0 && codes[from + 4] === codes[from + 7]) dash = codes[from + 4]!
    if (codes[from + 4] !== dash || codes[from + 7] !== dash) continue
    for (const place of DIGIT_PLACES) digits[i] = (digits[i]! << 4) | codes[from + place]!
  }
  return digits
}
