/** What buyers will buy in the horizon: BG/NBD for the number, Gamma–Gamma for the value, fitted to the buyers themselves. */

import { expectedPurchases, fitBgNbd } from './bg-nbd.ts'
import { expectedValue, fitGammaGamma, type GammaGamma } from './gamma-gamma.ts'
import { type PurchaseTotals, sampleHistories } from './purchase-totals.ts'

/** Parallel to the totals; NaN where it cannot be said. */
export interface Expectations {
  readonly purchases: Float64Array
  readonly valueMinor: Float64Array
}

export interface ExpectationSettings {
  readonly horizon_days: number
  /** Fewer buyers or repeat buyers than this, and nothing is fitted. */
  readonly min_buyers: number
  readonly min_repeat_buyers: number
}

/** Buyers that the fits look at: more would not move the parameters, only take longer. */
const FIT_SAMPLE = 5_000

/** Expected purchases and revenue (undiscounted, before margin) per buyer, or null where there are too few to learn from. */
export function expectBuyers(totals: PurchaseTotals, settings: ExpectationSettings): Expectations | null {
  const n = totals.person.length
  const repeaters = totals.repeatDays.reduce((count, x) => count + (x > 0 ? 1 : 0), 0)
  if (n < settings.min_buyers || repeaters < settings.min_repeat_buyers) return null
  const step = Math.max(1, Math.floor(n / FIT_SAMPLE))
  const counts = fitBgNbd(sampleHistories(totals, step))
  const spend = fitSpend(totals, step)
  const horizonWeeks = settings.horizon_days / 7
  const purchases = new Float64Array(n)
  const valueMinor = new Float64Array(n).fill(Number.NaN)
  for (let i = 0; i < n; i++) {
    const x = totals.repeatDays[i]!
    purchases[i] = expectedPurchases(counts, x, totals.spanDays[i]! / 7, totals.ageDays[i]! / 7, horizonWeeks)
    if (spend === null) continue
    const mean = x === 0 ? 0 : Math.max(0, totals.repeatMinor[i]! / x)
    valueMinor[i] = purchases[i]! * expectedValue(spend, mean === 0 ? 0 : x, mean)
  }
  return { purchases, valueMinor }
}

/** Null where no spread of values can be learned (q ≤ 1 would give an infinite mean). */
function fitSpend(totals: PurchaseTotals, step: number): GammaGamma | null {
  const x: number[] = []
  const z: number[] = []
  for (let i = 0; i < totals.person.length; i += step) {
    const n = totals.repeatDays[i]!
    if (n === 0 || !(totals.repeatMinor[i]! > 0)) continue
    x.push(n)
    z.push(totals.repeatMinor[i]! / n)
  }
  if (x.length < 10) return null
  const fit = fitGammaGamma({ x: Float64Array.from(x), z: Float64Array.from(z) })
  return fit.q > 1.05 ? fit : null
}
