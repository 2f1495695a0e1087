import emailAddresses from 'email-addresses'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Work } from '../../../src/repair/cell-work.ts'
import { unwrap } from '../../../src/repair/emails/cell-wrappers.ts'

const atoms = fc.stringMatching(/^[\w.+-]{1,6}$/)

function unwrapped(text: string): Work {
  const work: Work = { text, rule: null, doubt: null }
  unwrap(work)
  return work
}

describe('unwrap', () => {
  it('says of plain brackets and of a comma in the domain what the grammar says', () => {
    const shape = fc.constantFrom(
      (l: string, r: string) => `<${l}@${r}>`,
      (l: string, r: string) => `${l}@${r},com`,
      (l: string, r: string) => `${l}@acme,${r}`,
    )
    fc.assert(
      fc.property(atoms, atoms, shape, (l, r, write) => {
        const text = write(l, r)
        const parsed = emailAddresses({ input: text, rfc6532: true, commaInDisplayName: true })
        const isOne = parsed?.addresses.length === 1
        if (isOne) expect(unwrapped(text)).toMatchObject({ text: text.slice(1, -1), rule: 'email.display-name' })
        else if (text.includes(',')) expect(unwrapped(text).rule).not.toBe('email.display-name')
      }),
      { numRuns: 1000 },
    )
  })
})
