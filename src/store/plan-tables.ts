/** Plan: what each person gets (or why not), the money page, and the groups of people that both were worked out from. */

import { PackedTable } from './packed-table.ts'
import { Table } from './table.ts'

export interface PlanRow {
  readonly person_no: number
  /** Segment the plan works with. */
  readonly segment: string
  /** Null: nothing is sent. */
  readonly channel: string | null
  readonly offer: string | null
  /** The offer in this wave: what is exported and measured together. */
  readonly campaign: string | null
  /** treated | control | none. */
  readonly arm: string
  /** Rule id that chose or excluded. */
  readonly reason: string
  /** The brand in whose name it is sent. */
  readonly brand: string | null
  /** Expected net of sending, minor units. */
  readonly expected_net_minor: number | null
  /** Offers of the segment that this person may not have, as `offer:reason offer:reason`. */
  readonly withheld: string | null
  /** First contact of a lead: names of the sources their data came from, to be told to them (GDPR 14), joined by ` + `. */
  readonly origin: string | null
}

/** By person. */
export const plans = new PackedTable<PlanRow>('plan', {
  person_no: true,
  segment: true,
  channel: true,
  offer: true,
  campaign: true,
  arm: true,
  reason: true,
  brand: true,
  expected_net_minor: true,
  withheld: true,
  origin: true,
})

/**
 * One line of the money page: segment × channel × offer. Money in minor units of the project's currency. `people` may have
 * it, `planned_people` get it (control group included); the figures are about those where there are any, else about all.
 */
export interface MoneyRow {
  readonly segment: string
  readonly channel: string
  readonly offer: string
  readonly people: number
  readonly planned_people: number
  readonly fixed_cost_minor: number
  readonly variable_cost_minor: number
  /** Parts of the variable cost. */
  readonly clean_cost_minor: number
  readonly make_cost_minor: number
  readonly send_cost_minor: number
  /** Expected incremental response, 0–1, with its 95 % interval; `prior`, `own results`, `own results elsewhere`, `assumed`. */
  readonly lift: number
  readonly lift_low: number
  readonly lift_high: number
  readonly lift_source: string
  readonly margin_minor: number
  /** purchases | offer: what the margin was taken from. */
  readonly margin_source: string
  readonly net_minor: number
  readonly net_low_minor: number
  readonly net_high_minor: number
  /** Break-even incremental response, 0–1. */
  readonly break_even: number
  /** People with all segments of the campaign from which the design comes back; null where no number does. */
  readonly pays_from: number | null
  readonly chance_of_loss: number
  /** What holding out the control group costs. */
  readonly control_cost_minor: number
  /** The same money spent on winning new customers. */
  readonly acquired_customers: number
  readonly acquisition_net_minor: number
  /** do | dont | test. */
  readonly verdict: string
  /** Of losing money: low | raised | too_high (plan/cost-benefit.ts). */
  readonly risk: string
  /** For `test`: how many first, and what the test is worth: expected net with its result less without it. */
  readonly test_size: number | null
  readonly test_value_minor: number | null
  /** planned | does_not_pay | too_risky | other_choice | too_few | over_limits (plan/money-line.ts). */
  readonly outcome: string
}

export const money = new Table<MoneyRow>(
  'money',
  {
    segment: 'TEXT NOT NULL',
    channel: 'TEXT NOT NULL',
    offer: 'TEXT NOT NULL',
    people: 'INTEGER NOT NULL',
    planned_people: 'INTEGER NOT NULL',
    fixed_cost_minor: 'INTEGER NOT NULL',
    variable_cost_minor: 'INTEGER NOT NULL',
    clean_cost_minor: 'INTEGER NOT NULL',
    make_cost_minor: 'INTEGER NOT NULL',
    send_cost_minor: 'INTEGER NOT NULL',
    lift: 'REAL NOT NULL',
    lift_low: 'REAL NOT NULL',
    lift_high: 'REAL NOT NULL',
    lift_source: 'TEXT NOT NULL',
    margin_minor: 'INTEGER NOT NULL',
    margin_source: 'TEXT NOT NULL',
    net_minor: 'INTEGER NOT NULL',
    net_low_minor: 'INTEGER NOT NULL',
    net_high_minor: 'INTEGER NOT NULL',
    break_even: 'REAL NOT NULL',
    pays_from: 'INTEGER',
    chance_of_loss: 'REAL NOT NULL',
    control_cost_minor: 'INTEGER NOT NULL',
    acquired_customers: 'REAL NOT NULL',
    acquisition_net_minor: 'INTEGER NOT NULL',
    verdict: 'TEXT NOT NULL',
    risk: 'TEXT NOT NULL',
    test_size: 'INTEGER',
    test_value_minor: 'INTEGER',
    outcome: 'TEXT NOT NULL',
  },
  { primaryKey: ['segment', 'channel', 'offer'] },
)

/** People alike in everything that the choice depends on: `goldpan whatif` works the plan out again from these alone. */
export interface PlanProfileRow {
  readonly profile_no: number
  readonly state: string
  readonly behaviour: string | null
  readonly silent_days: number | null
  readonly is_contract: number
  readonly reason: string | null
  readonly is_high_value: number
  /** Bits of FLAG in plan/eligibility.ts. */
  readonly flags: number
  /** JSON: open channels per brand and purpose; offers had lately. */
  readonly open: string
  readonly had: string
  readonly people: number
  /** Sums over those of them whose purchases tell it. */
  readonly buyers: number
  readonly basket_minor: number
  readonly return_minor: number
}

export const planProfiles = new Table<PlanProfileRow>('plan_profile', {
  profile_no: 'INTEGER PRIMARY KEY',
  state: 'TEXT NOT NULL',
  behaviour: 'TEXT',
  silent_days: 'INTEGER',
  is_contract: 'INTEGER NOT NULL',
  reason: 'TEXT',
  is_high_value: 'INTEGER NOT NULL',
  flags: 'INTEGER NOT NULL',
  open: 'TEXT NOT NULL',
  had: 'TEXT NOT NULL',
  people: 'INTEGER NOT NULL',
  buyers: 'INTEGER NOT NULL',
  basket_minor: 'REAL NOT NULL',
  return_minor: 'REAL NOT NULL',
})

/** How many people of a segment may not have an offer that is for their segment, and why. */
export interface PlanExclusionRow {
  readonly segment: string
  readonly offer: string
  readonly reason: string
  readonly people: number
}

export const planExclusions = new Table<PlanExclusionRow>(
  'plan_exclusion',
  { segment: 'TEXT NOT NULL', offer: 'TEXT NOT NULL', reason: 'TEXT NOT NULL', people: 'INTEGER NOT NULL' },
  { primaryKey: ['segment', 'offer', 'reason'] },
)

/** Who newly slipped, lapsed, came back or is due for a next step since the last run of an earlier day. */
export interface PersonChangeRow {
  readonly person_no: number
  /** slipping | lapsed | lost | came_back | last_chance_due | survey_due | sunset. */
  readonly change: string
  readonly before: string
  readonly now: string
}

/** By person, then change. */
export const personChanges = new PackedTable<PersonChangeRow>('person_change', {
  person_no: true,
  change: true,
  before: true,
  now: true,
})
