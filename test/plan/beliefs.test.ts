import { describe, expect, it } from 'vitest'
import { Beliefs } from '../../src/plan/beliefs.ts'
import { betaDeviation, betaMean, betaQuantile } from '../../src/plan/beta.ts'
import { COST_RULES } from '../../src/plan/costs.ts'
import { OFFER_RULES } from '../../src/plan/offers.ts'
import { loadRules } from '../../src/rules/load-rules.ts'
import { Dice } from './dice.ts'

const { rules } = loadRules([COST_RULES, OFFER_RULES], null)
const costs = rules.get(COST_RULES)
const offer = rules.get(OFFER_RULES).offers.find((o) => o.id === 'welcome-back')!
const measured = (treated: number, responders: number, control: number, control_responders: number) => ({
  segment: 'lapsed',
  channel: 'letter',
  offer: offer.id,
  treated,
  responders,
  control,
  control_responders,
})

describe('Beliefs', () => {
  it('start from the prior and give way to own results, in the segment itself more than elsewhere', () => {
    const prior = new Beliefs(costs).of('lapsed', 'lapsed', 'letter', offer)
    expect(prior.source).toBe('prior')
    expect(betaMean(prior.belief)).toBeCloseTo(0.034 * 0.4, 12)
    const rows = [measured(10_000, 500, 10_000, 200)]
    const own = new Beliefs(costs, rows).of('lapsed', 'lapsed', 'letter', offer)
    expect(own.source).toBe('own results')
    expect(Math.abs(betaMean(own.belief) - 0.03)).toBeLessThan(0.002)
    const elsewhere = new Beliefs(costs, rows).of('slipping', 'slipping', 'letter', offer)
    expect(elsewhere.source).toBe('own results elsewhere')
    expect(betaDeviation(elsewhere.belief)).toBeGreaterThan(betaDeviation(own.belief))
    expect(new Beliefs(costs, rows).of('lapsed', 'lapsed', 'email', offer).source).toBe('prior')
  })

  it('take an assumption over both, for a channel or for a state', () => {
    const rows = [measured(10_000, 500, 10_000, 200)]
    const assumed_response = [
      { channel: 'letter' as const, segment: null, added: 0.05 },
      { channel: 'letter' as const, segment: 'lapsed', added: 0.07 },
    ]
    const beliefs = new Beliefs({ ...costs, assumed_response }, rows)
    expect(betaMean(beliefs.of('lapsed:x', 'lapsed', 'letter', offer).belief)).toBeCloseTo(0.07, 12)
    expect(betaMean(beliefs.of('lost', 'lost', 'letter', offer).belief)).toBeCloseTo(0.05, 12)
    expect(beliefs.of('lost', 'lost', 'letter', offer).source).toBe('assumed')
  })

  it('stay sensible where nobody responded, or the control did better', () => {
    for (const row of [measured(500, 0, 500, 0), measured(2000, 20, 2000, 60)]) {
      const { belief } = new Beliefs(costs, [row]).of('lapsed', 'lapsed', 'letter', offer)
      expect(betaMean(belief)).toBeGreaterThan(0)
      expect(betaMean(belief)).toBeLessThan(0.0136)
    }
  })

  it.each([
    [500, 500],
    [2000, 2000],
    [9000, 1000],
    [30_000, 30_000],
  ])(
    'the interval holds the truth in 93 to 97 of 100 simulated campaigns (%d treated, %d held out)',
    (treated, control) => {
      const dice = new Dice(treated + control)
      const prior = new Beliefs(costs).of('lapsed', 'lapsed', 'letter', offer)
      const runs = 2000
      let held = 0
      for (let i = 0; i < runs; i++) {
        const truth = dice.beta(prior.belief.a, prior.belief.b)
        const row = measured(
          treated,
          dice.binomial(treated, prior.baseRate + truth),
          control,
          dice.binomial(control, prior.baseRate),
        )
        const { belief } = new Beliefs(costs, [row]).of('lapsed', 'lapsed', 'letter', offer)
        if (betaQuantile(belief, 0.025) <= truth && truth <= betaQuantile(belief, 0.975)) held++
      }
      expect(held / runs).toBeGreaterThan(0.93)
      expect(held / runs).toBeLessThan(0.97)
    },
  )
})
