import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ColumnEncoder } from '../../src/record/encoded.ts'
import { createBirthDateReader } from '../../src/repair/repair-birth-date.ts'
import { rules } from './rules-for-tests.ts'

function readerOf(cells: readonly string[], country: string | null) {
  const encoder = new ColumnEncoder()
  for (const cell of cells) encoder.push(cell)
  return createBirthDateReader(encoder.finish(), { country, latest: '2026-12-31', rules: rules.values.birth_dates })
}

const read = (cells: readonly string[], country: string | null = null) => {
  const reader = readerOf(cells, country)
  return cells.map((cell) => {
    const { values, changes } = reader.read(cell)
    return values.birth_date ?? changes[0]?.rule ?? null
  })
}

const single: readonly (readonly [cell: string, country: string | null, date: string])[] = [
  ['1980-03-12', null, '1980-03-12'],
  ['1980.03.12', null, '1980-03-12'],
  ['19800312', null, '1980-03-12'],
  ['12.3.1980', 'DE', '1980-03-12'],
  ["12.3.'80", 'DE', '1980-03-12'],
  ['12. März 1980', 'DE', '1980-03-12'],
  ['12. Maerz 1980', 'DE', '1980-03-12'],
  ['3. Jaenner 1980', 'AT', '1980-01-03'],
  ['12 mars 1980', 'FR', '1980-03-12'],
  ['1er août 1980', 'FR', '1980-08-01'],
  ['12 de marzo de 1980', 'ES', '1980-03-12'],
  ['12 luglio 1980', 'IT', '1980-07-12'],
  ['12 mei 1980', 'NL', '1980-05-12'],
  ['March 12, 1980', 'US', '1980-03-12'],
  ['03/04/1980', 'US', '1980-03-04'],
  ['03/04/1980', 'GB', '1980-04-03'],
  ['12-Mar-80', 'GB', '1980-03-12'],
  ['29292', null, '1980-03-12'],
  ['12/03/26', 'GB', '2026-03-12'],
  ['12/03/27', 'GB', '1927-03-12'],
  ['0000-00-00', null, 'birth-date.filler'],
  ['00.00.0000', null, 'birth-date.filler'],
  ['99.99.9999', null, 'birth-date.filler'],
  ['0001-01-01', null, 'birth-date.filler'],
  ['01.01.1900', null, 'birth-date.filler'],
  ['9999-12-31', null, 'birth-date.filler'],
  ['1980', null, 'birth-date.incomplete'],
  ['03/1980', null, 'birth-date.incomplete'],
  ['März 1980', null, 'birth-date.incomplete'],
  ['30.02.1980', 'DE', 'birth-date.impossible'],
  ['1980-13-01', null, 'birth-date.impossible'],
  ['unbekannt', null, 'birth-date.unreadable'],
  ['12.03.2027', null, 'birth-date.future'],
]

describe('createBirthDateReader', () => {
  it.each(single)('reads %s (%s)', (cell, country, date) => expect(read([cell], country)).toEqual([date]))

  it('lets the column decide on day and month', () => {
    expect(read(['03/04/1980', '12/25/1979'], 'GB')).toEqual(['1980-03-04', '1979-12-25'])
    expect(read(['03/04/1980', '25/12/1979'], 'US')).toEqual(['1980-04-03', '1979-12-25'])
  })

  it('takes a birth 140 years ago for a slip among the living, for a date in an archive', () => {
    expect(read(['12.03.1886', ...Array.from({ length: 99 }, (_, i) => `12.03.${1912 + (i % 90)}`)])[0]).toBe(
      'birth-date.too-old',
    )
    expect(read(['12.03.1886', '13.03.1887'])).toEqual(['1886-03-12', '1887-03-13'])
  })

  it('puts a row into the trail for each date that the column leaves open, and for no other', () => {
    const open = (cells: readonly string[], country: string | null) => {
      const reader = readerOf(cells, country)
      return cells.filter((cell) => reader.read(cell).changes.some((c) => c.rule === 'birth-date.day-or-month'))
    }
    expect(open(['03/04/1980', '05/05/1981', '1980-01-02'], 'GB')).toEqual(['03/04/1980'])
    expect(open(['03/04/1980', '25/12/1979'], 'GB')).toEqual([])
    expect(open(['03/04/1980', '25/12/1979', '12/25/1979'], 'GB')).toEqual(['03/04/1980'])
    expect(open(['03.04.1980'], null)).toEqual([])
    const many = Array.from({ length: 100 }, (_, i) => `${13 + (i % 15)}/0${1 + (i % 9)}/${1950 + (i % 50)}`)
    expect(open(['03/04/1980', ...many, '12/25/1979'], 'GB')).toEqual([])
    expect(readerOf(['03/04/1980'], 'US').read('03/04/1980')).toMatchObject({
      values: { birth_date: '1980-03-04' },
      changes: [{ decision: 'review', after: '1980-03-04', before: '03/04/1980' }],
    })
  })

  it('says where the column leaves day and month open', () => {
    expect(readerOf(['03/04/1980'], 'GB').note).toContain('day first')
    expect(readerOf(['03/04/1980', '25/12/1979'], 'GB').note).toBeNull()
  })

  it('reads what it gives as itself, whatever the cell', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 20 }),
          fc.stringMatching(/^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}$/),
        ),
        fc.constantFrom(null, 'US', 'DE'),
        (cell, country) => {
          const date = readerOf([cell], country).read(cell).values.birth_date
          if (date) expect(readerOf([date], country).read(date).values).toEqual({ birth_date: date })
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each(['1', '1/', '1. ', 'mar ', '12:30 ', '0', "'"])('bears 100,000 of %j', (piece) =>
    expect(read([piece.repeat(100_000)])[0]).toMatch(/^birth-date\.(?:unreadable|filler)$/),
  )
})
