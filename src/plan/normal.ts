/** The normal, chi-square and Student distributions, as far as intervals and tests need them. */

import { betaCdf } from './beta.ts'

export const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)

/** P(Z ≤ z): the series near the middle, the continued fraction in the tails (Abramowitz and Stegun 26.2.10, 26.2.14). */
export function normalCdf(z: number): number {
  const x = Math.abs(z)
  if (x > 38) return z < 0 ? 0 : 1
  if (x < 3) {
    let term = x
    let sum = x
    for (let k = 1; k < 200 && term > 1e-17 * sum; k++) {
      term *= (x * x) / (2 * k + 1)
      sum += term
    }
    const below = 0.5 + sum * normalDensity(x)
    return z < 0 ? 1 - below : below
  }
  let tail = x
  for (let k = 60; k > 0; k--) tail = x + k / tail
  const above = normalDensity(x) / tail
  return z < 0 ? above : 1 - above
}

/** z with P(Z ≤ z) = p, 0 < p < 1. */
export function normalQuantile(p: number): number {
  let low = -39
  let high = 39
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2
    if (normalCdf(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** P(a chi-square of one degree of freedom is larger). */
export const chiSquareTail1 = (value: number): number => 2 * normalCdf(-Math.sqrt(value))

/** P(|t| is larger) for Student's t with `freedom` degrees. */
export const studentTail = (t: number, freedom: number): number =>
  betaCdf({ a: freedom / 2, b: 0.5 }, freedom / (freedom + t * t))

/** t with P(|T| > t) = 0.05. */
export function studentLimit95(freedom: number): number {
  let low = 0
  let high = 1e4
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2
    if (studentTail(middle, freedom) > 0.05) low = middle
    else high = middle
  }
  return (low + high) / 2
}
