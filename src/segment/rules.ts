/** rules/sectors.yaml: how long silence may last in which business, and what kinds of behaviour there are. */

import * as z from 'zod'
import type { RuleSpec } from '../rules/rule-file.ts'
import { FEATURES } from './behaviour.ts'

const days = z.number().int().positive().max(100_000)
const share = z.number().gt(0).lt(1)

const lapse = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('fixed'), days }).describe('Lapsed after so many days of silence.'),
  z
    .strictObject({ rule: z.literal('median-gap'), times: z.number().gt(1) })
    .describe('Lapsed after so many times the median gap: the own one from three gaps on, else the segment’s.'),
  z
    .strictObject({
      rule: z.literal('tail'),
      slipping_quantile: share,
      lapsed_quantile: share,
      lost_survival: share,
    })
    .refine((r) => r.slipping_quantile < r.lapsed_quantile && r.lapsed_quantile <= 1 - r.lost_survival, {
      message: 'slipping_quantile < lapsed_quantile <= 1 - lost_survival must hold',
    })
    .describe('Lapsed when silence is longer than this share of all gaps (Kaplan–Meier, open gaps censored).'),
])

const sector = z.strictObject({
  lapse,
  fallback_days: days.describe('Lapsed after so many days where too few gaps have closed to learn from.'),
  min_gaps: z.number().int().positive().describe('Closed gaps needed before the data speak.'),
  retention_days: days.describe('Silence past this is lost, whatever else is known.'),
  contract_grace_days: z.number().int().min(0).describe('Days after the end of a contract before it counts as lapsed.'),
})

const behaviour = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]+$/),
  activity: z.string().min(1).describe('`purchase`, or a kind of an activity source.'),
  window_days: days.describe('Days before the last activity that count.'),
  when: z
    .array(
      z.strictObject({ feature: z.enum(FEATURES), at_least: z.number().optional(), at_most: z.number().optional() }),
    )
    .min(1),
})

const schema = z
  .strictObject({
    default_sector: z.string(),
    sectors: z.record(z.string(), sector),
    brands: z.record(z.string(), z.string()).describe('Brand → sector, where it is not the default.'),
    activities: z.record(z.string(), z.string()).describe('Kind of activity → sector; wins over the brand’s.'),
    behaviours: z.array(behaviour),
    exchange_rates: z
      .record(z.string().regex(/^[A-Z]{3}$/), z.number().positive())
      .default({})
      .describe('Worth of one unit of a currency in the main one.'),
    rfm_ties: z.enum(['min-rank', 'mid-rank']),
    max_activity_kinds: z
      .number()
      .int()
      .positive()
      .describe('Rarer kinds than the most frequent so many are one: other.'),
    expected: z.strictObject({
      horizon_days: days,
      min_buyers: z.number().int().positive(),
      min_repeat_buyers: z.number().int().positive(),
    }),
  })
  .superRefine((rules, context) => {
    const names = [rules.default_sector, ...Object.values(rules.brands), ...Object.values(rules.activities)]
    for (const name of names)
      if (!(name in rules.sectors)) context.addIssue({ code: 'custom', message: `there is no sector ${name}` })
  })

export type SectorRules = z.infer<typeof schema>
export type Sector = z.infer<typeof sector>

export const SECTOR_RULES: RuleSpec<SectorRules> = { name: 'sectors', schema }

/** The sector that an activity of a brand belongs to. */
export function sectorOf(rules: SectorRules, activity: string, brand: string): Sector {
  const own = (names: Readonly<Record<string, string>>, key: string) =>
    Object.hasOwn(names, key) ? names[key] : undefined
  return rules.sectors[own(rules.activities, activity) ?? own(rules.brands, brand) ?? rules.default_sector]!
}
