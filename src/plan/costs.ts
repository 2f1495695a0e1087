/** rules/costs.yaml: what a contact costs, what is believed about response, and how arms are drawn. */

import { z } from 'zod'
import { CHANNELS, type Channel } from '../record/project.ts'
import type { RuleSpec } from '../rules/rule-file.ts'
import { believe, type LiftBelief } from './cost-benefit.ts'

const rate = z.number().gt(0).lt(1)

const channel = z.strictObject({
  cost_minor: z.number().min(0).describe('Per contact; may be a fraction of a minor unit.'),
  fixed_minor: z.number().int().min(0).describe('Per segment and offer: cleaning, design, set-up.'),
  prior_response: z
    .strictObject({ customers: rate, prospects: rate })
    .describe('Gross response, 0–1, until own results say better. A prior, not a promise.'),
})

const schema = z.strictObject({
  channels: z.partialRecord(z.enum(CHANNELS), channel),
  incremental_share: z.number().gt(0).lte(1).describe('Share of gross responders who would not have bought anyway.'),
  prior_responders: z
    .number()
    .min(1)
    .describe('The prior is worth as many contacts as would bring this many incremental responders.'),
  control_share: z.number().min(0).lt(1).describe('Share of each group that is held out to measure lift.'),
  salt: z.string().describe('Draws other arms when changed.'),
  acceptable_loss_chance: rate,
  fixed_share_of_test: z.number().min(0).max(1),
  min_test: z.number().int().positive(),
})

export type CostRules = z.infer<typeof schema>

export const COST_RULES: RuleSpec<CostRules> = { name: 'costs', schema }

/** Channels with a cost: the ones a plan can use. */
export function pricedChannels(costs: CostRules): readonly Channel[] {
  return CHANNELS.filter((name) => costs.channels[name] !== undefined)
}

/** The prior on incremental response of a channel. */
export function priorLift(costs: CostRules, name: Channel, isProspect: boolean): LiftBelief {
  const response = costs.channels[name]!.prior_response
  const gross = isProspect ? response.prospects : response.customers
  const mean = gross * costs.incremental_share
  return { belief: believe({ mean, strength: costs.prior_responders / mean }), source: 'prior', baseRate: gross - mean }
}
