import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PairTally } from '../../../src/match/evaluation/evaluate-pairs.ts'

interface Scored {
  readonly weight: number
  readonly isRight: boolean
}

function evaluate(
  pairs: readonly Scored[],
  truePairs: number,
  isSure: (weight: number) => boolean | null = () => null,
) {
  const tally = new PairTally()
  for (const { weight, isRight } of pairs)
    tally.add({ probability: 1 / (1 + 2 ** -weight), weight, isRight, isSure: isSure(weight) })
  return tally.finish(truePairs)
}

const copies = (n: number, weight: number, isRight: boolean): Scored[] =>
  Array.from({ length: n }, () => ({ weight, isRight }))

describe('evaluating scored pairs', () => {
  it('finds no error where of the pairs given one in two, one in two is right', () => {
    const result = evaluate([...copies(10, 0, true), ...copies(10, 0, false)], 10)
    expect(result.calibrationError).toBe(0)
    expect(result.buckets.find((b) => b.pairs > 0)).toEqual({
      from: 0.5,
      to: 0.6,
      pairs: 20,
      meanProbability: 0.5,
      shareRight: 0.5,
    })
  })

  it('weighs the distance of each bucket by its pairs', () => {
    // 30 pairs at 1/2, all right: off by 1/2. 10 pairs at 1/9, none right: off by 1/9.
    const result = evaluate([...copies(30, 0, true), ...copies(10, -3, false)], 30)
    expect(result.calibrationError).toBeCloseTo((30 * 0.5 + 10 / 9) / 40, 12)
  })

  it('counts true pairs that were never scored against recall', () => {
    const result = evaluate([...copies(6, 5, true), ...copies(2, 1, false)], 8, (weight) => weight > 3)
    expect(result).toMatchObject({ pairs: 8, rightPairs: 6, trueOutside: 2, trueOutsideShare: 0.25 })
    expect(result.sure).toMatchObject({ pairs: 6, precision: 1, recall: 0.75 })
    expect(result.best).toMatchObject({ weight: 5, pairs: 6, precision: 1, recall: 0.75 })
  })

  it('has no threshold where nothing scored is right, and no error where nothing is scored', () => {
    expect(evaluate(copies(3, 4, false), 5)).toMatchObject({ best: null, sure: null, trueOutsideShare: 1 })
    expect(evaluate([], 0)).toMatchObject({ pairs: 0, calibrationError: null, trueOutsideShare: null })
  })

  it('takes the threshold that trying every weight would take', () => {
    const pairs = fc.array(fc.record({ weight: fc.integer({ min: -3, max: 9 }), isRight: fc.boolean() }), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(pairs, fc.nat({ max: 10 }), (scored, outside) => {
        const truePairs = scored.filter((p) => p.isRight).length + outside
        const f1At = (threshold: number) => {
          const kept = scored.filter((p) => p.weight >= threshold)
          return (2 * kept.filter((p) => p.isRight).length) / (kept.length + truePairs)
        }
        const best = Math.max(0, ...scored.map((p) => f1At(p.weight)))
        expect(evaluate(scored, truePairs).best?.f1 ?? 0).toBeCloseTo(best, 12)
      }),
    )
  })
})
