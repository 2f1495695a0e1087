import { describe, expect, it } from 'vitest'
import { logGamma } from '../../src/base/log-gamma.ts'
import { bgNbdLogLikelihood, expectedPurchases, fitBgNbd, probabilityAlive } from '../../src/segment/bg-nbd.ts'
import { expectedValue, fitGammaGamma, gammaGammaLogLikelihood } from '../../src/segment/gamma-gamma.ts'
import { calibration, hasCdnow, summary } from './cdnow.ts'

const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }

describe('log gamma', () => {
  it('agrees with factorials and the half', () => {
    expect(logGamma(1)).toBeCloseTo(0, 13)
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12)
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13)
    expect(logGamma(1e-3)).toBeCloseTo(6.907178885383853, 10)
    expect(logGamma(0)).toBeNaN()
  })
})

describe('BG/NBD', () => {
  it.each([
    [2, 30.43, 38.86, 0.726579, 1.226028],
    [1, 1.71, 38.86, 0.212101, 0.203187],
    [0, 0, 38.86, 1, 0.195098],
    [7, 29.43, 38.86, 0.641756, 3.337053],
    [26, 30.86, 31, 0.968916, 20.749726],
    [5, 5, 38.86, 0.002718, 0.010348],
  ])('x=%d t_x=%d T=%d', (x, tx, T, alive, expected) => {
    expect(probabilityAlive(published, x, tx, T)).toBeCloseTo(alive, 6)
    expect(expectedPurchases(published, x, tx, T, 39)).toBeCloseTo(expected, 6)
  })

  it('expects nothing in no time, and more in more time', () => {
    expect(expectedPurchases(published, 3, 20, 38, 0)).toBeCloseTo(0, 12)
    expect(expectedPurchases(published, 3, 20, 38, 10)).toBeLessThan(expectedPurchases(published, 3, 20, 38, 500))
    expect(expectedPurchases({ ...published, a: 1 }, 3, 20, 38, 10)).toBeGreaterThan(0)
  })
})

describe.skipIf(!hasCdnow)('on CDNOW (public data absent)', () => {
  it('derives the published summary from the transactions', () => {
    const { histories } = calibration()
    const known = summary()
    expect(histories.x).toEqual(known.x)
    known.x.forEach((_, i) => {
      expect(Math.abs(histories.tx[i]! - known.tx[i]!)).toBeLessThan(0.0051)
      expect(Math.abs(histories.T[i]! - known.T[i]!)).toBeLessThan(0.0051)
    })
  })

  it('has the published likelihood and finds the maximum', () => {
    const histories = summary() // rounded to hundredths of a week, as the reference fit had it
    expect(bgNbdLogLikelihood(published, histories)).toBeCloseTo(-9582.4, 1)
    const fit = fitBgNbd(histories)
    expect(bgNbdLogLikelihood(fit, histories)).toBeCloseTo(-9582.4256, 3)
    expect(fit.r).toBeCloseTo(0.24259, 3)
    expect(fit.alpha).toBeCloseTo(4.41353, 2)
    expect(fit.a).toBeCloseTo(0.79289, 2)
    expect(fit.b).toBeCloseTo(2.42575, 2)
  })

  it('fits the value of a purchase', () => {
    const { spend } = calibration()
    expect(spend.x.length).toBe(946)
    expect(gammaGammaLogLikelihood({ p: 6.25, q: 3.74, v: 15.44 }, spend)).toBeCloseTo(-4055.92, 1)
    const fit = fitGammaGamma(spend)
    expect(fit.p).toBeCloseTo(6.25, 1)
    expect(fit.q).toBeCloseTo(3.74, 1)
    expect(fit.v).toBeCloseTo(15.44, 0)
    expect(expectedValue(fit, 0, 0)).toBeCloseTo((fit.p * fit.v) / (fit.q - 1), 9)
  })
})
