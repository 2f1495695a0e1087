/** The interval of a difference of two response rates that stays true for few responders (Newcombe 1998, method 10). */

/** z for a two-sided 95 % interval. */
const Z_95 = 1.959963984540054

export interface Interval {
  readonly low: number
  readonly high: number
}

/** Wilson's score interval of `responders` of `people`. */
function wilson(responders: number, people: number, z = Z_95): Interval {
  const p = responders / people
  const middle = p + (z * z) / (2 * people)
  const half = z * Math.sqrt((p * (1 - p)) / people + (z * z) / (4 * people * people))
  const scale = 1 + (z * z) / people
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) }
}

/** 95 % interval of `treated − control`; Wald's would call 5/500 against 0/100 a sure success. */
export function differenceInterval(
  treated: { responders: number; people: number },
  control: { responders: number; people: number },
  z = Z_95,
): Interval {
  const p1 = treated.responders / treated.people
  const p0 = control.responders / control.people
  const w1 = wilson(treated.responders, treated.people, z)
  const w0 = wilson(control.responders, control.people, z)
  return {
    low: p1 - p0 - Math.hypot(p1 - w1.low, w0.high - p0),
    high: p1 - p0 + Math.hypot(w1.high - p1, p0 - w0.low),
  }
}
