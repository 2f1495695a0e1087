/** One line of the money page: what segment × channel × offer would cost and bring. */

/** Money in minor units; rates 0–1, the interval of the lift holds 90 % of the belief. Named like the table's columns. */
export interface MoneyLine {
  readonly segment: string
  readonly channel: string
  readonly offer: string
  readonly people: number
  readonly fixed_cost_minor: number
  readonly variable_cost_minor: number
  readonly lift: number
  readonly lift_low: number
  readonly lift_high: number
  readonly lift_source: string
  readonly margin_minor: number
  readonly net_minor: number
  readonly net_low_minor: number
  readonly net_high_minor: number
  readonly break_even: number
  readonly chance_of_loss: number
  readonly control_cost_minor: number
  readonly verdict: 'do' | 'dont' | 'test'
  readonly test_size: number | null
}
