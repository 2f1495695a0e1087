import { describe, expect, it } from 'vitest'
import { findHouseholds } from '../../../src/match/persons/households.ts'
import type { CleanedRecord } from '../../../src/record/cleaned.ts'
import { ColumnEncoder } from '../../../src/record/encoded.ts'
import { CLEAN_FIELDS } from '../../../src/record/fields.ts'

/** Household number of each person (by first appearance), null for those who live with nobody known. */
function households(...people: readonly CleanedRecord[]): (number | null)[] {
  const golden = new Uint32Array(people.length * CLEAN_FIELDS.length)
  const columns = CLEAN_FIELDS.map((field, f) => {
    const encoder = new ColumnEncoder(people.length)
    for (const person of people) encoder.push(person[field] ?? null)
    const column = encoder.finish()
    column.ids.forEach((id, person) => {
      golden[person * CLEAN_FIELDS.length + f] = id
    })
    return column
  })
  const ids = people.map((_, person) => `p${String(person).padStart(3, '0')}`)
  const { household, count } = findHouseholds(columns, golden, ids)
  const names = [...new Set(household.filter((id) => id !== null))]
  expect(count).toBe(names.length)
  return household.map((id) => (id === null ? null : names.indexOf(id)))
}

const HOME = { street: 'Hauptstraße', house_number: '12', postcode: '10115', city: 'Berlin' }

describe('households', () => {
  it('are people of one family name at one address, however it is written', () => {
    expect(
      households(
        { ...HOME, last_name: 'Müller' },
        { ...HOME, street: 'HAUPTSTR.', last_name: 'Mueller' },
        { ...HOME, last_name: 'Falk' },
      ),
    ).toEqual([0, 0, null])
  })

  it('hold people of two names who share a telephone', () => {
    expect(
      households(
        { ...HOME, last_name: 'Falk', phone: '+49301234567' },
        { ...HOME, last_name: 'Roth', mobile: '030 1234567' },
      ),
    ).toEqual([0, 0])
  })

  it('are joined by a third person who shares something with each', () => {
    expect(
      households(
        { ...HOME, last_name: 'Falk' },
        { ...HOME, last_name: 'Roth', phone: '+49301234567' },
        { ...HOME, last_name: 'Falk', phone: '+49301234567' },
      ),
    ).toEqual([0, 0, 0])
  })

  it('end at the door: other numbers, units and towns are other homes', () => {
    const own = { ...HOME, last_name: 'Falk' }
    expect(
      households(own, { ...own, house_number: '13' }, { ...own, unit: '4' }, { ...own, postcode: '20095' }),
    ).toEqual([null, null, null, null])
  })

  it('need an address: one name or one telephone alone makes none', () => {
    const own = { last_name: 'Falk', phone: '+49301234567' }
    expect(households(own, own, { ...own, city: 'Berlin' }, { ...own, street: 'Talweg' })).toEqual(Array(4).fill(null))
  })

  it('keep one id for one household, named by the smallest person', () => {
    const people = [{ ...HOME, last_name: 'Falk' }, { last_name: 'Roth' }, { ...HOME, last_name: 'Falk' }]
    expect(households(...people)).toEqual([0, null, 0])
  })
})
