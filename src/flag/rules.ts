/** The rule files of flag: channels and jurisdictions. */

import * as z from 'zod'
import { parseIsoDate } from '../record/dates.ts'
import { CHANNELS } from '../record/project.ts'
import type { RuleSpec } from '../rules/rule-file.ts'
import { bouncePolicies, DEFAULT_POLICIES } from './deciding/soft-bounce.ts'

const channel = z.enum(CHANNELS)
const isoDate = z.string().refine((text) => parseIsoDate(text) !== null, { message: 'expected a date YYYY-MM-DD' })
const reach = z.enum(['brand', 'all_brands'])
const effect = z.enum(['block', 'express', 'none'])
const effects = z.strictObject({ email: effect, sms: effect, call: effect, letter: effect, push: effect, ads: effect })

const channelSchema = z.strictObject({
  channels: z.array(channel).min(1),
  alternate_order: z.array(channel),
  consent_without_channel: z.array(channel),
  reach: z.strictObject({
    unsubscribed: reach,
    manual: reach,
    sunset: reach,
    paused: reach,
    complaint: reach,
    objected_all: reach,
    dnc_external: reach,
  }),
  on_other_channels: z.strictObject({ unsubscribed: effects, complaint: effects }),
  soft_bounce: z.strictObject({ count: z.int().min(1), span_days: z.int().min(0), pause_days: z.int().min(1) }),
  bounce_policies: bouncePolicies.default(DEFAULT_POLICIES),
  repaired_email: z.strictObject({ min_confidence: z.number().min(0).max(1) }),
  soft_opt_in_brands: z.array(z.string()),
  inquiries: z.array(z.string()).default([]),
  asset_deal_notices: z.record(z.string(), z.strictObject({ given: isoDate, objection_until: isoDate })),
  suspicious_list_share: z.number().min(0).max(1),
})
export type ChannelRules = z.infer<typeof channelSchema>

/** From strict to free. */
export const BASES = ['prohibited', 'express', 'soft_opt_in', 'implied', 'opt_out', 'legitimate_interest'] as const

const legal = z.strictObject({
  basis: z.enum(BASES),
  /** How long after the last sale; needed for soft_opt_in and implied. */
  months: z.int().min(1).optional(),
  /** How long after the last inquiry, where the law allows that as well. */
  inquiry_months: z.int().min(1).optional(),
  declared_only: z.boolean().optional(),
})
export type LegalBasis = z.infer<typeof legal>

const row = z.strictObject({
  /** ISO 3166 alpha-2, or a group's name with `members`. */
  country: z.string().regex(/^[A-Z]{2}$/),
  members: z.array(z.string().regex(/^[A-Z]{2}$/)).optional(),
  /** A part of the country; the first of its names is its short one. */
  region: z
    .strictObject({
      names: z.array(z.string().min(1)).min(1),
      postcodes: z.array(z.string().regex(/^\w+$/)),
    })
    .optional(),
  valid_from: isoDate,
  calling_code: z
    .string()
    .regex(/^\d{1,3}$/)
    .optional(),
  tld: z
    .string()
    .regex(/^[a-z]{2,}$/)
    .optional(),
  source: z.string(),
  mark: z.enum(['s', 'k']),
  reviewed_by: z.string().nullable(),
  /** Whether a repaired, once confirmed address may be used for e-mail. */
  repaired_email: z.boolean(),
  email: legal,
  sms: legal,
  call: legal,
  letter: legal,
  push: legal,
  ads: legal,
})
export type JurisdictionRow = z.infer<typeof row>

const jurisdictionSchema = z.strictObject({
  rows: z
    .array(row)
    .min(1)
    // Rows are told apart by one byte, with a few of the engine's own.
    .max(200)
    .superRefine((rows, context) => {
      const whole = new Set(rows.filter((r) => r.region === undefined).map((r) => r.country))
      for (const [i, r] of rows.entries()) {
        if (r.region !== undefined && !whole.has(r.country))
          context.addIssue({
            code: 'custom',
            path: [i, 'country'],
            message: 'expected a row for the whole country, too',
          })
        for (const key of ['members', 'calling_code', 'tld'] as const)
          if (r.region !== undefined && r[key] !== undefined)
            context.addIssue({ code: 'custom', path: [i, key], message: 'expected none in a row with a region' })
      }
    }),
})
export type JurisdictionRules = z.infer<typeof jurisdictionSchema>

export const CHANNEL_RULES: RuleSpec<ChannelRules> = { name: 'channels', schema: channelSchema }
export const JURISDICTION_RULES: RuleSpec<JurisdictionRules> = { name: 'jurisdictions', schema: jurisdictionSchema }
