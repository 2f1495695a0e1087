/** Gamma–Gamma: what a customer's next purchase is worth, drawn toward everybody's mean (Fader and Hardie 2013). */

import { logGamma } from '../base/log-gamma.ts'
import { minimise } from './minimise.ts'

export interface GammaGamma {
  readonly p: number
  readonly q: number
  /** In the unit of the values. */
  readonly v: number
}

/** Repeat buyers in parallel arrays: number of repeat purchases (> 0) and their mean value (> 0). */
export interface SpendHistories {
  readonly x: Float64Array
  readonly z: Float64Array
}

export function gammaGammaLogLikelihood({ p, q, v }: GammaGamma, { x, z }: SpendHistories): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) {
    const n = x[i]!
    const mean = z[i]!
    sum += logGamma(p * n + q) - logGamma(p * n) - logGamma(q) + q * Math.log(v)
    sum += (p * n - 1) * Math.log(mean) + p * n * Math.log(n) - (p * n + q) * Math.log(v + n * mean)
  }
  return sum
}

/** Maximum likelihood, searched on the log scale from the mean of the values. */
export function fitGammaGamma(histories: SpendHistories): GammaGamma {
  const mean = histories.z.reduce((sum, z) => sum + z, 0) / Math.max(1, histories.z.length)
  const parameters = (logs: readonly number[]): GammaGamma => ({
    p: Math.exp(logs[0]!),
    q: Math.exp(logs[1]!),
    v: mean * Math.exp(logs[2]!),
  })
  const cost = (logs: readonly number[]) =>
    logs.some((l) => Math.abs(l) > 10)
      ? Number.POSITIVE_INFINITY
      : -gammaGammaLogLikelihood(parameters(logs), histories)
  return parameters(minimise(cost, [Math.log(4), Math.log(4), 0], { tolerance: 1e-11, maxSteps: 600 }).at)
}

/** Expected value of one purchase for someone with `x` purchases of mean `z`; for x = 0 everybody's mean. */
export function expectedValue({ p, q, v }: GammaGamma, x: number, z: number): number {
  return (p * (v + x * z)) / (p * x + q - 1)
}
