/** Segment: one overall row per person, and one per person and activity. */

import { PackedTable } from './packed-table.ts'
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
  /** The usual gap between two events of the activity that decided, own gaps weighed in; null where there is no activity. */
  readonly cycle_days: number | null
  /** What a basket of this buyer is worth, and what their return would be: a basket and what follows within the horizon. */
  readonly basket_minor: number | null
  readonly return_value_minor: number | null
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
  cycle_days: true,
  basket_minor: true,
  return_value_minor: true,
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

/** What is known of lapse in one activity of one brand. */
export interface LapseModelRow {
  readonly activity: string
  readonly brand: string
  /** fixed | median_gap | tail | tail_of_returns | too_few_gaps. */
  readonly rule: string
  /** Days of silence after which people without gaps of their own are slipping, lapsed, lost; null: never. */
  readonly slipping_after: number
  readonly lapsed_after: number
  readonly lost_after: number | null
  readonly people: number
  /** Gaps that closed, and silences that still run. */
  readonly closed: number
  readonly open: number
  /** JSON: `[days, share of gaps longer than that]`, thinned out for a chart. */
  readonly curve: string
}

export const lapseModels = new Table<LapseModelRow>(
  'lapse_model',
  {
    activity: 'TEXT NOT NULL',
    brand: 'TEXT NOT NULL',
    rule: 'TEXT NOT NULL',
    slipping_after: 'REAL NOT NULL',
    lapsed_after: 'REAL NOT NULL',
    lost_after: 'REAL',
    people: 'INTEGER NOT NULL',
    closed: 'INTEGER NOT NULL',
    open: 'INTEGER NOT NULL',
    curve: 'TEXT NOT NULL',
  },
  { primaryKey: ['activity', 'brand'] },
)
