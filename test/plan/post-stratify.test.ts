/** Lift over segments. */

import { describe, expect, it } from 'vitest'
import { differenceInterval } from '../../src/base/newcombe.ts'
import { postStratify } from '../../src/base/post-stratify.ts'
import type { Arm } from '../../src/plan/lift.ts'
import { Dice } from './dice.ts'

const arm = (responders: number, people: number): Arm => ({ people, responders, spendMinor: 0, spendSquared: 0 })

describe('post-stratified lift', () => {
  it('is Newcombe’s for one stratum', () => {
    const [treated, control] = [arm(5, 500), arm(0, 100)]
    const lift = postStratify([{ treated, control }])!
    const { low, high } = differenceInterval(treated, control)
    expect(lift.difference).toBeCloseTo(0.01, 12)
    expect(lift.interval.low).toBeCloseTo(low, 12)
    expect(lift.interval.high).toBeCloseTo(high, 12)
  })

  it('is not misled where the arms are made up unlike each other', () => {
    // Nothing happens in either segment; the control group merely has more of those who buy anyway.
    const strata = [
      { treated: arm(90, 900), control: arm(10, 100) },
      { treated: arm(1, 100), control: arm(9, 900) },
    ]
    expect(postStratify(strata)!.difference).toBeCloseTo(0, 12)
  })

  it('leaves out segments with an empty arm, and says how many people', () => {
    const lift = postStratify([
      { treated: arm(2, 100), control: arm(1, 100) },
      { treated: arm(50, 50), control: arm(0, 0) },
    ])!
    expect(lift.difference).toBeCloseTo(0.01, 12)
    expect(lift.leftOut).toBe(50)
    expect(postStratify([{ treated: arm(1, 2), control: arm(0, 0) }])).toBeNull()
  })

  it('covers the truth in about 95 of 100 simulated campaigns', () => {
    const dice = new Dice(7)
    const draw = (people: number, rate: number): Arm => arm(dice.binomial(people, rate), people)
    let covered = 0
    const rounds = 2000
    for (let i = 0; i < rounds; i++) {
      const strata = [
        { treated: draw(900, 0.04), control: draw(100, 0.03) },
        { treated: draw(450, 0.1), control: draw(50, 0.08) },
      ]
      const { interval } = postStratify(strata)!
      const truth = (1000 * 0.01 + 500 * 0.02) / 1500
      if (interval.low <= truth && truth <= interval.high) covered++
    }
    expect(covered / rounds).toBeGreaterThan(0.93)
    expect(covered / rounds).toBeLessThan(0.98)
  })
})
