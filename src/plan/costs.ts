/** rules/costs.yaml: what a contact costs, what a response is worth, what is believed about response, and how arms are drawn. */

import * as z from 'zod'
import { CHANNELS, type Channel } from '../record/project.ts'
import type { RuleSpec } from '../rules/rule-file.ts'

const rate = z.number().gt(0).lt(1)
const perContact = z.number().min(0)

const channel = z.strictObject({
  clean_minor: perContact.describe('Per contact, to check the address; may be a fraction of a minor unit.'),
  make_minor: perContact.describe('Per contact, to make the piece.'),
  send_minor: perContact.describe('Per contact, to send it or to make the call.'),
  design_minor: z.number().int().min(0).describe('Once per offer: text, layout, set-up.'),
  capacity: z.number().int().min(0).nullable().describe('Most contacts in one run; null: no limit.'),
  prior_response: z
    .strictObject({
      customers: rate,
      silent: rate.nullable().default(null).describe('Of slipping and lapsed customers; null: as customers.'),
      prospects: rate,
    })
    .describe('Gross response, 0–1, until own results say better. A prior, not a promise.'),
})

const schema = z.strictObject({
  channels: z.partialRecord(z.enum(CHANNELS), channel),
  budget_minor: z.number().int().min(0).nullable().describe('Most that the whole plan may cost; null: whatever pays.'),
  margin_share: z
    .number()
    .gt(0)
    .lte(1)
    .nullable()
    .describe('Margin of what a returning customer spends; null: always the margin of the offer.'),
  high_value_from_m: z.number().int().min(2).max(5).nullable().describe('M score that sets big spenders apart.'),
  min_segment: z.number().int().positive().describe('Fewer big spenders than this form no segment of their own.'),
  acquisition: z
    .strictObject({ cost_minor: z.number().gt(0), margin_minor: z.number() })
    .describe('What winning one new customer costs otherwise, and the margin of one.'),
  incremental_share: z.number().gt(0).lte(1).describe('Share of gross responders who would not have bought anyway.'),
  prior_responders: z
    .number()
    .min(1)
    .describe('The prior is worth as many contacts as would bring this many incremental responders.'),
  other_segments_share: z.number().min(0).max(1).describe('How far results count in other segments than their own.'),
  assumed_response: z
    .array(z.strictObject({ channel: z.enum(CHANNELS), segment: z.string().nullable(), added: rate }))
    .default([])
    .describe(
      'Added response to be taken as given, for a channel, in a segment or state or in all; the last one counts.',
    ),
  control_share: z.number().min(0).lt(1).describe('Share of each group that is held out to measure lift.'),
  hold_out_days: z.number().int().min(0).describe('Days after a campaign in which its control group is left alone.'),
  salt: z.string().describe('Draws other arms when changed.'),
  acceptable_loss_chance: rate.describe('Above this chance of loss a test comes first, where one is worth its cost.'),
  most_loss_chance: rate.describe('Above this chance of loss nothing is sent untested, whatever is expected.'),
  fixed_share_of_test: z.number().min(0).max(1),
  min_test: z.number().int().positive(),
})

export type CostRules = z.infer<typeof schema>
export type ChannelCosts = z.infer<typeof channel>

export const COST_RULES: RuleSpec<CostRules> = { name: 'costs', schema }

/** Channels with a cost: the ones a plan can use. */
export function pricedChannels(costs: CostRules): readonly Channel[] {
  return CHANNELS.filter((name) => costs.channels[name] !== undefined)
}

/** All three costs of one contact. */
export const contactCostMinor = ({ clean_minor, make_minor, send_minor }: ChannelCosts): number =>
  clean_minor + make_minor + send_minor
