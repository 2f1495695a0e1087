/** The Beta distribution: what is believed about a rate between 0 and 1. */

import { logBeta } from '../base/log-gamma.ts'

/** A belief as if `a` successes and `b` failures had been seen. */
export interface Beta {
  readonly a: number
  readonly b: number
}

export const betaMean = ({ a, b }: Beta): number => a / (a + b)

export const betaDeviation = ({ a, b }: Beta): number => Math.sqrt((a * b) / ((a + b) ** 2 * (a + b + 1)))

/** P(rate ≤ x). */
export function betaCdf({ a, b }: Beta, x: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b))
  // The continued fraction converges quickly on the side of the mean only.
  return x < (a + 1) / (a + b + 2) ? (front * fraction(a, b, x)) / a : 1 - (front * fraction(b, a, 1 - x)) / b
}

/** The rate below which the share `q` of the belief lies. */
export function betaQuantile(belief: Beta, q: number): number {
  let low = 0
  let high = 1
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (betaCdf(belief, middle) < q) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Continued fraction of the incomplete beta function by Lentz' method (DLMF 8.17.22). */
function fraction(a: number, b: number, x: number): number {
  const tiny = 1e-300
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m < 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    result *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return result
}
