/** What a campaign really brought: treated against control, never gross response alone. */

import { differenceInterval, type Interval } from '../base/newcombe.ts'
import { chiSquareTail1, studentLimit95, studentTail } from './normal.ts'

/** One arm; spend in minor units, sums over all people of the arm (non-buyers spend 0). */
export interface Arm {
  readonly people: number
  readonly responders: number
  readonly spendMinor: number
  readonly spendSquared: number
}

export interface Lift {
  readonly treatedRate: number
  readonly controlRate: number
  readonly difference: number
  readonly interval: Interval
  /** Difference × treated, with its interval. */
  readonly incrementalResponders: number
  readonly incrementalInterval: Interval
  /** difference / control rate; null where nobody responded without it. */
  readonly relativeLift: number | null
  /** The interval lies above or below zero. */
  readonly isSure: boolean
}

export interface SpendLift {
  readonly treatedMeanMinor: number
  readonly controlMeanMinor: number
  readonly differenceMinor: number
  readonly intervalMinor: Interval
  readonly p: number
}

/** Newcombe's interval on the difference of response; both arms must have people. */
export function measureLift(treated: Arm, control: Arm): Lift {
  const treatedRate = treated.responders / treated.people
  const controlRate = control.responders / control.people
  const interval = differenceInterval(treated, control)
  return {
    treatedRate,
    controlRate,
    difference: treatedRate - controlRate,
    interval,
    incrementalResponders: (treatedRate - controlRate) * treated.people,
    incrementalInterval: { low: interval.low * treated.people, high: interval.high * treated.people },
    relativeLift: controlRate === 0 ? null : treatedRate / controlRate - 1,
    isSure: interval.low > 0 || interval.high < 0,
  }
}

/** Welch's comparison of spend per head; null where an arm is too small or nobody's spend differs. */
export function measureSpend(treated: Arm, control: Arm): SpendLift | null {
  const [t, c] = [moments(treated), moments(control)]
  const variance = t.variance / treated.people + c.variance / control.people
  if (!(variance > 0)) return null
  const freedom =
    variance ** 2 /
    ((t.variance / treated.people) ** 2 / (treated.people - 1) +
      (c.variance / control.people) ** 2 / (control.people - 1))
  const differenceMinor = t.mean - c.mean
  const half = studentLimit95(freedom) * Math.sqrt(variance)
  return {
    treatedMeanMinor: t.mean,
    controlMeanMinor: c.mean,
    differenceMinor,
    intervalMinor: { low: differenceMinor - half, high: differenceMinor + half },
    p: studentTail(differenceMinor / Math.sqrt(variance), freedom),
  }
}

/** p-value that arms of these sizes came from the intended control share; below 0.001 something dropped people from one arm. */
export function sampleRatioTest(treatedPeople: number, controlPeople: number, controlShare: number): number {
  const n = treatedPeople + controlPeople
  const expected = n * controlShare
  return chiSquareTail1((controlPeople - expected) ** 2 / (expected * (1 - controlShare)))
}

function moments({ people, spendMinor, spendSquared }: Arm): { mean: number; variance: number } {
  const mean = spendMinor / people
  return { mean, variance: Math.max(0, spendSquared - people * mean * mean) / (people - 1) }
}
