/** A buyer's true life: an own rate of buying, perhaps a day of dying, and what follows for the state as of today. */

import { AS_OF_DAY } from './calendar.ts'
import type { Rng } from './rng.ts'

type BuyerState = 'never_active' | 'new' | 'active' | 'slipping' | 'lapsed' | 'lost'

export interface BuyingLife {
  /** Purchase days, ascending; empty for accounts that never bought. */
  readonly days: readonly number[]
  /** Mean gap in days of this buyer. */
  readonly meanGapDays: number
  /** The day after which they would never have bought again; null while alive. */
  readonly diedDay: number | null
  readonly state: BuyerState
}

/** Silence between these multiples of the own mean gap is `slipping`: 0.69 is the median of a Poisson gap, 2.3 its 90 % point. */
const SLIPPING_AFTER_GAPS = 1.5
const LOST_AFTER_DAYS = 730
const MOST_PURCHASES = 2000

/**
 * Buying since `start` (their first possible day): Poisson with an own rate drawn log-normally, death after any purchase
 * with an own chance (the assumptions of BG/NBD, with a heavier tail).
 */
export function liveAsBuyer(rng: Rng, start: number): BuyingLife {
  if (rng.chance(0.07)) return { days: [], meanGapDays: 0, diedDay: null, state: 'never_active' }
  const meanGapDays = Math.max(9, 128 * Math.exp(0.85 * rng.normal()))
  const dies = rng.chance(0.3) ? 0.75 : 0.02 + 0.14 * rng.unit() ** 2
  const days: number[] = []
  let day = start
  let diedDay: number | null = null
  while (day <= AS_OF_DAY && days.length < MOST_PURCHASES) {
    days.push(day)
    if (rng.chance(dies)) {
      const death = day + 1 + Math.floor(rng.unit() * meanGapDays * 0.5)
      diedDay = death <= AS_OF_DAY ? death : null // a death to come is no death yet
      break
    }
    day += 1 + Math.floor(rng.exponential(meanGapDays - 1))
  }
  return { days, meanGapDays, diedDay, state: stateOf(days, meanGapDays, diedDay) }
}

function stateOf(days: readonly number[], meanGapDays: number, diedDay: number | null): BuyerState {
  if (days.length === 0) return 'never_active'
  if (diedDay !== null) return AS_OF_DAY - diedDay > LOST_AFTER_DAYS ? 'lost' : 'lapsed'
  const silence = AS_OF_DAY - days[days.length - 1]!
  if (silence > SLIPPING_AFTER_GAPS * meanGapDays) return 'slipping'
  return days.length === 1 && silence < meanGapDays ? 'new' : 'active'
}
