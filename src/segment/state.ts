/** The states of a relation, and which of several counts for the whole person. */

/** From the most alive to none at all: the order in which {@link overallState} prefers them. */
export const STATES = [
  'contract_running',
  'active',
  'new',
  'slipping',
  'lapsed',
  'lost',
  'never_active', // an account without a single use, where uses are recorded
  'unknown', // a customer of a brand that gave us no history at all
  'prospect',
] as const

export type State = (typeof STATES)[number]

/** Silence in days after which a state begins; ascending. */
export interface Thresholds {
  readonly slippingAfter: number
  readonly lapsedAfter: number
  readonly lostAfter: number
}

/** The state of one activity. `isFirst`: it has happened on one day only. */
export function activityState(silenceDays: number, isFirst: boolean, limits: Thresholds): State {
  if (silenceDays > limits.lostAfter) return 'lost'
  if (silenceDays > limits.lapsedAfter) return 'lapsed'
  if (silenceDays > limits.slippingAfter) return 'slipping'
  return isFirst ? 'new' : 'active'
}

/** A contract from `startDay` to `endDay` (null: open-ended): running until its end whatever the silence, then the grace. */
export function contractState(endDay: number | null, asOfDay: number, graceDays: number, retentionDays: number): State {
  if (endDay === null || endDay >= asOfDay) return 'contract_running'
  const past = asOfDay - endDay
  if (past <= graceDays) return 'slipping'
  return past <= Math.max(graceDays, retentionDays) ? 'lapsed' : 'lost'
}

/** Position in {@link STATES}; a lower rank wins. */
export function stateRank(state: State): number {
  return STATES.indexOf(state)
}
