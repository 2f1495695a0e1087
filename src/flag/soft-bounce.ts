/** When soft bounces close an address: so many in a row, over so many days, with no sign of life between them. */

export interface SoftBouncePolicy {
  readonly count: number
  readonly span_days: number
  readonly pause_days: number
}

/**
 * The day the address rests until, or null where it does not. Days of soft bounces and of signs of life in any order;
 * several bounces on one day count once. Bounces without a day cannot show a span and do not count.
 */
export function restsUntil(
  softDays: readonly number[],
  aliveDays: readonly number[],
  policy: SoftBouncePolicy,
): number | null {
  const lastAlive = Math.max(Number.NEGATIVE_INFINITY, ...aliveDays)
  const run = [...new Set(softDays)].filter((day) => day > lastAlive).sort((l, r) => l - r)
  if (run.length < policy.count) return null
  const last = run.at(-1)!
  return last - run[0]! >= policy.span_days ? last + policy.pause_days : null
}
