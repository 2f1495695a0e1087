import fc from 'fast-check'
import {
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/mobile/examples' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { mayTakeTexts, phoneType } from '../../src/text/phone-type.ts'

const NAMES: Readonly<Record<string, string>> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'fixed',
  FIXED_LINE_OR_MOBILE: 'mobile_or_fixed',
  TOLL_FREE: 'toll_free',
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'shared_cost',
  VOIP: 'voip',
  PERSONAL_NUMBER: 'personal',
  PAGER: 'pager',
  UAN: 'company',
  VOICEMAIL: 'voicemail',
}

function typeOfLibrary(e164: string): string | null {
  const type = parsePhoneNumberFromString(e164)?.getType()
  return type === undefined ? null : NAMES[type]!
}

describe('phoneType', () => {
  it.each([
    ['+491715550199', 'mobile', true],
    ['+4930901820', 'fixed', false],
    ['+498001234567', 'toll_free', false],
    ['+447911123456', 'mobile', true],
    ['+442079460958', 'fixed', false],
    ['+445600123456', 'voip', false],
    ['+447012345678', 'personal', false],
    ['+33612345678', 'mobile', true],
    ['+390669821', 'fixed', false],
    ['+393331234567', 'mobile', true],
    ['+12125552368', 'mobile_or_fixed', true],
    ['+18005552368', 'toll_free', false],
    ['030901820', null, true],
    ['', null, true],
  ])('%s is %s', (number, type, texts) => {
    expect(phoneType(number)).toBe(type)
    expect(mayTakeTexts(phoneType(number))).toBe(texts)
  })

  it('says what the library says, whatever the number', () => {
    const code = fc.constantFrom(...new Set(getCountries().map((country) => getCountryCallingCode(country))))
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 4, maxLength: 11 })
    const anyNumber = fc.tuple(code, digits).map(([c, tail]) => `+${c}${tail}`)
    const nearExample = fc
      .tuple(
        fc.constantFrom(...getCountries()),
        fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 3 }),
        fc.nat(4),
      )
      .map(([country, piece, at]) => {
        const example = getExampleNumber(country, examples)?.nationalNumber ?? '1234567'
        const changed = example.slice(0, at) + piece + example.slice(at + piece.length)
        return `+${getCountryCallingCode(country)}${changed}`
      })
    fc.assert(
      fc.property(fc.oneof(anyNumber, nearExample), (number) => {
        const parsed = parsePhoneNumberFromString(number)
        // A prefix that the parser takes off makes it another number.
        if (parsed !== undefined && parsed.number === number) expect(phoneType(number)).toBe(typeOfLibrary(number))
      }),
      { numRuns: 20_000 },
    )
  })
})
