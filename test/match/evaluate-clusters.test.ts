import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateClusters } from '../../src/match/evaluate-clusters.ts'

describe('evaluating clusters', () => {
  it('counts pairs, not clusters', () => {
    const result = evaluateClusters(['a', 'a', 'a', 'b'], ['x', 'x', 'y', 'y'])
    expect(result).toMatchObject({
      foundPairs: 3,
      truePairs: 2,
      rightPairs: 1,
      precision: 1 / 3,
      recall: 1 / 2,
      f1: 0.4,
    })
  })

  it('has no precision where nothing was found', () => {
    expect(evaluateClusters(['a', 'b'], ['x', 'y'])).toMatchObject({ precision: null, recall: null, f1: null })
    expect(evaluateClusters([], [])).toMatchObject({ records: 0, f1: null })
  })

  it('agrees with looking at every pair', () => {
    const labels = fc.array(fc.tuple(fc.constantFrom('1', '11', '2'), fc.constantFrom('1', '11', '3')), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(labels, (rows) => {
        let right = 0
        for (const [i, l] of rows.entries())
          for (const r of rows.slice(i + 1)) if (l[0] === r[0] && l[1] === r[1]) right++
        const result = evaluateClusters(
          rows.map((row) => row[0]),
          rows.map((row) => row[1]),
        )
        expect(result.rightPairs).toBe(right)
      }),
    )
  })
})
