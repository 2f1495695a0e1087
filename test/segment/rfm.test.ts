import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeIsoDate, toDayNo } from '../../src/record/dates.ts'
import { flatScores, scoreByRank } from '../../src/segment/rfm.ts'
import { scoreCustomers } from '../../src/segment/score-customers.ts'
import { hasCdnow, transactions } from './cdnow.ts'

const values = fc.array(fc.integer({ min: -3, max: 12 }), { minLength: 1, maxLength: 60 })
const ties = fc.constantFrom('min-rank' as const, 'mid-rank' as const)
const better = fc.constantFrom('higher' as const, 'lower' as const)

describe('scoreByRank', () => {
  it('gives equal values equal scores, is monotone, and lies in 1–5', () => {
    fc.assert(
      fc.property(values, better, ties, (list, side, rule) => {
        const scores = scoreByRank(Float64Array.from(list), side, rule)
        for (let i = 0; i < list.length; i++) {
          expect(scores[i]).toBeGreaterThanOrEqual(1)
          expect(scores[i]).toBeLessThanOrEqual(5)
          for (let j = 0; j < list.length; j++) {
            if (list[i] === list[j]) expect(scores[i]).toBe(scores[j])
            if (list[i]! > list[j]!)
              expect(side === 'higher' ? scores[i]! >= scores[j]! : scores[i]! <= scores[j]!).toBe(true)
          }
        }
      }),
    )
  })

  it('does not depend on the order of rows', () => {
    const shuffled = values.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
    )
    fc.assert(
      fc.property(shuffled, better, ties, ([list, order], side, rule) => {
        const straight = scoreByRank(Float64Array.from(list), side, rule)
        const mixed = scoreByRank(
          Float64Array.from(order, (i) => list[i]!),
          side,
          rule,
        )
        order.forEach((from, to) => {
          expect(mixed[to]).toBe(straight[from])
        })
      }),
    )
  })

  it('puts one-time buyers into 1 under min-rank and into the middle of their ranks under mid-rank', () => {
    const frequency = Float64Array.from([1, 1, 1, 1, 1, 1, 2, 3, 4, 5])
    expect([...scoreByRank(frequency, 'higher')]).toEqual([1, 1, 1, 1, 1, 1, 4, 4, 5, 5])
    expect([...scoreByRank(frequency, 'higher', 'mid-rank')]).toEqual([2, 2, 2, 2, 2, 2, 4, 4, 5, 5])
    expect([...scoreByRank(Float64Array.from([10, 400]), 'lower')]).toEqual([3, 1])
  })

  it('says when a column tells nobody apart', () => {
    const same = Uint8Array.from([1, 1])
    const other = Uint8Array.from([1, 5])
    expect(flatScores({ r: other, f: same, m: other })).toEqual(['f'])
    expect(scoreByRank(new Float64Array(0), 'higher')).toHaveLength(0)
  })
})

describe.skipIf(!hasCdnow)('on CDNOW (public data absent)', () => {
  it('has the reference counts on 1998-07-01', () => {
    const { person, day, amountMinor, customers } = transactions()
    const order = new Float64Array(person.length)
    const asOf = toDayNo(makeIsoDate(1998, 7, 1)!)
    const { scores } = scoreCustomers({ person, day, amountMinor, order }, customers, asOf)
    const counts = (column: Uint8Array) => [1, 2, 3, 4, 5].map((s) => column.filter((v) => v === s).length)
    const whole = Array.from(scores.r, (r, i) => `${r}${scores.f[i]}${scores.m[i]}`)
    expect(counts(scores.r)).toEqual([482, 471, 463, 470, 471])
    expect(counts(scores.m)).toEqual([481, 462, 472, 471, 471])
    expect(whole.filter((s) => s === '555')).toHaveLength(234)
    expect(whole.filter((s) => s === '111')).toHaveLength(177)
  })
})
