/** One line of the money page: what segment × channel × offer would cost and bring. */

import type { Risk } from './cost-benefit.ts'

/**
 * Money in minor units; rates 0–1, intervals hold 95 % of the belief. Named like the table's columns. `people` may have it;
 * where the plan gives it to some (`planned_people`, control group included), all figures are about those, else about all.
 */
export interface MoneyLine {
  readonly segment: string
  readonly channel: string
  readonly offer: string
  readonly people: number
  readonly planned_people: number
  /** Share of the campaign's design; and of the variable cost what cleaning, making and sending are. */
  readonly fixed_cost_minor: number
  readonly variable_cost_minor: number
  readonly clean_cost_minor: number
  readonly make_cost_minor: number
  readonly send_cost_minor: number
  readonly lift: number
  readonly lift_low: number
  readonly lift_high: number
  readonly lift_source: string
  readonly margin_minor: number
  /** `purchases`: from what the segment spends; `offer`: as the offer says. */
  readonly margin_source: string
  readonly net_minor: number
  readonly net_low_minor: number
  readonly net_high_minor: number
  readonly break_even: number
  /** People with all segments of the campaign from which the design comes back; null where no number does. */
  readonly pays_from: number | null
  readonly chance_of_loss: number
  readonly control_cost_minor: number
  /** The same money spent on winning new customers: how many, and the net of it. */
  readonly acquired_customers: number
  readonly acquisition_net_minor: number
  readonly verdict: 'do' | 'dont' | 'test'
  readonly risk: Risk
  readonly test_size: number | null
  readonly test_value_minor: number | null
  readonly outcome: Outcome
}

/** What became of the line: why the plan uses it or not. */
export type Outcome =
  | 'planned'
  | 'does_not_pay'
  | 'too_risky' // pays as expected, with too large a chance of loss, and no test is worth its cost
  | 'other_choice' // everybody who may have it gets something better
  | 'too_few' // those who have nothing better are too few for its design
  | 'over_limits' // budget or capacity
