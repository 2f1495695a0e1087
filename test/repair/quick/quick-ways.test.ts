/** The quick way says what the full repair says, of plain values, odd ones and slips of both. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLEAN_FIELDS, type Field } from '../../../src/record/fields.ts'
import { PackedColumn } from '../../../src/record/packed-column.ts'
import { cleanPacked, type RawTable } from '../../../src/repair/clean-tables.ts'
import { kindOf, NO_LETTER } from '../../../src/repair/quick/letters.ts'
import { rules } from '../rules-for-tests.ts'

const asOf = '2026-11-22'

function table(cells: Partial<Record<Field, readonly string[]>>, country: string | null): RawTable {
  const rows = Math.max(...Object.values(cells).map((column) => column.length))
  const columns = Object.fromEntries(
    Object.entries(cells).map(([field, texts]) => {
      const column = new PackedColumn()
      for (let row = 0; row < rows; row++) column.takeText(texts[row] ?? '')
      return [field, column.finish()]
    }),
  )
  return { rows, columns, country }
}

function cleaned(raw: RawTable, quick: boolean) {
  const { tables, trail, notes } = cleanPacked([raw], rules, { asOf, quick })
  const { columns } = tables[0]!
  return {
    rows: Array.from({ length: raw.rows }, (_, row) =>
      CLEAN_FIELDS.flatMap((field) => {
        const value = columns[field]?.values.at(columns[field].ids[row]!)
        return value == null ? [] : [`${field}: ${value}`]
      }),
    ),
    trail: [...trail],
    notes,
  }
}

const expectSame = (raw: RawTable): void => {
  expect(cleaned(raw, true)).toEqual(cleaned(raw, false))
}

const countries = fc.constantFrom(null, 'DE', 'AT', 'CH', 'GB', 'US', 'FR', 'NL', 'IT', 'HU', 'JP', 'uk', 'ZZ')
/** Letters of one and two bytes that are odd somewhere: in the other case, in other alphabets, as marks or signs. */
const LETTERS = 'abeijlmnostzABIJLMNOSTZßäöüÄÖÜéÉłŁıİſŉĸÿŸµªſ×÷ǅΣσжЖ’´'
const letter = fc.constantFrom(...LETTERS)
const word = fc.oneof(
  fc.string({ unit: letter, minLength: 1, maxLength: 9 }),
  fc.constantFrom(
    'Anna',
    'MÜLLER',
    'groß',
    'GROẞ',
    'Straße',
    'Mc',
    'MCDONALD',
    'macdonald',
    'Ijssel',
    'al-hakim',
    'test',
  ),
  fc.constantFrom(
    'Turnverein',
    'GmbH',
    'Dr',
    'Renate',
    'aaa',
    'Aaron',
    'Graf',
    'null',
    'VON',
    'iii',
    'LEROY',
    'o’neil',
  ),
)
const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(' ', '\u00a0', 'n/a', '-', '?', '\t'),
)
/** A value, perhaps with something where it does not belong. */
const slipped = (value: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 4, arbitrary: value },
    {
      weight: 1,
      arbitrary: fc.tuple(value, odd, fc.nat(20)).map(([text, more, at]) => text.slice(0, at) + more + text.slice(at)),
    },
  )

const name = slipped(
  fc
    .tuple(word, fc.array(fc.tuple(fc.constantFrom('-', ' ', "'", '--', '.'), word), { maxLength: 3 }))
    .map(([first, rest]) => first + rest.map(([sign, more]) => sign + more).join('')),
)
const local = fc.string({ unit: fc.constantFrom(...'aZ09._-+\'`"w '), minLength: 0, maxLength: 12 })
const domain = fc.oneof(
  fc.constantFrom(
    'gmail.com',
    'GMAIL.com',
    'gmial.com',
    'web.de',
    'www.web.de',
    'acme.co.uk',
    'acme.con',
    'gmail.com.com',
  ),
  fc.string({ unit: fc.constantFrom(...'abz09.-_ Aé'), maxLength: 12 }),
)
const email = slipped(
  fc
    .tuple(fc.oneof(fc.constantFrom('ann', 'www.ann', 'a.b', "o'neil", 'x'.repeat(64), 'x'.repeat(65)), local), domain)
    .map(([l, d]) => `${l}@${d}`),
)
const digits = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 4, maxLength: 17 }),
  fc.constantFrom('01711234567', '491715550199', '442071838750', '2125553347', '00491715550199', '0117123', '1111111'),
  fc.constantFrom(
    '0000000',
    '12345678',
    '987654321',
    '015111111111',
    '011491715550199',
    '2012345678',
    '4412345',
    '01234567',
    '0160000000',
    '06612345678',
    '4915555555555',
  ),
)
const phone = slipped(
  fc
    .tuple(
      fc.constantFrom('', '', '+', '00', '+ ', '(', '(+', '++'),
      digits,
      fc.array(fc.tuple(fc.nat(14), fc.constantFrom(' ', '-', '/', ' / ', '.', ')', '(0)', '.0', '+', '\t')), {
        maxLength: 3,
      }),
    )
    .map(([sign, number, signs]) => signs.reduce((t, [at, s]) => t.slice(0, at) + s + t.slice(at), sign + number)),
)
const houseNumber = fc.constantFrom(
  '1',
  '12',
  '12a',
  '12A',
  '1e',
  '12o',
  '123e',
  '1945',
  '12345',
  '12 a',
  '12-14',
  '3/4',
  '0',
)
const streetName = fc.oneof(
  fc.constantFrom(
    'Bachweg',
    'Hauptstr.',
    'Kirchstraße',
    'rue de la Paix',
    'E High Street',
    'Straße',
    'Route',
    'STREET',
  ),
  fc.constantFrom(
    'Straße des 17. Juni',
    '5. Mai',
    'Mai',
    'Rue du 8 Mai',
    'Via XX Settembre',
    'Calle',
    'Postfach',
    'Nr.',
    'V. Verdi',
  ),
  name,
)
const street = slipped(
  fc.oneof(
    fc.tuple(streetName, houseNumber).map(([s, n]) => `${s} ${n}`),
    fc.tuple(houseNumber, streetName).map(([n, s]) => `${n} ${s}`),
    streetName,
  ),
)
const postcode = slipped(
  fc.oneof(
    fc.string({ unit: fc.constantFrom(...'012AZ -az.'), minLength: 1, maxLength: 9 }),
    fc.constantFrom('10115', '1015 CJ', 'SW1A 2AA', 'D-10115', '75 002', '1011', "'01234", 'O1234'),
  ),
)
const date = slipped(
  fc.oneof(
    fc
      .tuple(fc.integer({ min: 1880, max: 2030 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
      .map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`),
    fc.constantFrom('1970-01-01', '1970-01-02', '1900-01-01', '03/04/1980', '1980', '0202-01-01', '9999-12-31'),
  ),
)
const VALUES: readonly (readonly [Field, fc.Arbitrary<string>])[] = [
  ['first_name', name],
  ['middle_name', name],
  ['last_name', name],
  ['birth_name', name],
  ['full_name', name],
  ['email', email],
  ['email_2', email],
  ['phone', phone],
  ['mobile', phone],
  ['street', street],
  ['postcode', postcode],
  ['city', name],
  ['district', street],
  ['birth_date', date],
  ['birth_date', fc.constantFrom('1970-01-01', '1970-01-02', '1743-05-06', '1743')],
]

describe('the quick way', () => {
  it.each(VALUES)('says of %s what the full repair says', (field, value) => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200, size: 'max' }), countries, (texts, country) =>
        expectSame(table({ [field]: texts }, country)),
      ),
      { numRuns: 40 },
    )
  })

  it('says the same of values beside one another, each in its row’s country', () => {
    const rows = fc.array(
      fc.record({
        phone,
        street,
        postcode,
        full_name: name,
        email,
        email_2: email,
        number: houseNumber,
        country: countries,
      }),
      {
        minLength: 1,
        maxLength: 100,
        size: 'max',
      },
    )
    fc.assert(
      fc.property(rows, fc.boolean(), (people, hasNumbers) => {
        const column = (make: (row: (typeof people)[number]) => string) => people.map(make)
        expectSame(
          table(
            {
              phone: column((p) => p.phone),
              street: column((p) => p.street),
              postcode: column((p) => p.postcode),
              full_name: column((p) => p.full_name),
              email: column((p) => p.email),
              email_2: column((p) => p.email_2),
              country: column((p) => p.country ?? ''),
              ...(hasNumbers ? { house_number: column((p) => p.number) } : {}),
            },
            'DE',
          ),
        )
      }),
      { numRuns: 40 },
    )
  })

  it('keeps the numbers of values that stay, and nothing of those that do not', () => {
    const raw = table({ last_name: ['Meier', 'MEIER', 'Schulz', 'Dr. Roth', 'meier'] }, null)
    const { columns } = cleanPacked([raw], rules).tables[0]!
    const { values, ids } = columns.last_name!
    expect([...ids].map((id) => values.at(id))).toEqual(['Meier', 'Meier', 'Schulz', 'Roth', 'Meier'])
    expect([ids[0], ids[2]]).toEqual([raw.columns.last_name!.ids[0], raw.columns.last_name!.ids[2]])
    expect([...values].filter((value) => value !== null).sort()).toEqual(['Meier', 'Meier', 'Roth', 'Schulz'])
  })

  it('takes a column whole where every value stays', () => {
    const raw = table({ email: ['ann@gmail.com', 'bob@web.de', 'ann@gmail.com'] }, null)
    const { columns } = cleanPacked([raw], rules).tables[0]!
    expect(columns.email!.values).toBe(raw.columns.email!.values)
  })

  it('takes for letters only what is one in every pattern', () => {
    for (let point = 0; point < kindOf.length; point++)
      if (kindOf[point] !== NO_LETTER) expect(String.fromCharCode(point)).toMatch(/\p{Lu}|\p{Ll}/u)
  })
})
