/** What `goldpan repair` writes beside a phone number. */

import { extensionOf, repairPhone } from '../repair/phones/repair-phone.ts'
import type { Cell } from '../sinks/csv.ts'
import { phoneType } from '../text/phone-type.ts'
import { type AddedColumns, TOO_LONG } from './repair-cells.ts'

/** Distinct numbers remembered. */
const MOST_NUMBERS = 200_000

interface PhoneCells {
  readonly first: readonly Cell[]
  readonly last: readonly Cell[]
}

const NONE: PhoneCells = { first: [null, null], last: [null, null, null] }

/** `country`: ISO alpha-2 of numbers that name none. */
export function phoneColumns(country: string | null): AddedColumns {
  const known = new Map<string, PhoneCells>()
  const cellsFor = (cell: string): PhoneCells => {
    if (cell === '' || cell.trim() === '') return NONE
    let cells = known.get(cell)
    if (cells === undefined) {
      cells = read(cell, country)
      if (known.size < MOST_NUMBERS) known.set(cell, cells)
    }
    return cells
  }
  return {
    names: ['phone_e164', 'phone_decision'],
    decisionAt: 1,
    cellsOf: (cell) => cellsFor(cell).first,
    lastNames: ['phone_type', 'phone_extension', 'phone_reason'],
    lastCellsOf: (_, cell) => cellsFor(cell).last,
    tooLong: { first: [null, 'invalid'], last: [null, null, `phone.syntax: ${TOO_LONG}`] },
  }
}

/** A doubtful number stands there for review: it may be somebody's. */
function read(cell: string, country: string | null): PhoneCells {
  const { values, changes } = repairPhone(cell, country, 'phone')
  const number = values.phone ?? null
  const reason = changes.map(({ rule, evidence }) => `${rule}: ${evidence}`).join('; ')
  if (number === null || !number.startsWith('+'))
    return {
      first: [null, 'invalid'],
      last: [null, null, reason || noCountry(country)],
    }
  const isDoubtful = changes.some((change) => change.decision === 'review')
  const decision = isDoubtful ? 'review' : number === cell.trim() ? 'ok' : 'repaired'
  const extension = changes.some((change) => change.rule === 'phone.extension') ? extensionOf(cell, country) : null
  return { first: [number, decision], last: [phoneType(number), extension, reason || null] }
}

const noCountry = (country: string | null): string =>
  country === null
    ? 'phone.country: it names no country, and no --country says how to read it'
    : 'phone.country: no valid number of the country, and it names no other'
