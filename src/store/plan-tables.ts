/** Plan: what each person gets (or why not), and the money page. */

import { PackedTable } from './packed-table.ts'
import { Table } from './table.ts'

export interface PlanRow {
  readonly person_no: number
  /** Segment the plan works with. */
  readonly segment: string
  /** Null: nothing is sent. */
  readonly channel: string | null
  readonly offer: string | null
  /** treated | control | none. */
  readonly arm: string
  /** Rule id that chose or excluded. */
  readonly reason: string
  /** The brand in whose name it is sent. */
  readonly brand: string | null
  /** Expected net of sending, minor units. */
  readonly expected_net_minor: number | null
}

/** By person. */
export const plans = new PackedTable<PlanRow>('plan', {
  person_no: true,
  segment: true,
  channel: true,
  offer: true,
  arm: true,
  reason: true,
  brand: true,
  expected_net_minor: true,
})

/** One line of the money page: segment × channel × offer. Money in minor units of the project's currency. */
export interface MoneyRow {
  readonly segment: string
  readonly channel: string
  readonly offer: string
  /** People allowed and eligible. */
  readonly people: number
  readonly fixed_cost_minor: number
  readonly variable_cost_minor: number
  /** Expected incremental response, 0–1, with its 90 % interval; `prior` or `own results`. */
  readonly lift: number
  readonly lift_low: number
  readonly lift_high: number
  readonly lift_source: string
  readonly margin_minor: number
  readonly net_minor: number
  readonly net_low_minor: number
  readonly net_high_minor: number
  /** Break-even incremental response, 0–1. */
  readonly break_even: number
  readonly chance_of_loss: number
  /** What holding out the control group costs. */
  readonly control_cost_minor: number
  /** do | dont | test. */
  readonly verdict: string
  /** For `test`: how many first. */
  readonly test_size: number | null
}

export const money = new Table<MoneyRow>(
  'money',
  {
    segment: 'TEXT NOT NULL',
    channel: 'TEXT NOT NULL',
    offer: 'TEXT NOT NULL',
    people: 'INTEGER NOT NULL',
    fixed_cost_minor: 'INTEGER NOT NULL',
    variable_cost_minor: 'INTEGER NOT NULL',
    lift: 'REAL NOT NULL',
    lift_low: 'REAL NOT NULL',
    lift_high: 'REAL NOT NULL',
    lift_source: 'TEXT NOT NULL',
    margin_minor: 'INTEGER NOT NULL',
    net_minor: 'INTEGER NOT NULL',
    net_low_minor: 'INTEGER NOT NULL',
    net_high_minor: 'INTEGER NOT NULL',
    break_even: 'REAL NOT NULL',
    chance_of_loss: 'REAL NOT NULL',
    control_cost_minor: 'INTEGER NOT NULL',
    verdict: 'TEXT NOT NULL',
    test_size: 'INTEGER',
  },
  { primaryKey: ['segment', 'channel', 'offer'] },
)
