/** The plan book: people who share everything that matters are one profile; each profile is decided once. */

import type { Channel } from '../record/project.ts'
import { type Choice, chooseBest, listOptions, type OpenChannels, type Options } from './choose.ts'
import {
  controlCostMinor,
  type Economics,
  type Judgement,
  judge,
  type LiftBelief,
  marginAfterDiscount,
} from './cost-benefit.ts'
import { type CostRules, priorLift } from './costs.ts'
import type { MoneyLine } from './money-line.ts'
import { type Offer, type OfferRules, offersFor } from './offers.ts'

/** One segment × channel × offer. */
interface Cell {
  readonly segment: string
  readonly channel: Channel
  readonly offer: Offer
  /** Δp·m − c. */
  readonly valueMinor: number
  /** Share of its people that a test takes in, both halves; null where no test is wanted. */
  readonly testShare: number | null
}

export interface Taken {
  readonly choice: Choice
  readonly cell: Cell
}

interface Segment {
  readonly name: string
  readonly state: string
  readonly offers: readonly Offer[]
}

interface ProfileEntry {
  readonly segment: number
  readonly flags: number
  readonly open: readonly OpenChannels[]
  readonly options: Options
}

interface CellEntry {
  readonly segment: Segment
  readonly channel: Channel
  readonly offer: Offer
  readonly belief: LiftBelief
  /** People allowed and eligible; letters once a household. */
  people: number
}

export class PlanBook {
  readonly #offers: OfferRules
  readonly #costs: CostRules
  readonly #segments: Segment[] = []
  readonly #segmentNos = new Map<string, number>()
  /** State → behaviour → number. */
  readonly #segmentsKnown = new Map<string, Map<string | null, number>>()
  readonly #profiles: ProfileEntry[] = []
  readonly #profileNos = new Map<readonly OpenChannels[], Map<number, number>>()
  readonly #cells = new Map<string, CellEntry>()
  readonly #testSizes = new Map<string, number>()

  constructor(offers: OfferRules, costs: CostRules) {
    this.#offers = offers
    this.#costs = costs
  }

  /** A behaviour makes a segment of its own only where an offer asks for it: every segment has its own fixed costs. */
  segmentNo(state: string, behaviour: string | null): number {
    const known = this.#segmentsKnown.get(state)?.get(behaviour)
    if (known !== undefined) return known
    const no = this.#newSegmentNo(state, behaviour)
    const byBehaviour = this.#segmentsKnown.get(state) ?? new Map<string | null, number>()
    this.#segmentsKnown.set(state, byBehaviour.set(behaviour, no))
    return no
  }

  #newSegmentNo(state: string, behaviour: string | null): number {
    const isAsked = this.#offers.offers.some((o) => o.states.includes(state) && o.behaviours?.includes(behaviour ?? ''))
    const name = behaviour !== null && isAsked ? `${state}:${behaviour}` : state
    let no = this.#segmentNos.get(name)
    if (no === undefined) {
      no = this.#segments.push({ name, state, offers: offersFor(this.#offers.offers, state, behaviour) }) - 1
      this.#segmentNos.set(name, no)
    }
    return no
  }

  segmentName(no: number): string {
    return this.#segments[no]!.name
  }

  /** People of one segment, with the same flags and the same list of what is open (the same array, not an equal one). */
  profileNo(segment: number, flags: number, open: readonly OpenChannels[]): number {
    let known = this.#profileNos.get(open)
    if (known === undefined) {
      known = new Map()
      this.#profileNos.set(open, known)
    }
    const key = segment * FLAG_SETS + flags
    let no = known.get(key)
    if (no === undefined) {
      const options = listOptions({ offers: this.#segments[segment]!.offers, flags, open })
      no = this.#profiles.push({ segment, flags, open, options }) - 1
      known.set(key, no)
    }
    return no
  }

  /** The same profile with one more flag. */
  withFlag(profile: number, flag: number): number {
    const { segment, flags, open } = this.#profiles[profile]!
    return this.profileNo(segment, flags | flag, open)
  }

  mayHaveLetter(profile: number): boolean {
    return this.#profiles[profile]!.options.choices.some((choice) => choice.channel === 'letter')
  }

  /** Why somebody without a choice gets nothing. */
  reasonOf(profile: number): string {
    return this.#profiles[profile]!.options.reason || 'does_not_pay'
  }

  /**
   * Counts the people of each cell and chooses: the best cell for each profile among those that pay or are worth a test.
   * Where too few choose a cell to pay its fixed costs, the worst such cell is closed and its people choose again.
   * Returns what each profile gets, by profile number.
   */
  settle(profileOf: Uint32Array): readonly (Taken | null)[] {
    const people = new Float64Array(this.#profiles.length)
    for (let i = 0; i < profileOf.length; i++) people[profileOf[i]!]!++
    this.#countCells(people)
    const values = new Map<string, number>()
    for (const [key, cell] of this.#cells) {
      const judgement = this.#judge(cell, cell.people)
      if (judgement.verdict !== 'dont') values.set(key, this.#worthOfUse(cell, cell.people, judgement))
    }
    for (;;) {
      const choices = this.#profiles.map(({ segment, options }) =>
        chooseBest(options.choices, (choice) => values.get(cellKey(segment, choice)) ?? null),
      )
      const used = this.#judgeUsed(choices, people)
      const failing = [...used].filter(([, { judgement }]) => judgement.verdict === 'dont')
      if (failing.length === 0) return this.#take(choices, used)
      failing.sort(([l, a], [r, b]) => a.judgement.netMinor - b.judgement.netMinor || (l < r ? -1 : 1))
      values.delete(failing[0]![0])
    }
  }

  /** The money page: every cell with people, whether used or not, by segment, offer and channel. */
  moneyRows(): MoneyLine[] {
    const rows = [...this.#cells].map(([key, cell]): MoneyLine => {
      const economics = this.#economics(cell, cell.people)
      const j = this.#judge(cell, cell.people)
      return {
        segment: cell.segment.name,
        channel: cell.channel,
        offer: cell.offer.id,
        people: cell.people,
        fixed_cost_minor: economics.fixedMinor,
        variable_cost_minor: Math.round(cell.people * economics.costMinor),
        lift: j.lift,
        lift_low: j.liftLow,
        lift_high: j.liftHigh,
        lift_source: cell.belief.source,
        margin_minor: Math.round(economics.marginMinor),
        net_minor: Math.round(j.netMinor),
        net_low_minor: Math.round(j.netLowMinor),
        net_high_minor: Math.round(j.netHighMinor),
        break_even: j.breakEven,
        chance_of_loss: j.chanceOfLoss,
        control_cost_minor: Math.round(controlCostMinor(economics, this.#costs.control_share, j.lift)),
        verdict: j.verdict,
        test_size: j.verdict === 'test' ? (this.#testSizes.get(key) ?? j.testSize) : null,
      }
    })
    const order = (row: MoneyLine) => `${row.segment}\x1f${row.offer}\x1f${row.channel}`
    return rows.sort((l, r) => (order(l) < order(r) ? -1 : 1))
  }

  #countCells(people: Float64Array): void {
    this.#profiles.forEach(({ segment, options }, profile) => {
      for (const choice of options.choices) {
        const key = cellKey(segment, choice)
        let cell = this.#cells.get(key)
        if (cell === undefined) {
          const isProspect = this.#segments[segment]!.state === 'prospect'
          const belief = priorLift(this.#costs, choice.channel, isProspect)
          cell = { segment: this.#segments[segment]!, channel: choice.channel, offer: choice.offer, belief, people: 0 }
          this.#cells.set(key, cell)
        }
        cell.people += people[profile]!
      }
    })
    for (const [key, cell] of this.#cells) if (cell.people === 0) this.#cells.delete(key)
  }

  #economics({ channel, offer }: CellEntry, people: number): Economics {
    const { cost_minor, fixed_minor } = this.#costs.channels[channel]!
    return {
      people,
      costMinor: cost_minor,
      fixedMinor: fixed_minor,
      marginMinor: marginAfterDiscount(offer.margin_minor, offer.value_minor, this.#costs.incremental_share),
    }
  }

  #judge(cell: CellEntry, people: number): Judgement {
    return judge(this.#economics(cell, people), cell.belief, this.#costs)
  }

  #valuePerContact(cell: CellEntry, lift: number): number {
    const { marginMinor, costMinor } = this.#economics(cell, 1)
    return lift * marginMinor - costMinor
  }

  /** What choosing the cell brings per person; a test is worth what its result may bring, even where contacting all is not. */
  #worthOfUse(cell: CellEntry, people: number, j: Judgement): number {
    const perContact = this.#valuePerContact(cell, j.lift)
    return j.testValueMinor === null
      ? perContact
      : Math.max(perContact, (Math.max(0, j.netMinor) + j.testValueMinor) / people)
  }

  #judgeUsed(choices: readonly (Choice | null)[], people: Float64Array): Map<string, UsedCell> {
    const counts = new Map<string, number>()
    choices.forEach((choice, profile) => {
      if (choice === null || people[profile] === 0) return
      const key = cellKey(this.#profiles[profile]!.segment, choice)
      counts.set(key, (counts.get(key) ?? 0) + people[profile]!)
    })
    return new Map(
      [...counts].map(([key, n]) => [key, { people: n, judgement: this.#judge(this.#cells.get(key)!, n) }] as const),
    )
  }

  #take(choices: readonly (Choice | null)[], used: ReadonlyMap<string, UsedCell>): (Taken | null)[] {
    const taken = new Map<string, Cell>()
    for (const [key, { people, judgement }] of used) {
      const { segment, channel, offer } = this.#cells.get(key)!
      const { verdict, testSize, lift } = judgement
      const isTest = verdict === 'test' && testSize !== null
      if (isTest) this.#testSizes.set(key, testSize)
      const testShare = isTest ? (2 * testSize) / people : null
      const valueMinor = this.#valuePerContact(this.#cells.get(key)!, lift)
      taken.set(key, { segment: segment.name, channel, offer, valueMinor, testShare })
    }
    return choices.map((choice, profile) => {
      const cell = choice && taken.get(cellKey(this.#profiles[profile]!.segment, choice))
      return choice && cell ? { choice, cell } : null
    })
  }
}

interface UsedCell {
  readonly people: number
  readonly judgement: Judgement
}

/** Flags are bits of a byte. */
const FLAG_SETS = 256

const cellKey = (segment: number, { channel, offer }: Choice): string => `${segment}|${channel}|${offer.id}`
