/** Tokens stay what they were when a campaign went out, or its results could not be brought back. */

import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hmacSha256 } from '../../src/base/hmac.ts'
import { tokenMaker } from '../../src/campaign/token.ts'

it('makes the same token of the same key, campaign, channel and person, in every version', () => {
  const tokenOf = tokenMaker('00'.repeat(32))
  expect(tokenOf('welcome-back', 'email', 'p001tv0ry0022')).toBe('er5dsngwsekqnqvbp1z2')
  expect(tokenOf('Zurück', 'letter', 'p0020qqsmg864')).toBe('r7e0tp3z3gccw4e5wtvb')
})

it('hashes as HMAC-SHA-256 does, whatever the key and the texts before', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 })
  fc.assert(
    fc.property(text, fc.array(text, { minLength: 1, maxLength: 5 }), (key, texts) => {
      const hmac = hmacSha256(key)
      const plain = texts.map((t) => createHmac('sha256', key).update(t).digest('binary'))
      expect(texts.map(hmac)).toEqual(plain)
    }),
  )
})
