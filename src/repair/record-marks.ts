/** What tells that two records are of one person without matching them: a few marks, any of which may agree. */

import type { CleanField } from '../record/fields.ts'
import { fold } from '../text/fold.ts'
import { familyKey, nameKey } from '../text/name-key.ts'

/** Fields that {@link marksOf} asks for. */
export const MARK_FIELDS = [
  'first_name',
  'last_name',
  'birth_date',
  'phone',
  'mobile',
  'postcode',
  'street',
  'house_number',
] as const satisfies readonly CleanField[]

const KINDS: Readonly<Record<string, string>> = { b: 'birth date', n: 'name', a: 'postal address', t: 'telephone' }

/** Sorted; each begins with the letter of its kind. */
export function marksOf(value: (field: (typeof MARK_FIELDS)[number]) => string | null): string[] {
  const marks: string[] = []
  const [first, last, birth] = [value('first_name'), value('last_name'), value('birth_date')]
  if (first !== null && last !== null) marks.push(...nameMarks(first, last), ...nameMarks(last, first))
  if (birth !== null) marks.push(`b${birth}`)
  for (const number of [value('phone'), value('mobile')]) if (number?.startsWith('+')) marks.push(`t${number}`)
  const [postcode, street] = [value('postcode'), value('street')]
  if (postcode !== null && street !== null)
    marks.push(`a${postcode} ${fold(street)} ${value('house_number')?.toLowerCase() ?? ''}`)
  return [...new Set(marks)].sort()
}

/** The family name and how the given name begins: Jon, John and J. are alike here; which is which may be mixed up. */
function nameMarks(given: string, family: string): string[] {
  const [begin, key] = [[...nameKey(given)][0], familyKey(family)]
  return begin === undefined || key.length < 2 ? [] : [`n${key} ${begin}`]
}

/** The kinds of marks that agree, in words; none where birth dates speak against one person. */
export function agreement(l: readonly string[], r: readonly string[]): readonly string[] {
  const other = new Set(r)
  const shared = l.filter((mark) => other.has(mark))
  const hasBirth = (marks: readonly string[]): boolean => marks.some((mark) => mark.startsWith('b'))
  if (hasBirth(l) && hasBirth(r) && !hasBirth(shared)) return []
  return [...new Set(shared.map((mark) => KINDS[mark[0]!]!))].sort()
}
