/** How long silence lasts: the Kaplan–Meier curve of gaps, with each customer's open last gap as censored. */

/** The share of gaps still open after each time; steps only where gaps close. */
export interface SurvivalCurve {
  /** Days, ascending. */
  readonly times: Int32Array
  /** S(t) just after the time beside it, 1 → 0. */
  readonly survival: Float64Array
  readonly closed: number
  readonly open: number
}

/**
 * Product-limit estimate (Kaplan and Meier 1958). `closed` are finished gaps in days (> 0), `open` the silences that still
 * run; a gap that closes on the same day as another is censored counts as at risk first. Leaving the open gaps out would
 * make every customer look quicker than they are.
 */
export function kaplanMeier(closed: Int32Array, open: Int32Array): SurvivalCurve {
  const longest = Math.max(maxOf(closed), maxOf(open))
  const ends = histogram(closed, longest)
  const censored = histogram(open, longest)
  const times: number[] = []
  const survival: number[] = []
  let atRisk = closed.length + open.length
  let s = 1
  for (let t = 0; t <= longest; t++) {
    if (ends[t]! > 0) {
      s *= 1 - ends[t]! / atRisk
      times.push(t)
      survival.push(s)
    }
    atRisk -= ends[t]! + censored[t]!
  }
  return {
    times: Int32Array.from(times),
    survival: Float64Array.from(survival),
    closed: closed.length,
    open: open.length,
  }
}

/** S(t): the share of gaps longer than `days`. */
export function survivalAt(curve: SurvivalCurve, days: number): number {
  let low = 0
  let high = curve.times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (curve.times[middle]! <= days) low = middle + 1
    else high = middle
  }
  return low === 0 ? 1 : curve.survival[low - 1]!
}

/** The first time at which at least the share `q` of all gaps has closed, or null when the curve never gets there. */
export function gapQuantile(curve: SurvivalCurve, q: number): number | null {
  return firstTime(curve, (s) => 1 - s >= q - 1e-12)
}

/**
 * The same for the gaps that ever close: where the curve ends in a plateau (one-time buyers who never return), its height is
 * taken for those who are gone, and `q` counts among the rest. Equals {@link gapQuantile} where the curve reaches zero.
 * Null when no gap ever closed.
 */
export function returnQuantile(curve: SurvivalCurve, q: number): number | null {
  const plateau = curve.survival.at(-1)
  if (plateau === undefined) return null
  return firstTime(curve, (s) => 1 - s >= q * (1 - plateau) - 1e-12)
}

function firstTime(curve: SurvivalCurve, reached: (s: number) => boolean): number | null {
  for (let i = 0; i < curve.times.length; i++) if (reached(curve.survival[i]!)) return curve.times[i]!
  return null
}

function histogram(values: Int32Array, longest: number): Uint32Array {
  const counts = new Uint32Array(longest + 1)
  for (let i = 0; i < values.length; i++) counts[values[i]!]!++
  return counts
}

function maxOf(values: Int32Array): number {
  let most = 0
  for (let i = 0; i < values.length; i++) if (values[i]! > most) most = values[i]!
  return most
}
