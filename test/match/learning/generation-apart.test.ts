import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../src/engine/comparisons/kinds.ts'
import { generationApart } from '../../../src/match/learning/model.ts'

const sharesOf = (levels: number) =>
  fc
    .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: levels, maxLength: levels })
    .map((parts) => Float64Array.of(0, ...parts.map((part) => part / parts.reduce((a, b) => a + b))))

describe('birth dates a generation apart', () => {
  it.each(['date', 'year'] as const)('of kind %s are shares, less alike than chance, and never impossible', (kind) => {
    fc.assert(
      fc.property(sharesOf(KINDS[kind].length), (byChance) => {
        const shares = generationApart(kind, byChance)
        expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1)
        expect(shares[1]).toBeLessThan(byChance[1]!)
        expect(shares.at(-1)).toBeGreaterThanOrEqual(byChance.at(-1)!)
        expect(Math.min(...shares.slice(1))).toBeGreaterThan(0)
      }),
    )
  })

  it('of another kind are as chance has them', () => {
    const byChance = Float64Array.of(0, 0.2, 0.8)
    expect(generationApart('category', byChance)).toEqual(byChance)
  })
})
