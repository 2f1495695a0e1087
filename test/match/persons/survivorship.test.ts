import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import {
  ADDRESS_FIELDS,
  openSurvivorship,
  type RecordColumns,
  trustRanks,
} from '../../../src/match/persons/survivorship.ts'
import { survivorshipRules } from '../../../src/match/rules.ts'
import type { CleanedRecord } from '../../../src/record/cleaned.ts'
import { ColumnEncoder } from '../../../src/record/encoded.ts'
import { CLEAN_FIELDS, type CleanField } from '../../../src/record/fields.ts'

const RULES = survivorshipRules.schema.parse(
  parse(readFileSync(new URL('../../../rules/survivorship.yaml', import.meta.url), 'utf8')),
)

function columnsOf(records: readonly CleanedRecord[]): RecordColumns {
  return CLEAN_FIELDS.map((field) => {
    if (records.every((record) => record[field] === undefined)) return null
    const encoder = new ColumnEncoder(records.length)
    for (const record of records) encoder.push(record[field] ?? null)
    return encoder.finish()
  })
}

function golden(...records: readonly CleanedRecord[]): CleanedRecord {
  const columns = columnsOf(records)
  const row = new Uint32Array(CLEAN_FIELDS.length)
  openSurvivorship(columns, RULES, new Uint16Array(records.length)).take(Uint32Array.from(records.keys()), row)
  return Object.fromEntries(
    CLEAN_FIELDS.flatMap((field, f) => {
      const value = columns[f]?.values[row[f]!] ?? null
      return value === null ? [] : [[field, value]]
    }),
  )
}

describe('golden records', () => {
  it('of one record is that record', () => {
    const record = { first_name: 'Ida', street: 'Hauptstraße', house_number: '4', email: 'ida@example.org' }
    expect(golden(record)).toEqual(record)
  })

  it('take the newest family name and the fullest first name', () => {
    const found = golden(
      { first_name: 'K.', last_name: 'Brandt', updated_at: '2026-03-01' },
      { first_name: 'Katharina', last_name: 'Falk', updated_at: '2019-05-01' },
      { first_name: 'K.', last_name: 'Falk', updated_at: '2020-05-01' },
    )
    expect(found).toMatchObject({ first_name: 'Katharina', last_name: 'Brandt', updated_at: '2026-03-01' })
  })

  it('take the birth date that most records hold, whatever is newer', () => {
    const found = golden(
      { birth_date: '1980-01-02', updated_at: '2026-01-01' },
      { birth_date: '1980-02-01', updated_at: '2010-01-01' },
      { birth_date: '1980-02-01', updated_at: '2011-01-01' },
    )
    expect(found.birth_date).toBe('1980-02-01')
  })

  it('never take a newer address of mail that no mail can reach', () => {
    const found = golden(
      { email: 'ida@example.org', updated_at: '2015-01-01' },
      { email: 'ida@example', updated_at: '2026-01-01' },
    )
    expect(found.email).toBe('ida@example.org')
  })

  it('keep the first day and the last day', () => {
    expect(
      golden(
        { created_at: '2012-04-01', updated_at: '2013-01-01' },
        { created_at: '2010-04-01', updated_at: '2011-01-01' },
      ),
    ).toEqual({ created_at: '2010-04-01', updated_at: '2013-01-01' })
  })

  it('prefer a complete postal address to a newer fragment', () => {
    const found = golden(
      { street: 'Talweg', house_number: '7', postcode: '04109', city: 'Leipzig', updated_at: '2014-01-01' },
      { city: 'Köln', updated_at: '2026-01-01' },
    )
    expect(found).toMatchObject({ street: 'Talweg', house_number: '7', postcode: '04109', city: 'Leipzig' })
  })

  it('take what a trusted source says, and tell by which criterion', () => {
    const records = [
      { last_name: 'Falk', first_name: 'K.', city: 'Bonn', birth_date: '1980-01-02', updated_at: '2015-01-01' },
      { last_name: 'Brandt', first_name: 'Kai', city: 'Köln', birth_date: '1980-01-02', updated_at: '2026-01-01' },
    ]
    const columns = columnsOf(records)
    const rows = Uint32Array.of(0, 1)
    const chosen = (trusted: readonly string[]) => {
      const survivors = openSurvivorship(columns, RULES, trustRanks(trusted, ['crm', 'shop']))
      const golden = new Uint32Array(CLEAN_FIELDS.length)
      survivors.take(rows, golden)
      const reasons = survivors.reasons(rows)
      const of = (field: CleanField) => {
        const f = CLEAN_FIELDS.indexOf(field)
        return [columns[f]!.values[golden[f]!], reasons[f]]
      }
      return [of('last_name'), of('first_name'), of('city'), of('birth_date')]
    }
    const [birth] = [['1980-01-02', null]]
    expect(chosen([])).toEqual([['Brandt', 'newest'], ['Kai', 'full'], ['Köln', 'newest'], birth])
    expect(chosen(['crm'])).toEqual([['Falk', 'trusted'], ['Kai', 'full'], ['Bonn', 'trusted'], birth])
  })

  // Rule r9 of the contact rules. Days are told apart, so the newest is one record.
  const some = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
  const duplicates = fc.uniqueArray(fc.integer({ min: 10, max: 28 }), { minLength: 1, maxLength: 6 }).chain((days) =>
    fc.tuple(
      ...days.map((day) =>
        fc.record({
          first_name: some('K.', 'K', 'Katharina', 'Kathrin'),
          last_name: some('Falk', 'Brandt'),
          phone: some('+4930111111', '+4930222222'),
          email: some('ida@example.org', 'ida@example', 'i@x.de', 'ida example.org', '@example.org'),
          birth_date: some('1980-01-02', '1980-02-01', '1981-02-01'),
          updated_at: fc.constant(`2026-01-${day}`),
        }),
      ),
    ),
  )

  it('prefer what is deliverable, full or corroborated to what is newer, and else take the newest that is not empty', () => {
    fc.assert(
      fc.property(duplicates, (records) => {
        const found = golden(...(records as CleanedRecord[]))
        const newestFirst = [...records].sort((l, r) => (l.updated_at < r.updated_at ? 1 : -1))
        for (const field of ['last_name', 'phone'] as const)
          expect(found[field]).toBe(newestFirst.find((r) => r[field] !== undefined)?.[field])
        const emails = newestFirst.flatMap(({ email }) => email ?? [])
        expect(found.email).toBe(emails.find((e) => /^[a-z]+@[a-z]+\.[a-z]+$/.test(e)) ?? emails[0])
        const names = records.flatMap((r) => r.first_name ?? [])
        if (names.some((n) => n.length > 2)) expect(found.first_name).toMatch(/^Kath/)
        const dates = records.flatMap((r) => r.birth_date ?? [])
        const held = (date: string) => dates.filter((d) => d === date).length
        if (dates.length > 0) expect(held(found.birth_date!)).toBe(Math.max(...dates.map(held)))
      }),
      { numRuns: 500 },
    )
  })

  const text = fc.option(fc.constantFrom('a', 'b', 'cc', 'd e'), { nil: undefined })
  const record = fc
    .record(Object.fromEntries(CLEAN_FIELDS.map((field) => [field, text])))
    .map((values): CleanedRecord => values)

  it('have only values of their records, all address fields from one of them, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), (records) => {
        const found = golden(...records)
        for (const field of CLEAN_FIELDS) {
          if (found[field] !== undefined) expect(records.map((r) => r[field])).toContain(found[field])
          else if (!ADDRESS_FIELDS.includes(field)) expect(records.every((r) => r[field] === undefined)).toBe(true)
        }
        const address = (r: CleanedRecord) => ADDRESS_FIELDS.map((field) => r[field] ?? '').join('|')
        expect(records.map(address)).toContain(address(found))
        expect(golden(...[...records].reverse())).toEqual(found)
      }),
      { numRuns: 200 },
    )
  })
})
