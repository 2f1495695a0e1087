import fc from 'fast-check'
import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/mobile/examples' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { plainE164 } from '../../../src/repair/phones/plain-phone.ts'
import { extensionOf, repairPhone } from '../../../src/repair/phones/repair-phone.ts'

const numberOf = (cell: string, country: string | null) => repairPhone(cell, country, 'phone').values.phone ?? null

const cells: readonly [country: string | null, cell: string, number: string | null, rules?: string[]][] = [
  ['DE', '030 1234567', '+49301234567', ['phone.doubtful']],
  ['DE', '030 / 901820', '+4930901820'],
  ['DE', '+49 (0)30 901820', '+4930901820'],
  ['DE', '+49 (0) 30 / 90 18 20', '+4930901820'],
  ['DE', '0049 30 901820', '+4930901820'],
  ['DE', '0049 (0)30 901820', '+4930901820'],
  ['DE', '49 30 901820', '+4930901820'],
  ['DE', '(+49) 30 901820', '+4930901820'],
  ['DE', '++49 30 901820', '+4930901820'],
  ['DE', '+0049 30 901820', '+4930901820'],
  ['US', '011 49 30 901820', '+4930901820'],
  ['de', '030 901820', '+4930901820'],
  ['UK', '020 7946 0958', '+442079460958'],
  ['uk', '020 7946 0958', '+442079460958'],
  ['XX', '030 901820', '030901820'],
  [null, '+4930901820', '+4930901820'],
  [null, '0049 30 901820', '+4930901820'],
  ['DE', '1715550199', '+491715550199', ['phone.leading-zero']],
  ['DE', '55 66 77 88', '55667788'],
  ['GB', '7911 123456', '+447911123456', ['phone.leading-zero']],
  ['FR', '142685300', '+33142685300', ['phone.leading-zero']],
  ['IT', '06 6982', '+39066982'],
  ['ES', '912 34 56 70', '+34912345670'],
  ['AT', '01 588000', '+431588000'],
  ['CH', '044 668 18 00', '+41446681800'],
  ['NL', '020-5549222', '+31205549222'],
  ['US', '(212) 555-2368', '+12125552368'],
  ['US', '212.555.2368 x123', '+12125552368', ['phone.extension']],
  ['DE', '030 901820 ext. 12', '+4930901820', ['phone.extension']],
  ['DE', '030 901820 Durchwahl 12', '+4930901820', ['phone.extension']],
  ['AT', '01 588000 DW 12', '+431588000', ['phone.extension']],
  ['FR', '01 42 68 53 00 poste 12', '+33142685300', ['phone.extension']],
  ['DE', '+49 30 901820 App.12', '+4930901820', ['phone.extension']],
  ['US', '1-800-FLOWERS', '+18003569377', ['phone.letters']],
  ['US', '(800) GOT-JUNK', '+18004685865', ['phone.letters']],
  ['DE', '4.93090182E+9', null, ['phone.rounded']],
  ['DE', '4,91715550199E+11', '+491715550199', ['phone.power-of-ten']],
  ['DE', '4.93E+11', null, ['phone.rounded']],
  ['DE', '491715550199.0', '+491715550199', ['phone.plus']],
  ['DE', "'030901820", '+4930901820'],
  ['DE', 'Tel.: 030 901820', '+4930901820'],
  ['DE', '030 901820 (privat)', '+4930901820'],
  ['DE', '０３０ ９０１８２０', '+4930901820'],
  ['DE', '030 901820 oder 0171 5550199', '+4930901820', ['phone.several', 'phone.several']],
  ['DE', '030 901820; 030 901821', '+4930901820', ['phone.several']],
  ['DE', '000000', null, ['phone.filler']],
  ['DE', '123456', null, ['phone.filler']],
  ['DE', '1111111', null, ['phone.filler']],
  ['DE', '0123456789', null, ['phone.filler']],
  ['DE', '030 0000000', null, ['phone.filler']],
  ['US', '555-555-5555', null, ['phone.filler']],
  ['NL', '020 7777777', '+31207777777', ['phone.doubtful']],
  ['DE', 'keine', null, ['phone.syntax']],
  ['DE', '12', null, ['phone.syntax']],
  ['DE', '', null],
]

describe('repairPhone', () => {
  it.each(cells)('reads in %s: %s', (country, cell, number, rules = []) => {
    const { values, changes } = repairPhone(cell, country, 'phone')
    expect(values.phone ?? null).toBe(number)
    expect(changes.map((c) => c.rule)).toEqual(rules)
  })

  it.each([
    ['212.555.2368 x123', 'US', '123'],
    ['030 901820 Durchwahl 12', 'DE', '12'],
    ['030 901820', 'DE', null],
    ['x'.repeat(1000), 'DE', null],
  ])('keeps the extension of %s', (cell, country, extension) => expect(extensionOf(cell, country)).toBe(extension))

  it('keeps the mobile of two numbers apart, and shows a fixed line among mobiles for review', () => {
    expect(repairPhone('030 901820 / 0171 5550199', 'DE', 'phone').values).toEqual({
      phone: '+4930901820',
      mobile: '+491715550199',
    })
    expect(repairPhone('030 901820', 'DE', 'mobile').changes).toMatchObject([
      { rule: 'phone.fixed-line', decision: 'review' },
    ])
    expect(repairPhone('0800 9018201', 'DE', 'mobile').changes).toMatchObject([
      { rule: 'phone.no-mobile', decision: 'review' },
    ])
    expect(repairPhone('0171 5550199', 'DE', 'mobile').changes).toEqual([])
  })

  const shapes = fc.constantFrom(
    ...getCountries().flatMap((country) => {
      const example = getExampleNumber(country, examples)
      return example === undefined ? [] : [{ country, example }]
    }),
  )

  it('agrees with the full parser on the shapes of every country, quick way or not', () => {
    fc.assert(
      fc.property(
        shapes,
        fc.constantFrom('national', 'international', 'e164', '00', 'bare'),
        fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 0, maxLength: 4 }),
        ({ country, example }, form, tail) => {
          const changed = `${example.nationalNumber.slice(0, example.nationalNumber.length - tail.length)}${tail}`
          const number = parsePhoneNumberFromString(`+${getCountryCallingCode(country)}${changed}`)
          if (!number?.isValid()) return
          const written = {
            national: number.formatNational(),
            international: number.formatInternational(),
            e164: number.number as string,
            '00': `00${number.number.slice(1)}`,
            bare: number.nationalNumber as string,
          }[form]!
          const parsed = parsePhoneNumberFromString(written, country as CountryCode)
          const plain = plainE164(written, country)
          if (plain !== null && form !== '00') expect(plain).toBe(parsed?.number)
          const { values, changes } = repairPhone(written, country, 'phone')
          if (parsed?.isValid() && !changes.some((c) => c.rule === 'phone.filler'))
            expect(values.phone).toBe(parsed.number)
        },
      ),
      { numRuns: 5000 },
    )
  })

  const piece = fc.constantFrom(
    ...[
      '+49',
      '0049',
      '(0)',
      '030',
      '0171',
      '901820',
      '1234567',
      'x12',
      'ext',
      '/',
      ',',
      ';',
      'oder',
      '-',
      '(',
      ')',
      '++',
    ],
    ...['1-800', 'FLOWERS', 'E+11', '4.93', "'", '.0', '011', '٠٣٠', '\ud800', '\u202e', 'Tel', '0000000', '+1', '+44'],
  )
  const cell = fc.oneof(
    fc.array(piece, { maxLength: 6 }).map((p) => p.join(' ')),
    fc.array(piece, { maxLength: 6 }).map((p) => p.join('')),
    fc.string({ unit: 'binary', maxLength: 30 }),
  )

  it('never throws, and cleaning twice is cleaning once', () => {
    fc.assert(
      fc.property(cell, fc.constantFrom(null, 'DE', 'US', 'UK', 'fr', 'IT', 'XX', ''), (text, country) => {
        const once = numberOf(text, country)
        if (once !== null) expect(numberOf(once, country)).toBe(once)
      }),
      { numRuns: 5000 },
    )
  })

  it('keeps of a plain number without a country what every way of reading it keeps', () => {
    const unit = fc.constantFrom(
      ...['0', '00', '011', '1', '49', '7', '9', ' ', '(', ')', '.', '-', '/', ' / ', '.0', '+', '1234567'],
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        // A blank before it takes it past the quick way.
        expect(repairPhone(text, null, 'phone').values).toEqual(repairPhone(` ${text}`, null, 'phone').values)
      }),
      { numRuns: 3000 },
    )
  })

  it.each(['(', '+', '0', '(0)', '1,', '+49 ', 'a1 ', 'ext'])('bears 100,000 of %j', (text) =>
    expect(numberOf(text.repeat(100_000), 'DE')).toBeNull(),
  )
})
