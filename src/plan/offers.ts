/** rules/offers.yaml: what may be offered, to whom, on which channels. */

import { z } from 'zod'
import { CHANNELS } from '../record/project.ts'
import type { RuleSpec } from '../rules/rule-file.ts'

/** What an offer is for decides which exclusions apply to it. */
const OFFER_KINDS = [
  'new_customer', // never to a customer, a possible match of one, or their household
  'conversion', // leads: as new_customer; the first contact says where the data came from
  'onboarding',
  'reminder',
  'win_back',
  'improvement', // for those who left after a failure: what is better now, no voucher
  'loyalty',
] as const

const id = z.string().regex(/^[a-z0-9_-]+$/)

const offer = z.strictObject({
  id,
  kind: z.enum(OFFER_KINDS),
  product: z.string().nullable().describe('Offers for the same product are compared for fairness.'),
  states: z.array(z.string()).min(1),
  behaviours: z.array(z.string()).nullable().describe('Behaviour before the lapse; null: any.'),
  purpose: z.string().describe('The purpose that must be allowed.'),
  brands: z.array(z.string()).nullable().describe('null: any brand the person knows.'),
  channels: z.array(z.enum(CHANNELS)).min(1),
  value_minor: z.number().int().min(0).describe('What it is worth to the customer: discount, voucher, gift.'),
  margin_minor: z.number().int().describe('Margin of one incremental response before the discount.'),
})

const schema = z.strictObject({
  offers: z
    .array(offer)
    .refine((all) => new Set(all.map((o) => o.id)).size === all.length, { message: 'two offers have the same id' }),
  unfair_offers: z
    .enum(['block', 'warn', 'allow'])
    .describe('An offer to new or lapsed people worth more than the best for active customers of the same product.'),
  new_customer_look_back_days: z
    .number()
    .int()
    .positive()
    .nullable()
    .describe('Buyers whose last purchase is older may have a new-customer offer; null: never.'),
  buys_anyway_from: z
    .number()
    .positive()
    .describe('Expected purchases from which an active customer gets no discount.'),
  failure_days: z.number().int().min(0).describe('A complaint so many days around the last purchase explains a lapse.'),
  complaint_topics_ignored: z.array(z.string()).describe('Topics that are no complaints about the service.'),
  cap: z
    .strictObject({ contacts: z.number().int().positive(), days: z.number().int().positive() })
    .describe('Most contacts per person across brands and campaigns.'),
})

export type OfferRules = z.infer<typeof schema>
export type Offer = z.infer<typeof offer>

export const OFFER_RULES: RuleSpec<OfferRules> = { name: 'offers', schema }

const LOYAL_STATES = new Set(['active', 'contract_running'])

/**
 * Offers worth more to new or lapsed people than the best one for active customers of the same product (none counts as 0;
 * a product without any offer for active customers is compared as well).
 */
export function unfairOffers(offers: readonly Offer[]): readonly Offer[] {
  return offers.filter((o) => {
    if (o.states.some((state) => LOYAL_STATES.has(state))) return false
    const loyal = offers.filter((l) => l.product === o.product && l.states.some((state) => LOYAL_STATES.has(state)))
    return o.value_minor > Math.max(0, ...loyal.map((l) => l.value_minor))
  })
}

/** Offers for a state and behaviour; one made for the behaviour displaces those of its kind for everybody. */
export function offersFor(offers: readonly Offer[], state: string, behaviour: string | null): readonly Offer[] {
  const fitting = offers.filter(
    (o) =>
      o.states.includes(state) && (o.behaviours === null || (behaviour !== null && o.behaviours.includes(behaviour))),
  )
  const special = new Set(fitting.filter((o) => o.behaviours !== null).map((o) => o.kind))
  return fitting.filter((o) => o.behaviours !== null || !special.has(o.kind))
}
