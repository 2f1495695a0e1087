/** Who gets which contact when money or capacity is short: the multiple-choice knapsack, greedy on convex hulls. */

/** One way to contact a person of a group. */
export interface ContactOption {
  /** Number of the channel. */
  readonly channel: number
  readonly costMinor: number
  readonly valueMinor: number
}

/** People who have the same options; each gets one of them, or nothing. */
export interface Group {
  readonly people: number
  readonly options: readonly ContactOption[]
  /** Served before all others. */
  readonly isFirst: boolean
}

export interface Limits {
  /** Infinity: no limit. */
  readonly budgetMinor: number
  /** By number of the channel; Infinity: no limit. */
  readonly capacity: readonly number[]
}

/** By group: how many people get which of its options; in the order of the options, none with nobody. */
export type Allocation = readonly (readonly { readonly option: number; readonly people: number }[])[]

/**
 * The allocation of (nearly) the largest value within the limits. Without limits each group takes its best option. A budget
 * is spent along the convex hull of each group's (cost, value) options by value per cost (Sinha and Zoltners 1979), a
 * channel's capacity by a price on it, and what is left over goes to whatever still fits.
 */
export function allocate(groups: readonly Group[], limits: Limits): Allocation {
  const state = new Spending(groups, limits)
  for (const isFirst of [true, false]) {
    const chosen = groups.flatMap((group, g) => (group.isFirst === isFirst ? [g] : []))
    const prices = channelPrices(chosen, state)
    state.spend(chosen, prices)
    state.fill(chosen)
    state.swap(chosen)
  }
  return state.result()
}

/** A move of people of one group from one option (-1: none) to another. */
interface Step {
  readonly group: number
  readonly from: number
  readonly to: number
  readonly cost: number
  readonly value: number
}

class Spending {
  readonly groups: readonly Group[]
  readonly #left: { budget: number; readonly capacity: number[] }
  /** By group: people at each option; at the place before the first one those with none. */
  readonly #people: Float64Array[]

  constructor(groups: readonly Group[], limits: Limits) {
    this.groups = groups
    this.#left = { budget: limits.budgetMinor, capacity: [...limits.capacity] }
    this.#people = groups.map(({ people, options }) => {
      const at = new Float64Array(options.length + 1)
      at[0] = people
      return at
    })
  }

  get capacity(): readonly number[] {
    return this.#left.capacity
  }

  get budget(): number {
    return this.#left.budget
  }

  /** Walks the hulls of the chosen groups, best value per cost first, where a contact by a channel costs its price as well. */
  spend(chosen: readonly number[], prices: readonly number[]): void {
    for (const step of stepsOf(this.groups, chosen, prices)) this.#move(step)
  }

  /** Takes every move that still fits and gains, best value per cost first, until there is none. */
  fill(chosen: readonly number[]): void {
    for (let round = 0; round < MAX_FILLS; round++) {
      const steps = chosen.flatMap((g) => this.#gains(g)).sort(byWorth)
      if (steps.reduce((moved, step) => moved + this.#move(step), 0) === 0) return
    }
  }

  /** Where few people are served, the last bit of budget matters: takes back the contacts that make room for better ones. */
  swap(chosen: readonly number[]): void {
    const ups = chosen.flatMap((g) => this.#moves(g, true))
    if (ups.length > MAX_SWAPPED || !Number.isFinite(this.#left.budget)) return
    for (let round = 0; round < MAX_FILLS; round++) {
      const swaps = chosen.flatMap((g) => this.#moves(g, false)).flatMap((down) => this.#swapsFor(down, ups))
      const best = swaps.reduce<Swap | null>((most, s) => (most === null || s.gain > most.gain ? s : most), null)
      if (best === null) return
      this.#move(best.down, best.downs)
      this.#move(best.up, best.ups)
      this.fill(chosen)
    }
  }

  /** Up: from any option to one of more value; down: from options that somebody has to one of less cost, or to none. */
  #moves(g: number, isUp: boolean): Step[] {
    const { options } = this.groups[g]!
    const all = [-1, ...options.keys()]
    return all.flatMap((from) =>
      all.flatMap((to) => {
        const step = stepBetween(this.groups, g, from, to)
        if (from === to || (isUp ? step.value <= 0 || to < 0 : step.cost >= 0 || this.#people[g]![from + 1] === 0))
          return []
        return step
      }),
    )
  }

  #swapsFor(down: Step, ups: readonly Step[]): Swap[] {
    return ups.flatMap((up) => {
      if (up.cost <= 0 || up.group === down.group) return []
      return Array.from({ length: MOST_AT_ONCE }, (_, i) => {
        const ups = i + 1
        const downs = Math.max(0, Math.ceil((ups * up.cost - this.#left.budget) / -down.cost - 1e-9))
        return { up, ups, down, downs, gain: ups * up.value + downs * down.value }
      }).filter(
        (s) =>
          s.downs > 0 &&
          s.gain > 1e-9 &&
          s.downs <= this.#people[down.group]![down.from + 1]! &&
          s.ups <= this.#people[up.group]![up.from + 1]! &&
          this.#roomFor(s.up, s.ups) &&
          this.#roomFor(s.down, s.downs),
      )
    })
  }

  #roomFor({ group, to }: Step, people: number): boolean {
    return to < 0 || this.#left.capacity[this.groups[group]!.options[to]!.channel]! >= people
  }

  result(): Allocation {
    return this.#people.map((at) =>
      Array.from(at.subarray(1), (people, option) => ({ option, people })).filter((part) => part.people > 0),
    )
  }

  #gains(g: number): Step[] {
    const { options } = this.groups[g]!
    const at = this.#people[g]!
    return [-1, ...options.keys()].flatMap((from) =>
      at[from + 1] === 0
        ? []
        : options.map((_, to) => stepBetween(this.groups, g, from, to)).filter((step) => step.value > 0),
    )
  }

  /** Moves as many people as fit, at most `most`; returns how many. */
  #move({ group, from, to, cost }: Step, most = Number.POSITIVE_INFINITY): number {
    const at = this.#people[group]!
    const { options } = this.groups[group]!
    const [leaves, joins] = [options[from]?.channel, options[to]?.channel]
    const room = joins === undefined || joins === leaves ? Number.POSITIVE_INFINITY : this.#left.capacity[joins]!
    const affordable = cost <= 0 ? Number.POSITIVE_INFINITY : Math.floor(this.#left.budget / cost + 1e-9)
    const moved = Math.min(at[from + 1]!, room, affordable, most)
    if (!(moved > 0)) return 0
    at[from + 1]! -= moved
    at[to + 1]! += moved
    this.#left.budget -= moved * cost
    if (joins !== undefined) this.#left.capacity[joins]! -= moved
    if (leaves !== undefined) this.#left.capacity[leaves]! += moved
    return moved
  }
}

const MAX_FILLS = 50

/** Swaps are tried where there are no more kinds of moves than this: with many people a contact more or less is nothing. */
const MAX_SWAPPED = 500
const MOST_AT_ONCE = 3

interface Swap {
  readonly up: Step
  readonly ups: number
  readonly down: Step
  readonly downs: number
  readonly gain: number
}

const NOTHING = { costMinor: 0, valueMinor: 0 }

function stepBetween(groups: readonly Group[], group: number, from: number, to: number): Step {
  const { options } = groups[group]!
  const [before, after] = [options[from] ?? NOTHING, options[to] ?? NOTHING]
  return { group, from, to, cost: after.costMinor - before.costMinor, value: after.valueMinor - before.valueMinor }
}

/** The steps along all hulls; within a group each step is worth less per cost than the one before it. */
function stepsOf(groups: readonly Group[], chosen: readonly number[], prices: readonly number[]): Step[] {
  const steps: Step[] = []
  for (const group of chosen) {
    const priced = groups[group]!.options.map((o) => o.valueMinor - prices[o.channel]!)
    let from = -1
    for (const to of hullOf(groups[group]!.options, priced)) {
      const before =
        from < 0 ? { cost: 0, value: 0 } : { cost: groups[group]!.options[from]!.costMinor, value: priced[from]! }
      steps.push({
        group,
        from,
        to,
        cost: groups[group]!.options[to]!.costMinor - before.cost,
        value: priced[to]! - before.value,
      })
      from = to
    }
  }
  return steps.sort(byWorth)
}

/** Value per cost, then the larger value, then a stable order. */
function byWorth(l: Step, r: Step): number {
  const ratio = ({ cost, value }: Step) => (cost <= 0 ? Number.POSITIVE_INFINITY : value / cost)
  const [a, b] = [ratio(l), ratio(r)]
  return (a === b ? r.value - l.value : b - a) || l.group - r.group || l.to - r.to
}

/** Options on the upper convex hull from (0, 0), by ascending cost; only those that gain. */
function hullOf(options: readonly ContactOption[], value: readonly number[]): number[] {
  const order = [...options.keys()]
    .filter((i) => value[i]! > 0)
    .sort((l, r) => options[l]!.costMinor - options[r]!.costMinor || value[r]! - value[l]! || l - r)
  const hull: number[] = []
  const slope = (from: number | undefined, to: number) => {
    const cost = options[to]!.costMinor - (from === undefined ? 0 : options[from]!.costMinor)
    const gain = value[to]! - (from === undefined ? 0 : value[from]!)
    return cost <= 0 ? Number.POSITIVE_INFINITY : gain / cost
  }
  for (const i of order) {
    const last = hull.at(-1)
    if (last !== undefined && value[i]! <= value[last]!) continue
    while (hull.length > 0 && slope(hull.at(-1), i) >= slope(hull.at(-2), hull.at(-1)!)) hull.pop()
    hull.push(i)
  }
  return hull
}

/** A price per contact on each channel that more people want than it can serve: the least at which it can. */
function channelPrices(chosen: readonly number[], state: Spending): number[] {
  const { capacity, groups } = state
  const prices = capacity.map(() => 0)
  const limited = [...capacity.keys()].filter((channel) => Number.isFinite(capacity[channel]!))
  if (limited.length === 0) return prices
  const most = chosen.reduce((max, g) => groups[g]!.options.reduce((m, o) => Math.max(m, o.valueMinor), max), 0)
  for (let round = 0; round < 3; round++)
    for (const channel of limited) {
      let [low, high] = [0, most]
      prices[channel] = 0
      if (demand(chosen, state, prices, channel) <= capacity[channel]!) continue
      for (let i = 0; i < 40; i++) {
        prices[channel] = (low + high) / 2
        if (demand(chosen, state, prices, channel) <= capacity[channel]!) high = prices[channel]!
        else low = prices[channel]!
      }
      prices[channel] = high
    }
  return prices
}

/** People on a channel when only the budget limits them. */
function demand(chosen: readonly number[], state: Spending, prices: readonly number[], channel: number): number {
  const trial = new Spending(
    chosen.map((g) => state.groups[g]!),
    { budgetMinor: state.budget, capacity: state.capacity.map(() => Number.POSITIVE_INFINITY) },
  )
  trial.spend([...chosen.keys()], prices)
  return trial
    .result()
    .flatMap((parts, g) => parts.filter((part) => trial.groups[g]!.options[part.option]!.channel === channel))
    .reduce((sum, part) => sum + part.people, 0)
}
