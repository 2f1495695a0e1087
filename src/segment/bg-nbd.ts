/** BG/NBD: how many purchases a customer will still make (Fader, Hardie and Lee 2005). */

import { logBeta, logGamma } from '../base/log-gamma.ts'
import { minimise } from './minimise.ts'

export interface BgNbd {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/** Customers in parallel arrays, one unit of time throughout. */
export interface RepeatHistories {
  /** Repeat purchase days (the first one does not count). */
  readonly x: Float64Array
  /** From the first purchase to the last. */
  readonly tx: Float64Array
  /** From the first purchase to the as-of day; `tx ≤ T`. */
  readonly T: Float64Array
}

/** Sum over all customers; what depends on `x` alone is worked out once per number of purchases. */
export function bgNbdLogLikelihood({ r, alpha, a, b }: BgNbd, { x, tx, T }: RepeatHistories): number {
  const shared: number[] = []
  const sharedOf = (n: number): number => {
    const known = shared[n]
    if (known !== undefined) return known
    const value = logGamma(r + n) - logGamma(r) + r * Math.log(alpha) + logBeta(a, b + n) - logBeta(a, b)
    if (Number.isInteger(n) && n < MANY_PURCHASES) shared[n] = value
    return value
  }
  let sum = 0
  for (let i = 0; i < x.length; i++) {
    const n = x[i]!
    const stillHere = -(r + n) * Math.log(alpha + T[i]!)
    sum += sharedOf(n)
    if (n === 0) sum += stillHere
    else {
      const gone = Math.log(a) - Math.log(b + n - 1) - (r + n) * Math.log(alpha + tx[i]!)
      const larger = Math.max(stillHere, gone)
      sum += larger + Math.log1p(Math.exp(-Math.abs(stillHere - gone)))
    }
  }
  return sum
}

const MANY_PURCHASES = 10_000

/** Maximum likelihood over the four parameters, searched on the log scale, where they are free. */
export function fitBgNbd(histories: RepeatHistories): BgNbd {
  const parameters = (logs: readonly number[]): BgNbd => ({
    r: Math.exp(logs[0]!),
    alpha: Math.exp(logs[1]!),
    a: Math.exp(logs[2]!),
    b: Math.exp(logs[3]!),
  })
  const longest = histories.T.reduce((most, t) => Math.max(most, t), 0)
  const cost = (logs: readonly number[]) =>
    logs.some((l) => Math.abs(l) > 12) ? Number.POSITIVE_INFINITY : -bgNbdLogLikelihood(parameters(logs), histories)
  const start = [Math.log(0.5), Math.log(Math.max(1e-3, longest / 5)), 0, Math.log(2)]
  return parameters(minimise(cost, start, { tolerance: 1e-11, maxSteps: 600 }).at)
}

/**
 * Probability that the customer is still one. It is 1 for every one-time buyer, so never rank people by it: use
 * {@link expectedPurchases}.
 */
export function probabilityAlive({ r, alpha, a, b }: BgNbd, x: number, tx: number, T: number): number {
  if (x === 0) return 1
  return 1 / (1 + (a / (b + x - 1)) * ((alpha + T) / (alpha + tx)) ** (r + x))
}

/** Expected number of purchases in the next `t` units of time. */
export function expectedPurchases(model: BgNbd, x: number, tx: number, T: number, t: number): number {
  const { r, alpha, b } = model
  const a = Math.abs(model.a - 1) < 1e-6 ? 1 + 1e-6 : model.a
  const z = t / (alpha + T + t)
  // Euler's transformation of the published ₂F₁ cancels the power before it: no huge factor meets a tiny one.
  const series = (1 - z) ** (a - 1) * hypergeometric(a + b - 1 - r, a - 1, a + b + x - 1, z)
  return ((a + b + x - 1) / (a - 1)) * (1 - series) * probabilityAlive(model, x, tx, T)
}

/** Gauss' ₂F₁(p, q; c; z) by its series, 0 ≤ z < 1. */
function hypergeometric(p: number, q: number, c: number, z: number): number {
  let term = 1
  let sum = 1
  for (let j = 0; j < 20_000 && Math.abs(term) > 1e-13 * Math.abs(sum); j++) {
    term *= (((p + j) * (q + j)) / ((c + j) * (j + 1))) * z
    sum += term
  }
  return sum
}
