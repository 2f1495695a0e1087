/** The rule file of matching: starting points of the weights, blocking rules, thresholds; and the nickname table. */

import * as z from 'zod'
import { KINDS } from '../engine/comparisons/kinds.ts'
import { CLEAN_FIELDS } from '../record/fields.ts'
import type { RuleSpec } from '../rules/rule-file.ts'
import { BLOCKING_KEYS, SORT_KEYS } from './blocking/blocking-keys.ts'

const share = z.number().gt(0).lt(1)

const levelShares = (count: number) =>
  z.strictObject({ of_matches: z.array(share).length(count), by_chance: z.array(share).length(count) }).readonly()

const levels = z
  .strictObject({
    given_name: levelShares(KINDS.given_name.length),
    family_name: levelShares(KINDS.family_name.length),
    middle_name: levelShares(KINDS.middle_name.length),
    email: levelShares(KINDS.email.length),
    phone: levelShares(KINDS.phone.length),
    date: levelShares(KINDS.date.length),
    year: levelShares(KINDS.year.length),
    street: levelShares(KINDS.street.length),
    place: levelShares(KINDS.place.length),
    code: levelShares(KINDS.code.length),
    category: levelShares(KINDS.category.length),
    text: levelShares(KINDS.text.length),
  })
  .readonly()

/** Comparisons of numbers that a person has one of. */
const ONE_EACH = ['national_id'] as const

const kinShares = z.strictObject({ household: share, twins: share, juniors: share })
const blockingKey = z.enum(BLOCKING_KEYS)
const keyRule = z.strictObject({
  keys: z.array(blockingKey).min(1),
  refine: z.array(blockingKey).default([]),
  pairs_per_record: z.number().positive().optional(),
  most_records: z.int().positive().optional(),
  or_without: blockingKey.optional(),
})
const neighbourhood = z.strictObject({ sort_by: z.array(z.enum(SORT_KEYS)).min(1), window: z.int().min(2) })

export const matchRulesSchema = z.strictObject({
  levels,
  learning: z.strictObject({
    prior_pairs: z.number().positive(),
    random_pairs: z.int().positive(),
    namesake_pairs: z.int().positive(),
    rare_name_prior: z.number().positive(),
    candidate_pairs: z.int().positive(),
    rounds: z.int().positive(),
    few_records: z.int().nonnegative(),
  }),
  relatives: z.strictObject({
    own: z.array(z.string()),
    start: kinShares,
    least: kinShares,
    most_rare: share,
    most_rare_of_seen: z.number().gte(0).lt(1),
  }),
  blocking: z.strictObject({
    all_pairs_up_to: z.int().nonnegative(),
    max_block_records: z.int().min(2),
    max_pairs_per_record: z.number().positive(),
    free_pairs: z.int().nonnegative(),
    oversized: neighbourhood,
    rules: z.array(z.union([neighbourhood, keyRule])).min(1),
  }),
  cannot_link: z
    .array(z.strictObject({ comparison: z.enum(ONE_EACH), unless_more_than: z.number().gte(0).lte(1) }))
    .default([]),
  thresholds: z.strictObject({
    sure: z.union([z.literal('auto'), share]),
    review: share,
  }),
})

export type MatchRules = z.infer<typeof matchRulesSchema>

export const matchRules: RuleSpec<MatchRules> = { name: 'match', schema: matchRulesSchema }

export const FIELD_CRITERIA = [
  'trusted',
  'newest',
  'most_records',
  'full',
  'deliverable',
  'longest',
  'shortest',
  'earliest',
  'latest',
] as const
export type FieldCriterion = (typeof FIELD_CRITERIA)[number]

export const ADDRESS_CRITERIA = ['complete', 'trusted', 'newest', 'most_records', 'most_filled'] as const
export type AddressCriterion = (typeof ADDRESS_CRITERIA)[number]

const fieldCriteria = z.array(z.enum(FIELD_CRITERIA)).min(1)

/** Which value a golden record takes. */
const survivorshipSchema = z.strictObject({
  trusted_sources: z.array(z.string()),
  default: fieldCriteria,
  fields: z.partialRecord(z.enum(CLEAN_FIELDS), fieldCriteria),
  address: z.array(z.enum(ADDRESS_CRITERIA)).min(1),
})
export type SurvivorshipRules = z.infer<typeof survivorshipSchema>
export const survivorshipRules: RuleSpec<SurvivorshipRules> = { name: 'survivorship', schema: survivorshipSchema }

/** Groups of given names that stand for one another. */
const nicknamesSchema = z.strictObject({ groups: z.array(z.array(z.string().min(1)).min(2)) })
export type Nicknames = z.infer<typeof nicknamesSchema>
export const nicknames: RuleSpec<Nicknames> = { name: 'nicknames', schema: nicknamesSchema }
