/** What stands in a field again when a repair is taken back. */

import type { Change } from '../record/cleaned.ts'
import type { CleanField } from '../record/fields.ts'
import { tidy } from './outcome.ts'
import { asGiven } from './repair-email.ts'

const NAMES: ReadonlySet<CleanField> = new Set([
  'first_name',
  'middle_name',
  'last_name',
  'birth_name',
  'company',
  'suffix',
  'title',
])

/** Whether a person can take it back: what was dropped because it can be no date, number or address stays dropped. */
export function canBeTakenBack({ decision, field }: Pick<Change, 'field' | 'decision'>): boolean {
  return decision === 'repaired' || decision === 'review' || decision === 'revoked' || isDroppedName(decision, field)
}

const isDroppedName = (decision: string, field: CleanField): boolean => decision === 'invalid' && NAMES.has(field)

/** The value as it was given; null where that is none. Not asked for mere suggestions: there it stands already. */
export function valueBefore({ field, before }: Change): string | null {
  if (field === 'email' || field === 'email_2') return asGiven(before)
  if (field === 'phone' || field === 'mobile') {
    const digits = before.replace(/\D/g, '')
    return digits.length >= 6 && digits.length <= 15 ? digits : null
  }
  const text = tidy(before)
  return text === '' ? null : text
}
