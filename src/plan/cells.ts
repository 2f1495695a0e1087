/** Cells: what one segment × channel × offer costs, brings and is believed to bring. */

import type { Channel } from '../record/project.ts'
import type { Beliefs } from './beliefs.ts'
import type { Options } from './choose.ts'
import { type Economics, type Judgement, judge, type LiftBelief, marginAfterDiscount } from './cost-benefit.ts'
import { type CostRules, contactCostMinor } from './costs.ts'
import type { Offer } from './offers.ts'
import type { PlanSegment } from './plan-segments.ts'

/** People alike in everything that the choice depends on. */
export interface ProfileGroup {
  readonly segment: PlanSegment
  readonly flags: number
  readonly options: Options
  readonly people: number
  /** Sums over those of them whose purchases tell it: a basket, and what a return is worth. */
  readonly basketMinor: number
  readonly returnMinor: number
  readonly buyers: number
}

export interface Cell {
  readonly key: string
  /** Offer by channel: what is designed once. */
  readonly campaign: string
  readonly segment: PlanSegment
  readonly channel: Channel
  readonly offer: Offer
  readonly belief: LiftBelief
  /** Of one incremental response, after the discount. */
  readonly marginMinor: number
  readonly marginSource: 'purchases' | 'offer'
  /** People who may have it. */
  readonly people: number
}

export const cellKey = (segment: string, channel: string, offer: string): string => `${segment}|${channel}|${offer}`
export const campaignKey = (channel: string, offer: string): string => `${offer}|${channel}`

/** Every cell with people, by key in a stable order. */
export function makeCells(groups: readonly ProfileGroup[], costs: CostRules, beliefs: Beliefs): Map<string, Cell> {
  const worths = segmentWorths(groups)
  const counted = new Map<string, { segment: PlanSegment; channel: Channel; offer: Offer; people: number }>()
  for (const { segment, options, people } of groups)
    for (const { channel, offer } of options.choices) {
      const key = cellKey(segment.name, channel, offer.id)
      const known = counted.get(key)
      if (known === undefined) counted.set(key, { segment, channel, offer, people })
      else known.people += people
    }
  const cells = [...counted].filter(([, { people }]) => people > 0)
  return new Map(
    cells
      .sort(([l], [r]) => (l < r ? -1 : 1))
      .map(([key, { segment, channel, offer, people }]) => {
        const belief = beliefs.of(segment.name, segment.state, channel, offer)
        const worth = marginOf(offer, worths.get(segment.name)!, costs)
        // Every responder takes the discount, also those who would have bought without it.
        const incremental = liftShare(belief)
        const marginMinor = marginAfterDiscount(worth.minor, offer.value_minor, incremental)
        const campaign = campaignKey(channel, offer.id)
        return [
          key,
          { key, campaign, segment, channel, offer, belief, marginMinor, marginSource: worth.source, people },
        ]
      }),
  )
}

/** What contacting `people` of the cell costs and brings, of `campaignPeople` who share its design. */
export function economicsOf(cell: Cell, costs: CostRules, people: number, campaignPeople: number): Economics {
  const channel = costs.channels[cell.channel]!
  return {
    people,
    costMinor: contactCostMinor(channel),
    fixedMinor: campaignPeople === 0 ? channel.design_minor : (channel.design_minor * people) / campaignPeople,
    marginMinor: cell.marginMinor,
  }
}

export function judgeCell(cell: Cell, costs: CostRules, people: number, campaignPeople: number): Judgement {
  return judge(economicsOf(cell, costs, people, campaignPeople), cell.belief, costs)
}

interface Worth {
  people: number
  basketMinor: number
  returnMinor: number
  buyers: number
}

function segmentWorths(groups: readonly ProfileGroup[]): Map<string, Worth> {
  const worths = new Map<string, Worth>()
  for (const { segment, people, basketMinor, returnMinor, buyers } of groups) {
    const sum = worths.get(segment.name) ?? { people: 0, basketMinor: 0, returnMinor: 0, buyers: 0 }
    worths.set(segment.name, {
      people: sum.people + people,
      basketMinor: sum.basketMinor + basketMinor,
      returnMinor: sum.returnMinor + returnMinor,
      buyers: sum.buyers + buyers,
    })
  }
  return worths
}

/** Whoever comes back is won for more than one basket; who never left only buys one more. */
const BRINGS_BACK: ReadonlySet<string> = new Set(['win_back', 'last_chance', 'improvement'])
const SELLS_ONCE: ReadonlySet<string> = new Set(['reminder', 'loyalty'])

/** Of buyers what their purchases tell, of the others what the offer says. A contract is not worth what a basket is. */
function marginOf(offer: Offer, worth: Worth, { margin_share }: CostRules) {
  const sum = BRINGS_BACK.has(offer.kind) ? worth.returnMinor : SELLS_ONCE.has(offer.kind) ? worth.basketMinor : null
  if (margin_share === null || sum === null || worth.buyers === 0 || offer.relation !== null)
    return { minor: offer.margin_minor, source: 'offer' as const }
  const others = worth.people - worth.buyers
  return {
    minor: (margin_share * sum + others * offer.margin_minor) / worth.people,
    source: worth.buyers >= others ? ('purchases' as const) : ('offer' as const),
  }
}

/** Share of the responders who would not have bought anyway. */
function liftShare({ belief, baseRate }: LiftBelief): number {
  const lift = belief.a / (belief.a + belief.b)
  return lift / (lift + baseRate)
}
