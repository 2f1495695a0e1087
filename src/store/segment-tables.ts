/** Segment: one overall row per person, and one per person and activity. */

import { Table } from './table.ts'

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

export const segments = new Table<SegmentRow>('segment', {
  person_no: 'INTEGER PRIMARY KEY',
  state: 'TEXT NOT NULL',
  rule: 'TEXT NOT NULL',
  recency_days: 'INTEGER',
  frequency: 'INTEGER NOT NULL',
  monetary_minor: 'INTEGER NOT NULL',
  r: 'INTEGER',
  f: 'INTEGER',
  m: 'INTEGER',
  behaviour: 'TEXT',
  expected_purchases: 'REAL',
  expected_value_minor: 'INTEGER',
  is_customer: 'INTEGER NOT NULL',
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

export const activityStates = new Table<ActivityStateRow>(
  'activity_state',
  {
    person_no: 'INTEGER NOT NULL',
    activity: 'TEXT NOT NULL',
    brand: 'TEXT NOT NULL',
    state: 'TEXT NOT NULL',
    last_day: 'INTEGER',
    events: 'INTEGER NOT NULL',
  },
  { primaryKey: ['person_no', 'activity', 'brand'] },
)
