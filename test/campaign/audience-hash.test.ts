/** Hashes for ad audiences, against the vectors of the destinations' own documentation. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AUDIENCE_FORMATS,
  audienceEmail,
  audiencePhone,
  DESTINATIONS,
  hashed,
} from '../../src/campaign/audience-hash.ts'

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

describe('audience hashes', () => {
  it.each([
    [
      'cloudy.sanfrancisco+shopping@gmail.com',
      'cloudysanfrancisco@gmail.com',
      '223ebda6f6889b1494551ba902d9d381daf2f642bae055888e96343d53e9f9c4',
    ],
    [
      'user.name+NYC@Example.com',
      'user.name+nyc@example.com',
      'f109a2a632fbcea5fc82049f50beed3d8621bf9034399f437fb622222acccdac',
    ],
  ])('gives Google %s as it asks', (given, normalised, hash) => {
    expect(audienceEmail(given, 'google')).toBe(normalised)
    expect(hashed(audienceEmail(given, 'google'))).toBe(hash)
  })

  it('writes numbers with a plus for Google and without for Meta', () => {
    expect(hashed(audiencePhone('+18005550100', 'google'))).toBe(
      'fb4f73a6ec5fdb7077d564cdd22c3554b43ce49168550c3b12c547b78c517b30',
    )
    expect(hashed(audiencePhone('+18005550100', 'meta'))).toBe(
      '92cfdc5fbcd4a20fbe5d3857af6c1aba31762105bba7f21a17155e920653046c',
    )
  })

  it('keeps dots and plus for Meta, drops the plus for TikTok', () => {
    expect(audienceEmail(' A.b+c@Gmail.com ', 'meta')).toBe('a.b+c@gmail.com')
    expect(audienceEmail('A.b+c@Example.com', 'tiktok')).toBe('a.b@example.com')
  })

  it('never hashes nothing, and nothing twice', () => {
    const member = { email: ' ', phone: '', firstName: null, lastName: ' ', city: '', postcode: null, country: null }
    for (const destination of DESTINATIONS) {
      const cells = AUDIENCE_FORMATS[destination].cells(member)
      expect(cells).toHaveLength(AUDIENCE_FORMATS[destination].columns.length)
      expect(cells.every((cell) => cell === '')).toBe(true)
    }
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(hashed(text)).not.toBe(EMPTY)
        expect(hashed(hashed(text))).toBe(hashed(text))
      }),
    )
  })

  it('leaves country and postcode readable for Google, hashed for Meta', () => {
    const member = {
      email: 'a@example.org',
      phone: null,
      firstName: 'Zoë',
      lastName: "O'Neil Jr.",
      city: 'New York',
      postcode: '10001-1234',
      country: 'US',
    }
    expect(AUDIENCE_FORMATS.google.cells(member).slice(-2)).toEqual(['US', '10001-1234'])
    const meta = AUDIENCE_FORMATS.meta.cells(member)
    expect(meta.slice(2)).toEqual(['zoë', 'oneil', 'newyork', '10001', 'us'].map(hashed))
  })
})
