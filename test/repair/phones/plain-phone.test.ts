import fc from 'fast-check'
import { type CountryCode, getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { plainE164 } from '../../../src/repair/phones/plain-phone.ts'

/** What the full parser makes of it: as it stands, and where it begins with 00 also as an international number. */
function full(text: string, country: string | null): string | null {
  const parse = (t: string, c: string | null) => {
    const number = parsePhoneNumberFromString(t, c === null ? {} : (c as CountryCode))
    return number?.isValid() && !number.ext ? number.number : null
  }
  const digits = text.replace(/\D/g, '')
  return parse(text, country) ?? (digits.startsWith('00') ? parse(`+${digits.slice(2)}`, null) : null)
}

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max })
const country = fc.option(
  fc.oneof(
    fc.constantFrom('GB', 'US', 'IT', 'FR', 'DE', 'NL', 'AT', 'CH', 'RU', 'CA', 'FI'),
    fc.constantFrom(...getCountries()),
  ),
)
const beginnings = [
  '',
  '0',
  '00',
  '+',
  '+44',
  '+1',
  '+39',
  '+7',
  '+47',
  '+358',
  '+262',
  '0044',
  '001',
  '0039',
  '0049',
  '07',
  '018002',
  '06',
  '1',
]

describe('plainE164', () => {
  it('says nothing, or what the full parser says', () => {
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), digits(4, 12), country, (head, tail, home) => {
        const plain = plainE164(head + tail, home)
        if (plain !== null) expect(plain).toBe(full(head + tail, home))
      }),
      { numRuns: 4000 },
    )
  })

  it.each([
    ['07789 414563', 'GB', '+447789414563'],
    ['+44 7912 688040', 'GB', '+447912688040'],
    ['00447745868077', null, '+447745868077'],
    ['+1 704 261-0746', 'US', '+17042610746'],
    ['0012122747876', 'US', '+12122747876'],
    ['+39 392 2192503', 'IT', '+393922192503'],
    ['00393807487443', 'FR', '+393807487443'],
  ])('knows %s in %s without the full parser', (text, home, e164) => {
    expect(plainE164(text, home)).toBe(e164)
    expect(full(text, home)).toBe(e164)
  })
})
