/** Behaviour before the lapse: what a customer was like in the window before the last activity, told by declarative rules. */

/** What a rule may ask about; see {@link Features}. */
export const FEATURES = [
  'events',
  'events_per_30_days',
  'mean_amount_minor',
  'mean_amount_ratio',
  'balance_share',
] as const
type Feature = (typeof FEATURES)[number]

export interface Condition {
  readonly feature: Feature
  readonly at_least?: number | undefined
  readonly at_most?: number | undefined
}

/** Events of one activity sorted by person, then day; NaN where an event has no amount or no balance. */
export interface MeasuredEvents {
  readonly person: Int32Array
  readonly day: Int32Array
  readonly amountMinor: Float64Array
  readonly balanceMinor: Float64Array
}

/** One entry per person with an event; NaN where it cannot be said. A condition on NaN never holds. */
export type Features = { readonly person: Int32Array } & { readonly [F in Feature]: Float64Array }

/** Features over the last `windowDays` before each person's last event; `order` sorts by person, then day. */
export function measureBehaviour(events: MeasuredEvents, order: Uint32Array, windowDays: number): Features {
  const { person, day } = events
  const ends: number[] = []
  for (let i = 0; i < order.length; i++)
    if (i + 1 === order.length || person[order[i]!] !== person[order[i + 1]!]) ends.push(i)
  const column = () => new Float64Array(ends.length)
  const features = {
    person: new Int32Array(ends.length),
    events: column(),
    events_per_30_days: column(),
    mean_amount_minor: column(),
    mean_amount_ratio: column(),
    balance_share: column(),
  }
  for (let k = 0; k < ends.length; k++) {
    const last = order[ends[k]!]!
    features.person[k] = person[last]!
    const sums = sumWindow(events, order, k === 0 ? 0 : ends[k - 1]! + 1, ends[k]!, day[last]! - windowDays)
    features.events[k] = sums.events
    features.events_per_30_days[k] = (sums.events * 30) / windowDays
    features.mean_amount_minor[k] = sums.amountMinor / sums.amounts
    features.balance_share[k] = sums.carried / sums.balances
  }
  const typical = medianOf(features.mean_amount_minor)
  for (let k = 0; k < ends.length; k++) features.mean_amount_ratio[k] = features.mean_amount_minor[k]! / typical
  return features
}

function sumWindow(events: MeasuredEvents, order: Uint32Array, from: number, to: number, afterDay: number) {
  const sums = { events: 0, amounts: 0, amountMinor: 0, balances: 0, carried: 0 }
  for (let i = to; i >= from && events.day[order[i]!]! > afterDay; i--) {
    const amount = events.amountMinor[order[i]!]!
    const balance = events.balanceMinor[order[i]!]!
    sums.events++
    if (!Number.isNaN(amount)) {
      sums.amounts++
      sums.amountMinor += amount
    }
    if (!Number.isNaN(balance)) {
      sums.balances++
      if (balance > 0) sums.carried++
    }
  }
  return sums
}

/** Whether entry `k` fulfils all conditions. */
export function holds(when: readonly Condition[], features: Features, k: number): boolean {
  return when.every(({ feature, at_least, at_most }) => {
    const value = features[feature][k]!
    return value >= (at_least ?? Number.NEGATIVE_INFINITY) && value <= (at_most ?? Number.POSITIVE_INFINITY)
  })
}

function medianOf(values: Float64Array): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  return sorted.length === 0 ? Number.NaN : sorted[(sorted.length - 1) >>> 1]!
}
