/** The money page: every cell with people, judged on those who get it, else on all who may. */

import { type Cell, economicsOf, judgeCell } from './cells.ts'
import { controlCostMinor, type Judgement } from './cost-benefit.ts'
import type { CostRules } from './costs.ts'
import type { MoneyLine, Outcome } from './money-line.ts'
import type { UsedCell } from './settle.ts'

/** By segment, offer and channel. `whyUnused` says why a cell that would pay is not used. */
export function moneyLines(
  cells: ReadonlyMap<string, Cell>,
  costs: CostRules,
  used: ReadonlyMap<string, UsedCell>,
  whyUnused: (key: string) => Outcome,
): MoneyLine[] {
  const campaignPeople = new Map<string, number>()
  for (const { campaign, people } of cells.values())
    campaignPeople.set(campaign, (campaignPeople.get(campaign) ?? 0) + people)
  const lines = [...cells.values()].map((cell) => {
    const use = used.get(cell.key)
    if (use !== undefined) return line(cell, costs, use.people, use.campaignPeople, use.people, () => 'planned')
    return line(cell, costs, cell.people, campaignPeople.get(cell.campaign)!, 0, ({ verdict, netMinor }) =>
      verdict !== 'dont' ? whyUnused(cell.key) : netMinor > 0 ? 'too_risky' : 'does_not_pay',
    )
  })
  const order = (row: MoneyLine) => `${row.segment}\x1f${row.offer}\x1f${row.channel}`
  return lines.sort((l, r) => (order(l) < order(r) ? -1 : 1))
}

function line(
  cell: Cell,
  costs: CostRules,
  people: number,
  campaignPeople: number,
  planned: number,
  outcomeOf: (judgement: Judgement) => Outcome,
): MoneyLine {
  const economics = economicsOf(cell, costs, people, campaignPeople)
  const j = judgeCell(cell, costs, people, campaignPeople)
  const { clean_minor, make_minor, send_minor } = costs.channels[cell.channel]!
  const spent = people * economics.costMinor + economics.fixedMinor
  const customers = spent / costs.acquisition.cost_minor
  return {
    segment: cell.segment.name,
    channel: cell.channel,
    offer: cell.offer.id,
    people: cell.people,
    planned_people: planned,
    fixed_cost_minor: Math.round(economics.fixedMinor),
    variable_cost_minor: Math.round(people * economics.costMinor),
    clean_cost_minor: Math.round(people * clean_minor),
    make_cost_minor: Math.round(people * make_minor),
    send_cost_minor: Math.round(people * send_minor),
    lift: j.lift,
    lift_low: j.liftLow,
    lift_high: j.liftHigh,
    lift_source: cell.belief.source,
    margin_minor: Math.round(economics.marginMinor),
    margin_source: cell.marginSource,
    net_minor: Math.round(j.netMinor),
    net_low_minor: Math.round(j.netLowMinor),
    net_high_minor: Math.round(j.netHighMinor),
    break_even: j.breakEven,
    pays_from: paysFrom(
      costs.channels[cell.channel]!.design_minor,
      j.lift * economics.marginMinor - economics.costMinor,
    ),
    chance_of_loss: j.chanceOfLoss,
    control_cost_minor: Math.round(controlCostMinor(economics, costs.control_share, j.lift)),
    acquired_customers: customers,
    acquisition_net_minor: Math.round(customers * costs.acquisition.margin_minor - spent),
    verdict: j.verdict,
    risk: j.risk,
    test_size: j.verdict === 'test' ? j.testSize : null,
    test_value_minor: j.testValueMinor === null ? null : Math.round(j.testValueMinor),
    outcome: outcomeOf(j),
  }
}

function paysFrom(designMinor: number, valueMinor: number): number | null {
  return valueMinor > 0 ? Math.max(1, Math.ceil(designMinor / valueMinor)) : null
}
