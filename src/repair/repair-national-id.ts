/** National ids: separators out, capitals; obvious fillers are no ids (they would join everybody). */

import { dropped, NOTHING, type Outcome, tidy, UNCHANGED } from './outcome.ts'

export function repairNationalId(cell: string): Outcome {
  const national_id = tidy(cell, 60)
    .replace(/[\s.\-/_]+/g, '')
    .toUpperCase()
  if (national_id === '') return NOTHING
  if (/^(.)\1{4,}$/u.test(national_id) || national_id === '123456789')
    return dropped('national_id', cell, 'national-id.filler', 'a filler, not a number')
  return { values: { national_id }, changes: UNCHANGED }
}
