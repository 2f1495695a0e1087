import { describe, expect, it } from 'vitest'
import { estimateMissed } from '../../../src/report/figures/blocking-figure.ts'

/** Of pairs that each rule finds with chance `p`, independently: how many are found by exactly k of `rules`. */
function foundBy(pairs: number, rules: number, p: number): number[] {
  let choose = 1
  return Array.from({ length: rules + 1 }, (_, k) => {
    if (k > 0) choose = (choose * (rules - k + 1)) / k
    return pairs * choose * p ** k * (1 - p) ** (rules - k)
  })
}

describe('estimating the pairs that no rule found', () => {
  it('is right where rules find pairs independently and alike', () => {
    for (const p of [0.2, 0.3, 0.5]) {
      const counts = foundBy(10_000, 8, p)
      // Index 0 is what nobody can count; the estimate must not look at it.
      expect(estimateMissed([0, ...counts.slice(1)])!.missed).toBeCloseTo(counts[0]!, 3)
    }
  })

  it('never says too much where some pairs are harder to find than others', () => {
    const easy = foundBy(9000, 8, 0.6)
    const hard = foundBy(1000, 8, 0.15)
    const both = easy.map((n, k) => n + hard[k]!)
    const { missed } = estimateMissed([0, ...both.slice(1)])!
    expect(missed).toBeGreaterThan(0)
    expect(missed).toBeLessThan(both[0]!)
  })

  it('says nothing of too few rules or pairs', () => {
    expect(estimateMissed([])).toBeNull()
    expect(estimateMissed([0, 500, 500])).toBeNull()
    expect(estimateMissed([0, 5, 4, 3])).toBeNull()
    expect(estimateMissed([0, 500, 0, 10])).toBeNull()
  })
})
