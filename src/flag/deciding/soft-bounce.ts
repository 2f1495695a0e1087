/** When soft bounces close an address: so many in a row, over so many days, with no sign of life between them. */

import * as z from 'zod'

export interface SoftBouncePolicy {
  readonly count: number
  readonly span_days: number
  readonly pause_days: number
}

const bouncePolicy = z.strictObject({
  /** Bounced on so many days: closed for good. */
  hard_after: z.int().min(1).optional(),
  /** The first and the last of them so many days apart: closed for good. */
  dead_after_days: z.int().min(1).optional(),
  pause_days: z.int().min(1).optional(),
  drops_consent: z.boolean().optional(),
})

/** By category of rules/bounce-codes.yaml, as it stands in the detail of a bounce. */
export const bouncePolicies = z.record(z.string(), bouncePolicy)
export type BouncePolicies = z.infer<typeof bouncePolicies>

/** What holds where a house's own rules/channels.yaml is older than these policies. */
export const DEFAULT_POLICIES: BouncePolicies = {
  suspended: { hard_after: 2 },
  disabled: { pause_days: 180 },
  quota: { dead_after_days: 90 },
  owner_changed: { drops_consent: true },
}

export interface SoftBounce {
  readonly day: number
  /** Null where the bounce tells no category. */
  readonly category: string | null
}

/** For good: closed until somebody shows a sign of life. */
export type SoftBounceResult = { readonly until: number } | 'for good' | null

/**
 * What becomes of the address, null where nothing. Bounces and days of signs of life in any order; several bounces on
 * one day count once. Bounces without a day cannot show a span and do not count.
 */
export function afterSoftBounces(
  bounces: readonly SoftBounce[],
  aliveDays: readonly number[],
  policy: SoftBouncePolicy,
  policies: BouncePolicies,
): SoftBounceResult {
  const lastAlive = Math.max(Number.NEGATIVE_INFINITY, ...aliveDays)
  const since = bounces.filter(({ day }) => day > lastAlive)
  let pause = policy.pause_days
  for (const category of new Set(since.map((bounce) => bounce.category))) {
    const own = category === null || !Object.hasOwn(policies, category) ? undefined : policies[category]
    if (own === undefined) continue
    const days = daysOf(since.filter((bounce) => bounce.category === category))
    if (days.length >= (own.hard_after ?? Number.POSITIVE_INFINITY)) return 'for good'
    if (days.at(-1)! - days[0]! >= (own.dead_after_days ?? Number.POSITIVE_INFINITY)) return 'for good'
    pause = Math.max(pause, own.pause_days ?? 0)
  }
  const days = daysOf(since)
  if (days.length < policy.count) return null
  const last = days.at(-1)!
  return last - days[0]! >= policy.span_days ? { until: last + pause } : null
}

const daysOf = (bounces: readonly SoftBounce[]): number[] =>
  [...new Set(bounces.map(({ day }) => day))].sort((l, r) => l - r)
