/** A lapse model as data: its limits, and its survival curve thinned out for a chart. */

import type { LapseModel } from './lapse.ts'
import type { SurvivalCurve } from './survival.ts'

const POINTS = 60

/** Limits that are never reached are null. */
export function describeModel({ id, segment }: LapseModel, curve: SurvivalCurve) {
  return {
    rule: id,
    slipping_after: segment.slippingAfter,
    lapsed_after: segment.lapsedAfter,
    lost_after: Number.isFinite(segment.lostAfter) ? segment.lostAfter : null,
    closed: curve.closed,
    open: curve.open,
    curve: JSON.stringify(thin(curve)),
  }
}

/** `[days, share of gaps longer]` at up to sixty times, the first and the last among them. */
function thin({ times, survival }: SurvivalCurve): [number, number][] {
  const step = Math.max(1, times.length / POINTS)
  const points: [number, number][] = []
  for (let at = 0; at < times.length; at += step) {
    const i = Math.floor(at)
    points.push([times[i]!, round4(survival[i]!)])
  }
  const last = times.length - 1
  if (last >= 0 && points.at(-1)![0] !== times[last]) points.push([times[last]!, round4(survival[last]!)])
  return points
}

const round4 = (value: number): number => Math.round(value * 1e4) / 1e4
