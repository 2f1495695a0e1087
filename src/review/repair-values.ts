/** What a person may put in the place of a suggestion: of the form that the field has. */

import { UserError } from '../base/errors.ts'
import { dropControls } from '../html/escape.ts'
import { parseIsoDate } from '../record/dates.ts'

const LONGEST = 200
const ADDRESS = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/

/** @throws UserError where it cannot stand in the field; the message does not repeat it. */
export function valueFor(field: string, given: string): string {
  const text = dropControls(given).replace(/\s+/g, ' ').trim()
  const refuse = (why: string) => new UserError(why, { wayOut: 'Nothing was decided. Go back and write it anew.' })
  if (text === '' || text.length > LONGEST) throw refuse('That is empty or too long.')
  if (field === 'email' || field === 'email_2') {
    if (!ADDRESS.test(text)) throw refuse('That is no e-mail address.')
    const at = text.lastIndexOf('@')
    return text.slice(0, at) + text.slice(at).toLowerCase()
  }
  if (field === 'birth_date' && parseIsoDate(text) === null) throw refuse('A date of birth is written as YYYY-MM-DD.')
  return text
}
