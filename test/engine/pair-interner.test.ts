import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PairInterner } from '../../src/engine/pair-interner.ts'

describe('pairs of numbers', () => {
  it('are found under the number they were given, others not at all', () => {
    const pair = fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 }))
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 200 }), fc.array(pair), (given, others) => {
        const pairs = new PairInterner(1)
        const numbers = new Map(given.map(([low, high]) => [`${low} ${high}`, pairs.intern(low, high)]))
        for (const [low, high] of [...given, ...others])
          expect(pairs.find(low, high)).toBe(numbers.get(`${low} ${high}`) ?? -1)
        expect(pairs.size).toBe(numbers.size)
      }),
    )
  })
})
