import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateClusters } from '../../../src/match/evaluation/evaluate-clusters.ts'

const evaluate = (found: readonly number[], truth: readonly number[]) =>
  evaluateClusters(Uint32Array.from(found), Uint32Array.from(truth))

describe('evaluating clusters', () => {
  it('counts pairs, not clusters', () => {
    const result = evaluate([1, 1, 1, 2], [7, 7, 9, 9])
    expect(result).toMatchObject({
      clusters: 2,
      trueClusters: 2,
      foundPairs: 3,
      truePairs: 2,
      rightPairs: 1,
      precision: 1 / 3,
      recall: 1 / 2,
      f1: 0.4,
    })
  })

  it('has no precision where nothing was found', () => {
    expect(evaluate([1, 2], [1, 2])).toMatchObject({ precision: null, recall: null, f1: null, exactShareTrue: 1 })
    expect(evaluate([], [])).toMatchObject({ records: 0, f1: null, bcubedPrecision: null, exactShareFound: null })
  })

  it('calls a cluster exact only where it is one whole person', () => {
    // {0,1} is person 0; {2} is a part of person 1; {3,4} holds the rest of it and somebody else.
    const result = evaluate([0, 0, 1, 2, 2], [0, 0, 1, 1, 2])
    expect(result).toMatchObject({ exactClusters: 1, exactShareFound: 1 / 3, exactShareTrue: 1 / 3 })
  })

  it('agrees with looking at every pair and every record', () => {
    const labels = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(labels, (rows) => {
        let right = 0
        for (const [i, l] of rows.entries())
          for (const r of rows.slice(i + 1)) if (l[0] === r[0] && l[1] === r[1]) right++
        const result = evaluate(
          rows.map((row) => row[0]),
          rows.map((row) => row[1]),
        )
        expect(result.rightPairs).toBe(right)
        const purity = rows.map(([found, truth]) => {
          const cluster = rows.filter((other) => other[0] === found)
          return cluster.filter((other) => other[1] === truth).length / cluster.length
        })
        expect(result.bcubedPrecision).toBeCloseTo(purity.reduce((sum, p) => sum + p, 0) / rows.length, 9)
      }),
    )
  })

  it('swaps precision and recall where found and truth change places', () => {
    const labels = fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })), { maxLength: 40 })
    fc.assert(
      fc.property(labels, (rows) => {
        const found = rows.map((row) => row[0])
        const truth = rows.map((row) => row[1])
        const there = evaluate(found, truth)
        const back = evaluate(truth, found)
        expect(there.precision).toBe(back.recall)
        expect(there.exactShareFound).toBe(back.exactShareTrue)
        expect(there.bcubedPrecision ?? 0).toBeCloseTo(back.bcubedRecall ?? 0, 9)
      }),
    )
  })
})
