/** What is believed about the incremental response of a segment, channel and offer: the prior, and what own campaigns measured. */

import type { Channel } from '../record/project.ts'
import { type Beta, betaQuantile } from './beta.ts'
import { believe, type LiftBelief } from './cost-benefit.ts'
import type { ChannelCosts, CostRules } from './costs.ts'
import type { Offer } from './offers.ts'

/** What one campaign brought in one segment, by one channel, with one offer; the columns of `learned_response` in use here. */
export interface MeasuredResponse {
  readonly segment: string
  readonly channel: string
  readonly offer: string
  readonly treated: number
  readonly responders: number
  readonly control: number
  readonly control_responders: number
}

interface Counts {
  treated: number
  responders: number
  control: number
  control_responders: number
}

export class Beliefs {
  readonly #costs: CostRules
  readonly #own = new Map<string, Counts>()
  readonly #others = new Map<string, Counts>()

  constructor(costs: CostRules, measured: Iterable<MeasuredResponse> = []) {
    this.#costs = costs
    for (const row of measured) {
      addTo(this.#own, `${row.segment}\x1f${row.channel}\x1f${row.offer}`, row)
      addTo(this.#others, `${row.channel}\x1f${row.offer}`, row)
    }
  }

  /** `state` is that of the segment. */
  of(segment: string, state: string, channel: Channel, offer: Offer): LiftBelief {
    const prior = this.#prior(state, channel, offer)
    const assumed = this.#costs.assumed_response.findLast(
      (a) => a.channel === channel && (a.segment === null || a.segment === segment || a.segment === state),
    )
    if (assumed !== undefined) {
      const strength = this.#costs.prior_responders / assumed.added
      return { ...prior, belief: believe({ mean: assumed.added, strength }), source: 'assumed' }
    }
    const own = this.#own.get(`${segment}\x1f${channel}\x1f${offer.id}`)
    if (own !== undefined && own.treated > 0 && own.control > 0) return learn(prior, own, 1, 'own results')
    const others = this.#others.get(`${channel}\x1f${offer.id}`)
    const share = this.#costs.other_segments_share
    if (others !== undefined && others.treated > 0 && others.control > 0 && share > 0)
      return learn(prior, others, share, 'own results elsewhere')
    return prior
  }

  #prior(state: string, channel: Channel, offer: Offer): LiftBelief {
    const { prior_response, incremental_share, prior_responders } = {
      ...this.#costs,
      ...this.#costs.channels[channel]!,
    }
    const gross = offer.response?.gross ?? priorOf(prior_response, state)
    const mean = gross * (offer.response?.incremental_share ?? incremental_share)
    return { belief: believe({ mean, strength: prior_responders / mean }), source: 'prior', baseRate: gross - mean }
  }
}

function priorOf({ customers, silent, prospects }: ChannelCosts['prior_response'], state: string): number {
  if (state === 'prospect') return prospects
  return state === 'slipping' || state === 'lapsed' ? (silent ?? customers) : customers
}

/**
 * The posterior. Where a rate is seen directly it is (κ·prior + n·observed) / (κ + n), a Beta again; a difference of two arms
 * may come out below zero and has the noise of both, so here the prior is weighed point by point by how well it explains the
 * difference, and the Beta with the mean and the spread of that is taken (docs/decisions/0017).
 */
function learn(prior: LiftBelief, own: Counts, share: number, source: LiftBelief['source']): LiftBelief {
  const baseRate = smoothed(own.control_responders, own.control)
  return { belief: weigh(prior.belief, own, share), source, baseRate }
}

const POINTS = 1000

function weigh({ a, b }: Beta, own: Counts, share: number): Beta {
  const lift = own.responders / own.treated - own.control_responders / own.control
  const most = Math.min(1, Math.max(betaQuantile({ a, b }, 0.9999), lift + 6 * Math.sqrt(noise(own, 0) / share)))
  const logs = Array.from({ length: POINTS }, (_, i) => {
    const x = (most * (i + 0.5)) / POINTS
    const variance = noise(own, x) / share
    const fit = -((x - lift) ** 2) / (2 * variance) - Math.log(variance) / 2
    return { x, log: (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) + fit }
  })
  const peak = logs.reduce((highest, { log }) => Math.max(highest, log), Number.NEGATIVE_INFINITY)
  const sum = { weight: 0, x: 0, squares: 0 }
  for (const { x, log } of logs) {
    const weight = Math.exp(log - peak)
    sum.weight += weight
    sum.x += weight * x
    sum.squares += weight * x * x
  }
  const mean = sum.x / sum.weight
  const strength = (mean * (1 - mean)) / (sum.squares / sum.weight - mean * mean) - 1
  return { a: strength * mean, b: strength * (1 - mean) }
}

/** Variance of the measured difference if the true one is `x`: both arms then tell the rate without contact (Mee 1984). */
function noise({ treated, responders, control, control_responders }: Counts, x: number): number {
  const base = Math.max(
    smoothed(0, treated + control),
    (responders + control_responders - x * treated) / (treated + control),
  )
  const raised = Math.min(1, base + x)
  return (raised * (1 - raised)) / treated + (base * (1 - base)) / control
}

/** Agresti's half: an arm without any responder is not known to be without noise. */
const smoothed = (responders: number, people: number): number => (responders + 0.5) / (people + 1)

function addTo(counts: Map<string, Counts>, key: string, row: MeasuredResponse): void {
  const sum = counts.get(key) ?? { treated: 0, responders: 0, control: 0, control_responders: 0 }
  counts.set(key, {
    treated: sum.treated + row.treated,
    responders: sum.responders + row.responders,
    control: sum.control + row.control,
    control_responders: sum.control_responders + row.control_responders,
  })
}
