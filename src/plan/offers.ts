/** rules/offers.yaml: what may be offered, to whom, on which channels, and in which sequence. */

import * as z from 'zod'
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
  'last_chance', // once; who does not respond is asked why, then left in peace
  'survey', // why did you leave? To those who did not respond to the last chance
] as const

/** Such offers are not for customers, people who may be one, or their households. */
export const isForNewcomers = (kind: string | undefined): boolean => kind === 'new_customer' || kind === 'conversion'

const id = z.string().regex(/^[a-z0-9_-]+$/)
const days = z.number().int().min(0)
const rate = z.number().gt(0).lt(1)

const offer = z.strictObject({
  id,
  kind: z.enum(OFFER_KINDS),
  product: z.string().nullable().describe('Offers for the same product are compared for fairness.'),
  states: z.array(z.string()).min(1),
  behaviours: z.array(z.string()).nullable().describe('Behaviour before the lapse; null: any.'),
  relation: z.literal('contract').nullable().default(null).describe('contract: only where a contract ended.'),
  reasons: z
    .array(z.enum(['service', 'price', 'competitor', 'other']))
    .nullable()
    .default(null)
    .describe('Only for people who gave one of these as the reason why they left; null: any.'),
  silent_days: days.nullable().default(null).describe('Only for buyers whose last purchase is so many days ago.'),
  purpose: z.string().describe('The purpose that must be allowed.'),
  brands: z.array(z.string()).nullable().describe('null: any brand the person knows.'),
  channels: z.array(z.enum(CHANNELS)).min(1),
  value_minor: z.number().int().min(0).describe('What it is worth to the customer: discount, voucher, gift.'),
  margin_minor: z
    .number()
    .int()
    .describe('Margin of one incremental response before the discount, where purchases do not tell it.'),
  response: z
    .strictObject({ gross: rate, incremental_share: z.number().gt(0).lte(1) })
    .nullable()
    .default(null)
    .describe('A prior of its own, on every channel; null: that of the channel.'),
  known_as: z
    .array(z.string())
    .default([])
    .describe('What the contact history calls it (offer or campaign), besides its id.'),
})

const schema = z.strictObject({
  offers: z
    .array(offer)
    .refine((all) => new Set(all.map((o) => o.id)).size === all.length, { message: 'two offers have the same id' }),
  wave: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .nullable()
    .default(null)
    .describe('Campaigns are named OFFER-WAVE; a new wave draws new control groups. null: OFFER alone.'),
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
  failure_days: days.describe('A complaint so many days around the last purchase explains a lapse.'),
  complaint_topics_ignored: z.array(z.string()).describe('Topics that are no complaints about the service.'),
  priority_days: days.describe('A complaint closed so recently puts a person first when the budget is short.'),
  again_after_days: days.describe('The same offer goes to a person again after so many days at the earliest.'),
  cap: z
    .strictObject({ contacts: z.number().int().positive(), days: z.number().int().positive() })
    .describe('Most contacts per person across brands and campaigns.'),
  sequence: z
    .strictObject({ wait_cycles: z.number().min(0), least_days: days, most_days: days, survey_days: days })
    .refine((s) => s.least_days <= s.most_days, { message: 'least_days is above most_days' })
    .describe('After a last chance: so many purchase cycles until the survey, so many days until given up.'),
})

export type OfferRules = z.infer<typeof schema>
export type Offer = z.infer<typeof offer>

export const OFFER_RULES: RuleSpec<OfferRules> = { name: 'offers', schema }

/** The campaign that an offer belongs to in this wave. */
export const campaignOf = (rules: OfferRules, offerId: string): string =>
  rules.wave === null ? offerId : `${offerId}-${rules.wave}`

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

/** What of a person decides on the offers that fit. */
export interface Fit {
  readonly state: string
  readonly behaviour: string | null
  /** Whether the state is that of a contract. */
  readonly isContract: boolean
  /** Why the person left, in their own words; null where they did not say. */
  readonly reason: string | null
  /** Days since the last purchase, or a lower bound of them; null for people who never bought. */
  readonly silentDays: number | null
}

/** How closely an offer is made for the person: a contract says more than a reason given, a behaviour, a silence. */
const closeness = (o: Offer): number =>
  8 * Number(o.relation !== null) +
  4 * Number(o.reasons !== null) +
  2 * Number(o.behaviours !== null) +
  Number(o.silent_days !== null)

/** The offers that fit; of one kind only those made most closely for the person. */
export function offersFor(
  offers: readonly Offer[],
  { state, behaviour, isContract, reason, silentDays }: Fit,
): readonly Offer[] {
  const fitting = offers.filter(
    (o) =>
      o.states.includes(state) &&
      (o.relation === null || isContract) &&
      (o.reasons === null || o.reasons.some((each) => each === reason)) &&
      (o.behaviours === null || (behaviour !== null && o.behaviours.includes(behaviour))) &&
      (o.silent_days === null || (silentDays !== null && silentDays >= o.silent_days)),
  )
  return fitting.filter((o) => !fitting.some((other) => other.kind === o.kind && closeness(other) > closeness(o)))
}
