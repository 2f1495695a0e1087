import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differenceInterval } from '../../src/base/newcombe.ts'
import { betaCdf, betaMean, betaQuantile } from '../../src/plan/beta.ts'
import {
  believe,
  breakEven,
  controlCostMinor,
  judge,
  marginAfterDiscount,
  netMinor,
  testValue,
} from '../../src/plan/cost-benefit.ts'
import { measureLift, measureSpend, sampleRatioTest } from '../../src/plan/lift.ts'
import { chiSquareTail1, normalCdf, normalQuantile, studentLimit95, studentTail } from '../../src/plan/normal.ts'
import { sampleSize } from '../../src/plan/sample-size.ts'

const settings = { acceptable_loss_chance: 0.1, most_loss_chance: 0.4, fixed_share_of_test: 0.5, min_test: 250 }

describe('distributions', () => {
  it('agree with tables', () => {
    expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 14)
    expect(normalCdf(-5)).toBeCloseTo(2.866515718791939e-7, 18)
    expect(normalQuantile(0.8)).toBeCloseTo(0.8416212335729143, 10)
    expect(chiSquareTail1(3.841458820694124)).toBeCloseTo(0.05, 12)
    expect(studentLimit95(10)).toBeCloseTo(2.228138851964939, 8)
    expect(studentTail(2, 5)).toBeCloseTo(0.10193947882, 9)
  })

  it('Beta: closed forms and symmetry', () => {
    expect(betaCdf({ a: 1, b: 1 }, 0.3)).toBeCloseTo(0.3, 14)
    expect(betaCdf({ a: 2, b: 1 }, 0.3)).toBeCloseTo(0.09, 14)
    expect(betaCdf({ a: 1, b: 200 }, 0.01)).toBeCloseTo(1 - 0.99 ** 200, 12)
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 500, noNaN: true }),
        fc.double({ min: 0.5, max: 5000, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (a, b, q) => {
          expect(betaCdf({ a, b }, q) + betaCdf({ a: b, b: a }, 1 - q)).toBeCloseTo(1, 8)
          expect(betaCdf({ a, b }, betaQuantile({ a, b }, q))).toBeCloseTo(q, 4)
        },
      ),
    )
  })
})

describe('lift', () => {
  it('is not sure where Wald would be: 5/500 against 0/100', () => {
    const interval = differenceInterval({ responders: 5, people: 500 }, { responders: 0, people: 100 })
    expect(interval.low).toBeCloseTo(-0.0274, 4)
    expect(interval.high).toBeCloseTo(0.0232, 4)
    const arm = (people: number, responders: number) => ({ people, responders, spendMinor: 0, spendSquared: 0 })
    const lift = measureLift(arm(500, 5), arm(100, 0))
    expect(lift).toMatchObject({ isSure: false, relativeLift: null, incrementalResponders: 5 })
  })

  it('contains the difference, within −1 and 1, and mirrors', () => {
    const arm = fc
      .integer({ min: 1, max: 5000 })
      .chain((people) => fc.record({ people: fc.constant(people), responders: fc.integer({ min: 0, max: people }) }))
    fc.assert(
      fc.property(arm, arm, (l, r) => {
        const there = differenceInterval(l, r)
        const back = differenceInterval(r, l)
        const d = l.responders / l.people - r.responders / r.people
        expect(there.low).toBeLessThanOrEqual(d + 1e-12)
        expect(there.high).toBeGreaterThanOrEqual(d - 1e-12)
        expect(there.low).toBeGreaterThanOrEqual(-1 - 1e-12)
        expect(there.high).toBeLessThanOrEqual(1 + 1e-12)
        expect(back.low).toBeCloseTo(-there.high, 12)
      }),
    )
  })

  it('compares spend by Welch', () => {
    const arm = (values: number[]) => ({
      people: values.length,
      responders: 0,
      spendMinor: values.reduce((s, v) => s + v, 0),
      spendSquared: values.reduce((s, v) => s + v * v, 0),
    })
    // Hand-worked: means 20 and 12, variances 10 and 2.5, n = 5: se² = 2.5, freedom = 2.5² / (2²/4 + 0.5²/4) = 5.882…
    const spend = measureSpend(arm([16, 18, 20, 22, 24]), arm([10, 11, 12, 13, 14]))!
    expect(spend.differenceMinor).toBeCloseTo(8, 12)
    expect(spend.intervalMinor.high - 8).toBeCloseTo(studentLimit95(6.25 / 1.0625) * Math.sqrt(2.5), 6)
    expect(spend.p).toBeLessThan(0.01)
    expect(measureSpend(arm([0, 0]), arm([0, 0]))).toBeNull()
  })

  it('sees a lost arm', () => {
    expect(sampleRatioTest(900, 100, 0.1)).toBeCloseTo(1, 12)
    expect(sampleRatioTest(900, 60, 0.1)).toBeLessThan(0.001)
  })
})

describe('sample size', () => {
  it.each([
    [0.01, 0.015, 7750],
    [0.01, 0.012, 42_693],
    [0.02, 0.025, 13_809],
    [0.1, 0.12, 3841],
    [0.005, 0.0075, 15_599],
  ])('%d → %d: %d per group', (from, to, n) => {
    expect(sampleSize(from, to)).toEqual({ treated: n, control: n })
  })

  it('with a 10 % control', () => {
    expect(sampleSize(0.01, 0.015, { treatedPerControl: 9 })).toEqual({ treated: 40_979, control: 4554 })
  })
})

describe('cost and benefit', () => {
  const letters = { people: 750_000, costMinor: 75, fixedMinor: 500_000, marginMinor: 4000 }

  it('works out the vectors', () => {
    expect(netMinor(letters, 0.01)).toBeCloseTo(-26_750_000, 4)
    expect(netMinor(letters, 0.02)).toBeCloseTo(3_250_000, 4)
    expect(breakEven(letters)).toBeCloseTo(0.018917, 6)
    const calls = { people: 10_000, costMinor: 400, fixedMinor: 0, marginMinor: 6000 }
    expect(netMinor(calls, 0.0025)).toBeCloseTo(-3_850_000, 4)
    expect(breakEven(calls)).toBeCloseTo(0.06667, 5)
    const sms = { people: 100_000, costMinor: 5, fixedMinor: 100_000, marginMinor: 2500 }
    expect(netMinor(sms, 0.03)).toBeCloseTo(6_900_000, 4)
    expect(breakEven({ ...sms, marginMinor: -1 })).toBe(1)
    expect(controlCostMinor(sms, 0.1, 0.03)).toBeCloseTo(0.1 * 100_000 * 70, 6)
    expect(controlCostMinor(calls, 0.1, 0.0025)).toBe(0)
  })

  it('charges the discount to everybody who takes it', () => {
    expect(marginAfterDiscount(4000, 1000, 0.4)).toBe(1500)
  })

  it('learns from own results', () => {
    const belief = believe({ mean: 0.02, strength: 100 }, { n: 900, lift: 0.01 })
    expect(betaMean(belief)).toBeCloseTo((100 * 0.02 + 900 * 0.01) / 1000, 12)
    expect(betaMean(believe({ mean: 0.02, strength: 100 }, { n: 900, lift: -0.01 }))).toBeGreaterThan(0)
  })

  const about = (mean: number, strength: number) => ({
    belief: believe({ mean, strength }),
    source: 'prior' as const,
    baseRate: 0.01,
  })

  it('says do, test and dont', () => {
    expect(judge(letters, about(0.04, 20_000), settings)).toMatchObject({ verdict: 'do', testSize: null })
    expect(judge(letters, about(0.004, 20_000), settings).verdict).toBe('dont')
    const unsure = judge(letters, about(0.0136, 200), settings)
    expect(unsure.verdict).toBe('test')
    expect(unsure.testValueMinor).toBeGreaterThan(0)
    expect(unsure.netLowMinor).toBeLessThan(unsure.netMinor)
    expect(unsure.chanceOfLoss).toBeGreaterThan(0.5)
    expect(judge({ ...letters, people: 0 }, about(0.04, 200), settings).verdict).toBe('dont')
  })

  it('marks what may lose money, and leaves what is likely to undone where no test helps', () => {
    const few = { people: 300, costMinor: 0, fixedMinor: 1000, marginMinor: 3000 }
    // Two responders' worth of prior: the share of the belief below x times its mean is 1 - exp(-2x)(1 + 2x).
    const believed = (mean: number) => about(mean, 2 / mean)
    expect(judge(few, believed(0.006), settings)).toMatchObject({ verdict: 'do', risk: 'low' })
    expect(judge(few, believed(0.002), settings)).toMatchObject({ verdict: 'do', risk: 'raised', testSize: null })
    const gamble = judge(few, believed(0.0012), settings)
    expect(gamble).toMatchObject({ verdict: 'dont', risk: 'too_high' })
    expect(gamble.netMinor).toBeGreaterThan(0)
    expect(gamble.chanceOfLoss).toBeGreaterThan(settings.most_loss_chance)
  })

  it('a test is worth nothing where the answer is known, and the value agrees with simulation', () => {
    expect(testValue(letters, believe({ mean: 0.05, strength: 1e9 }), 0.01, 1000, 0)).toBeLessThanOrEqual(1e-6)
    // Preposterior by brute force on a grid of the normal approximation.
    const belief = believe({ mean: 0.0136, strength: 200 })
    const size = 5000
    const prior = (belief.a * belief.b) / ((belief.a + belief.b) ** 2 * (belief.a + belief.b + 1))
    const noise = (0.0236 * (1 - 0.0236) + 0.01 * 0.99) / size
    const spread = Math.sqrt(prior ** 2 / (prior + noise))
    let expected = 0
    for (let z = -8; z <= 8; z += 0.001) {
      const lift = 0.0136 + spread * z
      const density = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * 0.001
      expected += density * Math.max(0, (750_000 - 2 * size) * (lift * 4000 - 75) - 250_000)
    }
    expected += size * (0.0136 * 4000 - 75) - 250_000
    expect(testValue(letters, belief, 0.01, size, 0.5) / expected).toBeCloseTo(1, 3)
  })
})
