/** The settlement: which people get which contact under the budget, which campaigns pay, and the money page. */

import { allocate, type Group } from './allocate.ts'
import { Beliefs } from './beliefs.ts'
import { type Cell, cellKey, judgeCell, makeCells, type ProfileGroup } from './cells.ts'
import type { Choice } from './choose.ts'
import type { Judgement } from './cost-benefit.ts'
import { type CostRules, contactCostMinor, pricedChannels } from './costs.ts'
import { FLAG } from './eligibility.ts'
import type { MoneyLine } from './money-line.ts'
import { moneyLines } from './money-lines.ts'

/** What some people of a group get. */
export interface Portion {
  readonly choice: Choice
  readonly people: number
  /** Δp·m − c. */
  readonly valueMinor: number
  /** Share of the cell's people that a test takes in, both halves; null where no test is wanted. */
  readonly testShare: number | null
}

export interface Settlement {
  /** By group; the portion worth most a person comes first. Who is left over gets nothing. */
  readonly portions: readonly (readonly Portion[])[]
  /** By group: why those who get nothing do. */
  readonly reasons: readonly string[]
  readonly lines: readonly MoneyLine[]
}

/** What the plan uses of a cell. */
export interface UsedCell {
  readonly people: number
  readonly campaignPeople: number
  readonly judgement: Judgement
}

/** Decides for groups of people; pure, and quick enough to be asked again and again. */
export function settle(groups: readonly ProfileGroup[], costs: CostRules, beliefs = new Beliefs(costs)): Settlement {
  const cells = makeCells(groups, costs, beliefs)
  const merged = mergeGroups(groups)
  const round = new Round(merged.groups, cells, costs)
  const usable = round.usableCells()
  if (costs.budget_minor !== null) round.chooseCampaigns(usable)
  const taken = round.closeLosers(usable)
  const lines = moneyLines(cells, costs, taken.used, (key) =>
    taken.closed.has(key) ? 'too_few' : taken.short.has(key) || !usable.has(key) ? 'over_limits' : 'other_choice',
  )
  const risky = new Set(
    lines.filter((l) => l.outcome === 'too_risky').map((l) => cellKey(l.segment, l.channel, l.offer)),
  )
  return {
    portions: merged.split(taken.portions),
    reasons: groups.map(({ segment, options }) => {
      if (options.reason !== '') return options.reason
      const keys = options.choices.map((c) => cellKey(segment.name, c.channel, c.offer.id))
      if (keys.some((key) => usable.has(key))) return 'over_limits'
      return keys.some((key) => risky.has(key)) ? 'too_risky' : 'does_not_pay'
    }),
    lines,
  }
}

/** Expected worth of a contact by cell; cells that are not in it are not used. */
type Usable = Map<string, number>

interface Taken {
  readonly portions: readonly (readonly Portion[])[]
  readonly used: ReadonlyMap<string, UsedCell>
  /** Cells of which some people were left without any contact. */
  readonly short: ReadonlySet<string>
  /** Cells that too few chose. */
  readonly closed: ReadonlySet<string>
}

class Round {
  readonly #groups: readonly ProfileGroup[]
  readonly #cells: ReadonlyMap<string, Cell>
  readonly #costs: CostRules
  readonly #channels: readonly string[]

  constructor(groups: readonly ProfileGroup[], cells: ReadonlyMap<string, Cell>, costs: CostRules) {
    this.#groups = groups
    this.#cells = cells
    this.#costs = costs
    this.#channels = pricedChannels(costs)
  }

  /** Cells that may pay, or are worth a test, if everybody who may have them got them. */
  usableCells(): Usable {
    const campaignPeople = sumByCampaign([...this.#cells.values()])
    const usable: Usable = new Map()
    for (const [key, cell] of this.#cells) {
      const judgement = judgeCell(cell, this.#costs, cell.people, campaignPeople.get(cell.campaign)!)
      if (judgement.verdict === 'dont') continue
      const value = this.#worthOfUse(cell, cell.people, campaignPeople.get(cell.campaign)!, judgement)
      if (value > 0) usable.set(key, value)
    }
    return usable
  }

  /** Under a budget the design of every campaign costs contacts elsewhere: campaigns are opened one by one, best first. */
  chooseCampaigns(usable: Usable): void {
    const left = new Set([...usable.keys()].map((key) => this.#cells.get(key)!.campaign))
    const open = new Set<string>()
    for (let best = 0; ; ) {
      let next: string | null = null
      for (const campaign of left) {
        const gain = this.#netOf(this.#only(usable, new Set([...open, campaign])))
        if (gain > best + 1e-6) [best, next] = [gain, campaign]
      }
      if (next === null) break
      open.add(next)
      left.delete(next)
    }
    for (const key of [...usable.keys()]) if (!open.has(this.#cells.get(key)!.campaign)) usable.delete(key)
  }

  /** Where too few people choose a cell to pay its share of the design, the worst such cell is closed and all choose again. */
  closeLosers(usable: Usable): Taken {
    const closed = new Set<string>()
    for (;;) {
      const people = this.#allocate(usable)
      const used = this.#judgeUsed(people)
      const failing = [...used].filter(([, { judgement }]) => judgement.verdict === 'dont')
      if (failing.length === 0) return { ...this.#take(people, used, usable), closed }
      failing.sort(([l, a], [r, b]) => a.judgement.netMinor - b.judgement.netMinor || (l < r ? -1 : 1))
      usable.delete(failing[0]![0])
      closed.add(failing[0]![0])
    }
  }

  #only(usable: Usable, open: ReadonlySet<string>): Usable {
    return new Map([...usable].filter(([key]) => open.has(this.#cells.get(key)!.campaign)))
  }

  #netOf(usable: Usable): number {
    let net = 0
    const campaigns = new Set<string>()
    this.#allocate(usable).forEach((parts) => {
      for (const { key, people } of parts) {
        net += people * usable.get(key)!
        campaigns.add(this.#cells.get(key)!.campaign)
      }
    })
    return net - this.#designOf(campaigns)
  }

  #designOf(campaigns: Iterable<string>): number {
    let sum = 0
    for (const campaign of campaigns) sum += this.#costs.channels[channelOf(campaign)]!.design_minor
    return sum
  }

  /** People per cell of each group, within budget and capacity. */
  #allocate(usable: Usable): Part[][] {
    const keys = this.#groups.map(({ segment, options }) =>
      options.choices
        .map((choice) => ({ key: cellKey(segment.name, choice.channel, choice.offer.id), choice }))
        .filter(({ key }) => usable.has(key)),
    )
    const groups = this.#groups.map(({ people, flags }, g): Group => {
      const options = keys[g]!.map(({ key, choice }) => ({
        channel: this.#channels.indexOf(choice.channel),
        // As if nobody were held out: what the control group saves is spared, not spent.
        costMinor: contactCostMinor(this.#costs.channels[choice.channel]!),
        valueMinor: usable.get(key)!,
      }))
      return { people, options, isFirst: (flags & FLAG.priority) !== 0 }
    })
    const design = this.#designOf(new Set([...usable.keys()].map((key) => this.#cells.get(key)!.campaign)))
    const budgetMinor = this.#costs.budget_minor === null ? Infinity : Math.max(0, this.#costs.budget_minor - design)
    const capacity = this.#channels.map((name) => this.#costs.channels[name as 'email']!.capacity ?? Infinity)
    return allocate(groups, { budgetMinor, capacity }).map((parts, g) =>
      parts.map(({ option, people }) => ({ ...keys[g]![option]!, people })),
    )
  }

  #judgeUsed(parts: readonly (readonly Part[])[]): Map<string, UsedCell> {
    const people = new Map<string, number>()
    for (const { key, people: n } of parts.flat()) people.set(key, (people.get(key) ?? 0) + n)
    const cells = [...people].map(([key, n]) => ({ ...this.#cells.get(key)!, people: n }))
    const inCampaign = sumByCampaign(cells)
    return new Map(
      cells.map((cell) => {
        const campaignPeople = inCampaign.get(cell.campaign)!
        const judgement = judgeCell(cell, this.#costs, cell.people, campaignPeople)
        return [cell.key, { people: cell.people, campaignPeople, judgement }]
      }),
    )
  }

  #take(
    parts: readonly (readonly Part[])[],
    used: ReadonlyMap<string, UsedCell>,
    usable: Usable,
  ): Omit<Taken, 'closed'> {
    const short = new Set<string>()
    const portions = parts.map((own, g) => {
      const { people, segment, options } = this.#groups[g]!
      if (own.reduce((sum, part) => sum + part.people, 0) < people)
        for (const { channel, offer } of options.choices) short.add(cellKey(segment.name, channel, offer.id))
      return [...own]
        .sort((l, r) => usable.get(r.key)! - usable.get(l.key)! || (l.key < r.key ? -1 : 1))
        .map(({ key, choice, people }): Portion => {
          const { judgement, people: inCell } = used.get(key)!
          const { verdict, testSize, lift } = judgement
          const testShare = verdict === 'test' && testSize !== null ? (2 * testSize) / inCell : null
          return { choice, people, valueMinor: this.#valuePerContact(this.#cells.get(key)!, lift), testShare }
        })
    })
    return { portions, used, short }
  }

  #valuePerContact(cell: Cell, lift: number): number {
    return lift * cell.marginMinor - contactCostMinor(this.#costs.channels[cell.channel]!)
  }

  /** What choosing the cell brings per person, before its design; a test is worth what its result may bring. */
  #worthOfUse(cell: Cell, people: number, campaignPeople: number, j: Judgement): number {
    const perContact = this.#valuePerContact(cell, j.lift)
    if (j.testValueMinor === null) return perContact
    const design = this.#costs.channels[cell.channel]!.design_minor / campaignPeople
    return Math.max(perContact, (Math.max(0, j.netMinor) + j.testValueMinor) / people + design)
  }
}

interface Part {
  readonly key: string
  readonly choice: Choice
  readonly people: number
}

/** Campaign keys end with their channel. */
const channelOf = (campaign: string) => campaign.slice(campaign.lastIndexOf('|') + 1) as 'email'

function sumByCampaign(cells: readonly Cell[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { campaign, people } of cells) sums.set(campaign, (sums.get(campaign) ?? 0) + people)
  return sums
}

/** Groups with the same segment and the same choices decide as one. */
function mergeGroups(groups: readonly ProfileGroup[]) {
  const members = new Map<string, number[]>()
  groups.forEach(({ segment, options, flags }, g) => {
    const choices = options.choices.map((c) => `${c.offer.id} ${c.channel}`).join(',')
    const key = `${segment.name}\x1f${flags & FLAG.priority}\x1f${choices}`
    members.set(key, [...(members.get(key) ?? []), g])
  })
  const lists = [...members].sort(([l], [r]) => (l < r ? -1 : 1)).map(([, list]) => list)
  const merged = lists.map((list) => ({
    ...groups[list[0]!]!,
    people: list.reduce((sum, g) => sum + groups[g]!.people, 0),
  }))
  /** Each member gets its choices in the brand that it knows; what is scarce goes round by size. */
  const split = (portions: readonly (readonly Portion[])[]): Portion[][] => {
    const out: Portion[][] = groups.map(() => [])
    lists.forEach((list, m) => {
      const all = merged[m]!.people
      for (const portion of portions[m]!) {
        let before = 0
        let given = 0
        for (const g of list) {
          before += groups[g]!.people
          const upTo = Math.floor((portion.people * before) / all + 1e-9)
          const { offer, channel } = portion.choice
          const choice = groups[g]!.options.choices.find((c) => c.offer === offer && c.channel === channel)!
          if (upTo > given) out[g]!.push({ ...portion, choice, people: upTo - given })
          given = upTo
        }
      }
    })
    return out
  }
  return { groups: merged, split }
}
