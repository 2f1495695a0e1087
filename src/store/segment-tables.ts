/** Segment: one overall row per person, and one per person and activity. */

import { PackedTable } from './packed-table.ts'

export interface SegmentRow {
  readonly person_no: number
  /**
   * prospect | never_active | unknown | new | active | slipping | lapsed | lost | contract_running. `unknown`: a customer,
   * but of a brand that supplied no purchases, contracts or activity, so nothing says whether they lapsed.
   */
  readonly state: string
  /** Why, as a rule id. */
  readonly rule: string
  readonly recency_days: number | null
  readonly frequency: number
  readonly monetary_minor: number
  readonly r: number | null
  readonly f: number | null
  readonly m: number | null
  /** Behaviour before the lapse (rule id), where one applies. */
  readonly behaviour: string | null
  /** Expected purchases and value (minor units) over the horizon in the rules; null where it cannot be said. */
  readonly expected_purchases: number | null
  readonly expected_value_minor: number | null
  /** Customer of one of the brands: has bought, has or had a contract or an account. 0/1. */
  readonly is_customer: number
}

/** By person. */
export const segments = new PackedTable<SegmentRow>('segment', {
  person_no: true,
  state: true,
  rule: true,
  recency_days: true,
  frequency: true,
  monetary_minor: true,
  r: true,
  f: true,
  m: true,
  behaviour: true,
  expected_purchases: true,
  expected_value_minor: true,
  is_customer: true,
})

export interface ActivityStateRow {
  readonly person_no: number
  /** `purchase`, `contract`, or the kind of an activity source. */
  readonly activity: string
  readonly brand: string
  readonly state: string
  readonly last_day: number | null
  readonly events: number
}

/** By activity and brand, then person; contracts last. */
export const activityStates = new PackedTable<ActivityStateRow>('activity_state', {
  person_no: true,
  activity: true,
  brand: true,
  state: true,
  last_day: true,
  events: true,
})
