/** Columns that say who responded and what they spent, however people write it. */

import { UserError } from '../base/errors.ts'
import type { EncodedColumn } from '../record/encoded.ts'
import { decideAmountFormat } from '../text/read-amount.ts'
import { decideDateFormat } from '../text/read-date.ts'

const YES = new Set([
  'yes',
  'y',
  'true',
  't',
  'ja',
  'j',
  'wahr',
  'oui',
  'si',
  'sí',
  'x',
  'responded',
  'converted',
  'bought',
])
const NO = new Set(['no', 'n', 'false', 'f', 'nein', 'falsch', 'non', '-', 'none', 'null', 'na', 'n/a'])

/** Per distinct value whether it is a response; a day or a number above zero is one, nothing is none. */
export function readResponses(column: Pick<EncodedColumn, 'values'>, name: string): boolean[] {
  const texts = column.values.filter((value) => value !== null)
  const dates = decideDateFormat(texts)
  return column.values.map((text) => {
    if (text === null || NO.has(text.toLowerCase())) return false
    if (YES.has(text.toLowerCase())) return true
    const number = Number(text.replace(',', '.'))
    if (!Number.isNaN(number)) return number > 0
    if (dates.read(text) !== null) return true
    throw new UserError(`The column "${name}" holds values that are neither yes nor no.`, {
      place: '--responded',
      wayOut: 'Use yes/no, true/false, 1/0, a number of responses, or the day of the response.',
    })
  })
}

export function readSpend(column: Pick<EncodedColumn, 'values'> | null): { amounts: number[]; minorPerUnit: number } {
  if (column === null) return { amounts: [], minorPerUnit: 100 }
  const reader = decideAmountFormat(column.values.filter((value) => value !== null))
  const amounts = column.values.map((text) => {
    const amount = text === null ? 0 : reader.read(text)
    if (amount !== null) return amount
    throw new UserError('The column with the spend holds values that are no amounts.', {
      place: '--spend',
      wayOut: 'Leave the cell empty (or 0) for people who spent nothing.',
    })
  })
  return { amounts, minorPerUnit: decideAmountFormat([], { currency: reader.currency }).read('1') ?? 100 }
}
