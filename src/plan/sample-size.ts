/** How many people a test needs to see a difference between two response rates. */

import { normalQuantile } from './normal.ts'

export interface TestSize {
  readonly treated: number
  readonly control: number
}

/**
 * Two-sided test of two proportions with the pooled rate under the null; `treatedPerControl` 1 is half and half, 9 a 10 %
 * control. Rates 0–1, different from each other.
 */
export function sampleSize(
  controlRate: number,
  treatedRate: number,
  { treatedPerControl = 1, alpha = 0.05, power = 0.8 } = {},
): TestSize {
  const k = treatedPerControl
  const pooled = (controlRate + k * treatedRate) / (1 + k)
  const null_ = normalQuantile(1 - alpha / 2) * Math.sqrt(pooled * (1 - pooled) * (1 + 1 / k))
  const truth =
    normalQuantile(power) * Math.sqrt(controlRate * (1 - controlRate) + (treatedRate * (1 - treatedRate)) / k)
  const control = ((null_ + truth) / (treatedRate - controlRate)) ** 2
  return { treated: Math.ceil(k * control), control: Math.ceil(control) }
}
