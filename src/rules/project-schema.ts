/** What `goldpan.yaml` must look like, as a schema: the same names a person reads in the documentation. */

import { z } from 'zod'
import { parseIsoDate } from '../record/dates.ts'
import { FIELDS } from '../record/fields.ts'
import { CHANNELS, DEALS, ROLES, SOURCE_FORMATS, SUPPRESSION_MEANINGS } from '../record/project.ts'

const date = z.string().refine((text) => parseIsoDate(text) !== null, 'expected a date as YYYY-MM-DD')
const country = z.string().regex(/^[A-Z]{2}$/, 'expected two capital letters as in DE, FR, US')
const text = z.string().min(1)

/** What a name of the user's own must not be: goldpan compares these in ways of its own. */
const TAKEN: ReadonlySet<string> = new Set([...FIELDS, 'place'])
const ownName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'expected small letters, digits and underscores')
  .refine((name) => !TAKEN.has(name), 'expected a name that is no field of goldpan; fields go under columns')

export const sourceSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'expected small letters, digits and dashes'),
  file: text,
  table: text.optional(),
  format: z.enum(SOURCE_FORMATS).optional(),
  encoding: text.optional(),
  delimiter: z.string().min(1).max(4).optional(),
  header: z.boolean().optional(),
  role: z.enum(ROLES),
  brand: text.optional(),
  country: country.optional(),
  deal: z.enum(DEALS).optional(),
  deal_date: date.optional(),
  exported_at: date.optional(),
  list: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'expected the name of a list in rules/external-lists.yaml')
    .optional(),
  fetched_at: date.optional(),
  key: text.optional(),
  of: text.optional(),
  means: z.enum(SUPPRESSION_MEANINGS).optional(),
  provider: text.optional(),
  channel: z.enum(CHANNELS).optional(),
  free_of_duplicates: z.boolean().optional(),
  columns: z.record(z.string(), z.enum(FIELDS)).optional(),
  compare: z.record(z.string(), ownName).optional(),
})

/** With small letters and a dot, as behind the @. */
const mailDomain = z
  .string()
  .regex(
    /^(?=.{3,253}$)[\p{Ll}\p{Lo}\p{N}-]+(\.[\p{Ll}\p{Lo}\p{N}-]+)+$/u,
    'expected a domain in small letters as in example.com, without what stands before the @',
  )

export const projectSchema = z.strictObject({
  name: text.optional(),
  as_of: date.optional(),
  country: country.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected three capital letters as in EUR')
    .optional(),
  match: z.strictObject({ model: text }).optional(),
  known_domains: z.array(mailDomain).optional(),
  dns: z
    .union([z.boolean(), z.strictObject({ server: text })], 'expected true, false or { server: host:port }')
    .optional(),
  send_date: date.optional(),
  disregard: z.array(text).optional(),
  confirm_suppressions: z.array(text).optional(),
  sources: z.array(sourceSchema).min(1),
})

export type ProjectYaml = z.infer<typeof projectSchema>
export type SourceYaml = z.infer<typeof sourceSchema>
