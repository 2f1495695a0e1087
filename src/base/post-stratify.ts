/** Lift over segments put together, each weighed by its people: arms of unlike make-up are compared like with like. */

import { differenceInterval, type Interval } from './newcombe.ts'

interface Arm {
  readonly people: number
  readonly responders: number
}

export interface Stratum {
  readonly treated: Arm
  readonly control: Arm
}

export interface StratifiedLift {
  readonly difference: number
  readonly interval: Interval
  /** People of strata with an empty arm: they tell nothing and are left out. */
  readonly leftOut: number
}

/**
 * Σ w·(p₁ − p₀) over strata, w their share of all people in strata that have both arms; the interval recovers each stratum's
 * variance from its Newcombe interval (Zou and Donner 2008). Null where no stratum has both arms.
 */
export function postStratify(strata: readonly Stratum[]): StratifiedLift | null {
  const whole = strata.filter(({ treated, control }) => treated.people > 0 && control.people > 0)
  const size = ({ treated, control }: Stratum): number => treated.people + control.people
  const all = whole.reduce((sum, stratum) => sum + size(stratum), 0)
  if (all === 0) return null
  let [difference, below, above] = [0, 0, 0]
  for (const stratum of whole) {
    const weight = size(stratum) / all
    const { treated, control } = stratum
    const d = treated.responders / treated.people - control.responders / control.people
    const { low, high } = differenceInterval(treated, control)
    difference += weight * d
    below += (weight * (d - low)) ** 2
    above += (weight * (high - d)) ** 2
  }
  return {
    difference,
    interval: { low: difference - Math.sqrt(below), high: difference + Math.sqrt(above) },
    leftOut: strata.reduce((sum, stratum) => sum + size(stratum), 0) - all,
  }
}
