/** What buyers will buy in the horizon: BG/NBD for the number, Gamma–Gamma for the value, fitted to the buyers themselves. */

import { expectedPurchases, fitBgNbd } from './bg-nbd.ts'
import { expectedValue, fitGammaGamma, type GammaGamma } from './gamma-gamma.ts'
import { type PurchaseTotals, sampleHistories } from './purchase-totals.ts'

/** Parallel to the totals; NaN where it cannot be said. */
export interface Expectations {
  readonly purchases: Float64Array
  readonly valueMinor: Float64Array
  /** A basket, and what a purchase today would bring: that basket and those that follow it within the horizon. */
  readonly basketMinor: Float64Array
  readonly returnMinor: Float64Array
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
  const most = largestBasket(meanBaskets(totals))
  const spend = fitSpend(totals, step, most)
  const horizonWeeks = settings.horizon_days / 7
  const purchases = new Float64Array(n)
  const valueMinor = new Float64Array(n).fill(Number.NaN)
  const basketMinor = ownBaskets(totals)
  const returnMinor = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const x = totals.repeatDays[i]!
    const age = totals.ageDays[i]! / 7
    purchases[i] = expectedPurchases(counts, x, totals.spanDays[i]! / 7, age, horizonWeeks)
    if (spend !== null) {
      const mean = x === 0 ? 0 : Math.max(0, totals.repeatMinor[i]! / x)
      const basket = expectedValue(spend, mean === 0 ? 0 : x, mean)
      valueMinor[i] = purchases[i]! * basket
      basketMinor[i] = Math.min(basket, most)
    }
    returnMinor[i] = basketMinor[i]! * (1 + expectedPurchases(counts, x + 1, age, age, horizonWeeks))
  }
  return { purchases, valueMinor, basketMinor, returnMinor }
}

/** How far one customer's baskets may stand out before they say nothing of what others would spend. */
const MAX_TIMES_MEDIAN = 10

/** Mean basket of each buyer, held below ten times the median one; NaN where the amounts do not say. */
export function ownBaskets(totals: PurchaseTotals): Float64Array {
  const baskets = meanBaskets(totals)
  const most = largestBasket(baskets)
  return baskets.map((basket) => Math.min(basket, most))
}

const meanBaskets = ({ monetaryMinor, frequency }: PurchaseTotals): Float64Array =>
  monetaryMinor.map((sum, i) => (sum > 0 ? sum / frequency[i]! : Number.NaN))

function largestBasket(baskets: Float64Array): number {
  const known = baskets.filter((basket) => !Number.isNaN(basket)).sort()
  return known.length === 0 ? Number.POSITIVE_INFINITY : MAX_TIMES_MEDIAN * known[(known.length - 1) >>> 1]!
}

/** Null where no spread of values can be learned (q ≤ 1 would give an infinite mean). */
function fitSpend(totals: PurchaseTotals, step: number, most: number): GammaGamma | null {
  const x: number[] = []
  const z: number[] = []
  for (let i = 0; i < totals.person.length; i += step) {
    const n = totals.repeatDays[i]!
    if (n === 0 || !(totals.repeatMinor[i]! > 0)) continue
    x.push(n)
    z.push(Math.min(most, totals.repeatMinor[i]! / n))
  }
  if (x.length < 10) return null
  const fit = fitGammaGamma({ x: Float64Array.from(x), z: Float64Array.from(z) })
  return fit.q > 1.05 ? fit : null
}
