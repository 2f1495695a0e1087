/** What stands in a field again when a repair is taken back. */

import type { Change } from '../record/cleaned.ts'
import { asGiven } from './emails/repair-email.ts'
import { tidy } from './outcome.ts'

/** Of an e-mail address in the trail: one as long was cut there. */
const CUT = 320

/** Whether a person can take it back: of what was dropped as impossible, all that its field can hold at all. */
export function canBeTakenBack(change: Pick<Change, 'field' | 'decision' | 'before'>): boolean {
  const { decision } = change
  if (decision === 'repaired' || decision === 'review' || decision === 'revoked') return true
  return decision === 'invalid' && valueBefore(change) !== null
}

/** The value as it was given; null where that is none. Not asked for mere suggestions: there it stands already. */
export function valueBefore({ field, before, kept }: Pick<Change, 'field' | 'before' | 'kept'>): string | null {
  if (kept !== undefined) return kept
  if (field === 'email' || field === 'email_2') return before.length >= CUT ? null : asGiven(before)
  if (field === 'phone' || field === 'mobile') {
    const digits = before.replace(/\D/g, '')
    return digits.length >= FEWEST_DIGITS && digits.length <= MOST_DIGITS ? digits : null
  }
  const text = tidy(before)
  return text === '' ? null : text
}

/** Short numbers within a house; what stands in a cell beside a few digits is no number. */
const FEWEST_DIGITS = 3
const MOST_DIGITS = 20
