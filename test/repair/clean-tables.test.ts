import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CleanedTable } from '../../src/record/cleaned.ts'
import { ColumnEncoder, type EncodedColumn } from '../../src/record/encoded.ts'
import { CLEAN_FIELDS, type Field } from '../../src/record/fields.ts'
import type { TextList } from '../../src/record/text-list.ts'
import { type Cleaning, cleanPacked, cleanTables, type RawTable } from '../../src/repair/clean-tables.ts'
import { rules } from './rules-for-tests.ts'

type Row = Partial<Record<Field, string>>
const asOf = '2026-11-22'

function table(rows: readonly Row[], country: string | null = null): RawTable {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row) as Field[]))]
  const columns: Partial<Record<Field, EncodedColumn>> = {}
  for (const field of fields) {
    const encoder = new ColumnEncoder()
    for (const row of rows) encoder.push(row[field] ?? null)
    columns[field] = encoder.finish()
  }
  return { rows: rows.length, columns, country }
}

function rowsOf({ rows, columns }: CleanedTable<TextList>): Row[] {
  return Array.from({ length: rows }, (_, row) => {
    const record: Row = {}
    for (const field of CLEAN_FIELDS) {
      const column = columns[field]
      const value = column?.values.at(column.ids[row]!)
      if (value !== null && value !== undefined) record[field] = value
    }
    return record
  })
}

const clean = (rows: readonly Row[], country: string | null = null) => {
  const cleaning = cleanTables([table(rows, country)], rules, { asOf })
  return { rows: rowsOf(cleaning.tables[0]!), trail: [...cleaning.trail], cleaning }
}
const cleanOne = (row: Row, country: string | null = null) => clean([row], country).rows[0]

describe('cleanTables', () => {
  it.each([
    ['Herr Dr. Hans MÜLLER', { title: 'Herr Dr.', sex: 'm', first_name: 'Hans', last_name: 'Müller' }],
    ['MÜLLER, HANS', { first_name: 'Hans', last_name: 'Müller' }],
    ['Frau Anna-Lena von der Leyen', { title: 'Frau', sex: 'f', first_name: 'Anna-Lena', last_name: 'von der Leyen' }],
    ['JAN VAN DER BERG', { first_name: 'Jan', last_name: 'van der Berg' }],
    ['John McDonald Jr.', { first_name: 'John', last_name: 'McDonald', suffix: 'Jr.' }],
    ['JOHN MCDONALD', { first_name: 'John', last_name: 'McDonald' }],
    ["PATRICK O'BRIEN", { first_name: 'Patrick', last_name: "O'Brien" }],
    ['DUPONT Jean Marc', { first_name: 'Jean', middle_name: 'Marc', last_name: 'Dupont' }],
    ['Müller GmbH & Co. KG', { company: 'Müller GmbH & Co. KG' }],
    ['Acme Widgets Inc.', { company: 'Acme Widgets Inc.' }],
  ])('takes the name %s apart', (full_name, parts) => expect(cleanOne({ full_name })).toEqual(parts))

  it('parts two family names in Spain', () => {
    expect(cleanOne({ full_name: 'María García López' }, 'ES')).toEqual({
      first_name: 'María',
      last_name: 'García López',
    })
  })

  it.each([
    [
      'Hauptstr. 5, 10115 Berlin',
      'DE',
      { street: 'Hauptstraße', house_number: '5', postcode: '10115', city: 'Berlin' },
    ],
    [
      'Straße des 17. Juni 135, 10623 Berlin',
      'DE',
      { street: 'Straße des 17. Juni', house_number: '135', postcode: '10623', city: 'Berlin' },
    ],
    [
      'Am Markt 3a, D-04109 Leipzig, Deutschland',
      null,
      { street: 'Am Markt', house_number: '3a', postcode: '04109', city: 'Leipzig', country: 'DE' },
    ],
    [
      '123 Main St Apt 4B, Springfield, IL 62704',
      'US',
      {
        street: 'Main Street',
        house_number: '123',
        unit: 'Apt 4B',
        city: 'Springfield',
        region: 'IL',
        postcode: '62704',
      },
    ],
    [
      '10 Downing Street, London SW1A2AA',
      'GB',
      { street: 'Downing Street', house_number: '10', city: 'London', postcode: 'SW1A 2AA' },
    ],
    [
      '12 rue de la Paix, 75002 Paris',
      'FR',
      { street: 'rue de la Paix', house_number: '12', postcode: '75002', city: 'Paris' },
    ],
    [
      'Calle Mayor, 5, 28013 Madrid',
      'ES',
      { street: 'Calle Mayor', house_number: '5', postcode: '28013', city: 'Madrid' },
    ],
    [
      'Via Roma 12, 00184 Roma RM',
      'IT',
      { street: 'Via Roma', house_number: '12', postcode: '00184', city: 'Roma', region: 'RM' },
    ],
    [
      'Keizersgracht 123, 1015CJ Amsterdam',
      'NL',
      { street: 'Keizersgracht', house_number: '123', postcode: '1015 CJ', city: 'Amsterdam' },
    ],
    [
      'Mariahilfer Str. 10, 1060 Wien',
      'AT',
      { street: 'Mariahilfer Straße', house_number: '10', postcode: '1060', city: 'Wien' },
    ],
    [
      'Bahnhofstr. 1, 8001 Zürich',
      'CH',
      { street: 'Bahnhofstrasse', house_number: '1', postcode: '8001', city: 'Zürich' },
    ],
    ['somewhere beyond the sea', 'GB', { street: 'somewhere beyond the sea' }],
  ])('takes the address %s apart', (address, country, parts) => expect(cleanOne({ address }, country)).toEqual(parts))

  it('puts back a lost leading zero only where the country is known, and says so', () => {
    const { rows, trail } = clean([
      { postcode: '2134', country: 'USA' },
      { postcode: '4109', country: 'Deutschland' },
      { postcode: '2134' },
    ])
    expect(rows.map((r) => r.postcode)).toEqual(['02134', '04109', '2134'])
    expect(trail.map((t) => [t.row, t.change.before, t.change.after])).toEqual([
      [0, '2134', '02134'],
      [1, '4109', '04109'],
    ])
  })

  it('reads phones in the country of the record, else of the source', () => {
    const { rows } = clean(
      [
        { phone: '(212) 555-2368', country: 'US' },
        { phone: '030 1234567', mobile: '0171-1234567' },
      ],
      'DE',
    )
    expect(rows).toMatchObject([{ phone: '+12125552368' }, { phone: '+49301234567', mobile: '+491711234567' }])
  })

  it('drops fillers and keeps the fact in the trail', () => {
    const { rows, trail } = clean(
      [{ phone: '0000000', birth_date: '1900-01-01', national_id: '111-11-1111', email: 'none' }],
      'DE',
    )
    expect(rows).toEqual([{}])
    expect(trail.map((t) => [t.change.field, t.change.rule, t.change.decision])).toEqual([
      ['national_id', 'national-id.filler', 'invalid'],
      ['phone', 'phone.filler', 'invalid'],
      ['birth_date', 'birth-date.filler', 'invalid'],
    ])
  })

  it('takes 1970-01-01 for a date where one person has it, for a filler where many have', () => {
    expect(cleanOne({ birth_date: '1970-01-01' })).toEqual({ birth_date: '1970-01-01' })
    expect(clean(Array.from({ length: 20 }, () => ({ birth_date: '1970-01-01' }))).rows[0]).toEqual({})
  })

  it('reads H and M as hombre and mujer, M and W as German', () => {
    expect(clean([{ sex: 'H' }, { sex: 'M' }]).rows).toEqual([{ sex: 'm' }, { sex: 'f' }])
    expect(clean([{ sex: 'W' }, { sex: 'M' }]).rows).toEqual([{ sex: 'f' }, { sex: 'm' }])
  })

  it('keeps the original where an email is only suggested', () => {
    const both = clean([{ email: 'ann@gmail.com; Bob <bob@web.de>' }])
    expect(both.rows).toEqual([{ email: 'ann@gmail.com', email_2: 'bob@web.de' }])
    expect(both.trail).toMatchObject([{ change: { rule: 'email.several', decision: 'review' } }])
    const { rows, trail } = clean([{ email: 'ann@gmail.co' }, { email: 'ann@gmial.com' }])
    expect(rows).toEqual([{ email: 'ann@gmail.co' }, { email: 'ann@gmail.com' }])
    expect(trail.map((t) => [t.change.after, t.change.decision])).toEqual([
      ['ann@gmail.com', 'review'],
      ['ann@gmail.com', 'repaired'],
    ])
  })

  it('gives the same whatever the order of rows and tables', () => {
    const a = [
      { email: 'x@gmaik.com', birth_date: '03/04/1980' },
      { email: 'y@web.de', birth_date: '25/12/1970' },
    ]
    const b = [{ email: 'z@gmaik.com', phone: '030 1234567' }]
    const forward = cleanTables([table(a, 'DE'), table(b, 'DE')], rules, { asOf })
    const backward = cleanTables([table(b, 'DE'), table([...a].reverse(), 'DE')], rules, { asOf })
    expect(rowsOf(backward.tables[1]!).reverse()).toEqual(rowsOf(forward.tables[0]!))
    expect(rowsOf(backward.tables[0]!)).toEqual(rowsOf(forward.tables[1]!))
    const changesOf = (cleaning: Cleaning) => [...cleaning.trail].map((t) => JSON.stringify(t.change)).sort()
    expect(changesOf(backward)).toEqual(changesOf(forward))
    const packed = cleanPacked([table(a, 'DE'), table(b, 'DE')], rules, { asOf })
    expect(packed.tables.map(rowsOf)).toEqual(forward.tables.map(rowsOf))
  })

  const words = fc.constantFrom(
    'Herr',
    'Dr.',
    'van',
    'der',
    'MÜLLER',
    'anna',
    'GmbH',
    'Str.',
    'str',
    '5',
    '12a',
    ',',
    '10115',
    'SW1A 2AA',
    'Berlin',
    'USA',
    'DE',
    '@',
    'gmial.com',
    '+49',
    '0171',
    '(0)',
    '1.2.1980',
    '1234567',
    '-',
    'Apt',
    '"',
    '\ud800',
    '\u202e',
    '\u200b',
  )
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.array(words, { maxLength: 6 }).map((w) => w.join(' ')),
    fc.constant(''),
  )
  const fields = [...CLEAN_FIELDS, 'full_name', 'address'] as const
  const row = fc.record(Object.fromEntries(fields.map((f) => [f, cell])) as Record<Field, fc.Arbitrary<string>>, {
    requiredKeys: [],
  })

  it('never throws, keeps every row, and cleans once for all', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(null, 'DE', 'US', 'GB', 'FR', 'NL', 'AU', 'ES', 'XX'),
        (rows, country) => {
          const once = clean(rows, country).rows
          expect(once).toHaveLength(rows.length)
          expect(clean(once, country).rows).toEqual(once)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('bears cells of ten megabytes', () => {
    const huge = 'a1 ,@'.repeat(2_000_000)
    const once = clean([Object.fromEntries(fields.map((f) => [f, huge])) as Row], 'DE').rows
    for (const value of Object.values(once[0]!)) expect(value.length).toBeLessThanOrEqual(320)
  })

  const febrl = new URL('../../../shared/data/linkage/febrl2.csv', import.meta.url)
  it.skipIf(!existsSync(febrl))('does no harm to clean Australian data (public data absent)', () => {
    const raw: Record<string, string>[] = parse(readFileSync(febrl, 'utf8'), { columns: true })
    const map: Record<string, Field> = {
      given_name: 'first_name',
      surname: 'last_name',
      street_number: 'house_number',
      address_1: 'street',
      address_2: 'address_extra',
      suburb: 'city',
      postcode: 'postcode',
      state: 'region',
      soc_sec_id: 'national_id',
    }
    const rows = raw.map((r) => Object.fromEntries(Object.entries(map).map(([from, to]) => [to, r[from]!])) as Row)
    const { rows: cleaned, trail } = clean(rows)
    expect(trail).toEqual([])
    cleaned.forEach((c, i) => {
      for (const field of Object.values(map))
        expect((c[field] ?? '').toLowerCase()).toBe(rows[i]![field]!.toLowerCase())
    })
    const dates = clean(raw.map((r) => ({ birth_date: r.date_of_birth! })))
    const real = raw.filter((r) => r.date_of_birth !== '').length
    expect(dates.rows.filter((r) => r.birth_date !== undefined).length).toBeGreaterThan(real * 0.99)
  })
})
