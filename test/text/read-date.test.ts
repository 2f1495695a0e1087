import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideDateFormat } from '../../src/text/read-date.ts'

const readAll = (values: string[], options = {}) => {
  const reader = decideDateFormat(values, options)
  return values.map((v) => reader.read(v))
}

describe('decideDateFormat', () => {
  it('reads the usual forms without help', () => {
    expect(readAll(['2020-03-12', '2020-03-12T10:00:00Z', '2020/3/1', '20200312'])).toEqual([
      '2020-03-12',
      '2020-03-12',
      '2020-03-01',
      '2020-03-12',
    ])
    expect(readAll(['12.03.2020', '1. 2. 1985', '12.03.2020 14:05'])).toEqual([
      '2020-03-12',
      '1985-02-01',
      '2020-03-12',
    ])
    expect(readAll(['1584000000', '1584000000000', '20200312101010'])).toEqual([
      '2020-03-12',
      '2020-03-12',
      '2020-03-12',
    ])
  })

  it('decides day and month from the whole column', () => {
    expect(readAll(['03/04/2020', '12/25/2019'])[0]).toBe('2020-03-04')
    expect(readAll(['03/04/2020', '25/12/2019'])[0]).toBe('2020-04-03')
  })

  it('asks the country and says so where the column is silent', () => {
    expect(decideDateFormat(['03/04/2020'], { country: 'US' }).read('03/04/2020')).toBe('2020-03-04')
    const reader = decideDateFormat(['03/04/2020'], { country: 'GB' })
    expect(reader.read('03/04/2020')).toBe('2020-04-03')
    expect(reader.note).toContain('day first')
    expect(decideDateFormat(['25/12/2019', '03/04/2020']).note).toBeNull()
  })

  it('reads months in six languages', () => {
    const forms = [
      '12. März 2020',
      'March 12, 2020',
      'Thu, 12 Mar 2020 10:00:00 +0000',
      '12 mars 2020',
      '12 de marzo de 2020',
      '12 marzo 2020',
      '12 maart 2020',
      '12-Mar-20',
    ]
    for (const date of readAll(forms)) expect(date).toBe('2020-03-12')
    expect(readAll(['mar. 12 juin 2020', '3. Jänner 2001'])).toEqual(['2020-06-12', '2001-01-03'])
  })

  it('ends two-digit years with the given year', () => {
    expect(readAll(['31/12/26', '01/02/27'], { latestYear: 2026 })).toEqual(['2026-12-31', '1927-02-01'])
  })

  it('takes a column of spreadsheet serials as dates, a stray one not', () => {
    expect(readAll(['43902', '38000'])).toEqual(['2020-03-12', '2004-01-14'])
    const mixed = decideDateFormat(['43902', '20200101', '20200102', '20200103', '20200104'])
    expect(mixed.read('43902')).toBeNull()
  })

  it('gives null for what is no day', () => {
    for (const date of readAll(['0000-00-00', '2020-02-30', 'never', '', '31/31/2020', 'x'.repeat(1_000_000)]))
      expect(date).toBeNull()
  })

  it('does not depend on the order of values, and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc
              .date({ noInvalidDate: true })
              .map((d) => `${d.getUTCMonth() + 1}/${d.getUTCDate()}/${d.getUTCFullYear()}`),
          ),
        ),
        (values) => {
          const forward = decideDateFormat(values)
          const backward = decideDateFormat([...values].reverse())
          expect(values.map(forward.read)).toEqual(values.map(backward.read))
          expect(forward.note).toBe(backward.note)
        },
      ),
    )
  })

  it('reads its own output as itself', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1800-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), (d) => {
        const iso = d.toISOString().slice(0, 10)
        expect(decideDateFormat([iso]).read(iso)).toBe(iso)
      }),
    )
  })
})
