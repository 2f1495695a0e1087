/** rules/export.yaml: how lists are written: links, salutations, hours of calls, audiences, labels. */

import * as z from 'zod'
import type { RuleSpec } from '../rules/rule-file.ts'
import { DESTINATIONS } from './audience-hash.ts'

const salutation = z.strictObject({ f: z.string(), m: z.string(), unknown: z.string(), nobody: z.string() })
const clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, 'expected a time such as 09:00')
const hours = z.strictObject({ days: z.string(), from: clock, to: clock })
const country = z.string().regex(/^[A-Z]{2}$/, 'expected a country code such as DE')

const schema = z.strictObject({
  unsubscribe_url: z
    .string()
    .regex(/^https:\/\/\S*\{token\}\S*$/, 'expected an https address with {token} in it')
    .nullable(),
  unsubscribe_mail: z
    .string()
    .regex(/^[^\s@<>,]+@[^\s@<>,]+$/, 'expected an e-mail address')
    .nullable(),
  audiences: z.array(z.enum(DESTINATIONS)),
  salutations: z.record(z.string(), salutation),
  languages: z.record(country, z.string()),
  other: z.string(),
  call_hours: z.record(country, hours),
  other_call_hours: hours,
  labels: z.strictObject({
    columns: z.number().int().min(1).max(6),
    rows: z.number().int().min(1).max(20),
    most: z.number().int().min(0),
  }),
})

export type ExportRules = z.infer<typeof schema>

export const EXPORT_RULES: RuleSpec<ExportRules> = { name: 'export', schema }
