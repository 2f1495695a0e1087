import fc from 'fast-check'
import { distance } from 'fastest-levenshtein'
import { describe, expect, it } from 'vitest'
import { DeletionIndex } from '../../../src/repair/emails/deletion-index.ts'

const word = fc.string({ unit: fc.constantFrom(...'abc.'), maxLength: 8 })

describe('DeletionIndex', () => {
  it('finds every word within two edits', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 20 }), word, (words, typed) => {
        const near = new DeletionIndex(words).near(typed)
        for (const w of words) if (distance(w, typed) <= 2) expect(near).toContain(w)
        for (const w of near) expect(distance(w, typed)).toBeLessThanOrEqual(4)
      }),
    )
  })
})
