/** What `goldpan.yaml` must look like, as a schema: the same names a person reads in the documentation. */

import * as z from 'zod'
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
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'expected small letters, digits and dashes')
    .describe('unique; stands in the outputs'),
  file: text.describe('path from the project folder; a folder of messages where the format is `mail`'),
  table: text.optional().describe('sheet, database table or archive member, where the file holds several'),
  format: z.enum(SOURCE_FORMATS).optional().describe('told by the file where it is left out'),
  encoding: text.optional().describe('as `utf-8`, `windows-1252`; told by the bytes where it is left out'),
  delimiter: z.string().min(1).max(4).optional().describe('of a CSV file'),
  header: z
    .boolean()
    .optional()
    .describe('false where the first row is data already; the columns are then `column 1`, `column 2` …'),
  role: z.enum(ROLES).describe('what the rows are'),
  brand: text.optional().describe('in whose name it was collected; consent and opt-outs hold by brand'),
  country: country.optional().describe('of numbers and addresses that name none'),
  deal: z
    .enum(DEALS)
    .optional()
    .describe('how the company came by it: whether a consent passed over with it depends on this'),
  deal_date: date.optional().describe('day of that deal'),
  exported_at: date.optional().describe('day of the export; facts without a date of their own count from here'),
  list: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'expected the name of a list in rules/external-lists.yaml')
    .optional()
    .describe('a list that others keep, such as a do-not-call register: which one of rules/external-lists.yaml'),
  fetched_at: date
    .optional()
    .describe('day on which the copy of such a list was fetched; too old a copy closes its channel'),
  key: text.optional().describe("the column with the source's own key; without one, rows are known by their content"),
  of: text.optional().describe('for purchases and the like: the customer source whose key `customer_id` refers to'),
  means: z.enum(SUPPRESSION_MEANINGS).optional().describe('for suppressions: what standing on the list means'),
  provider: text.optional().describe('whose export it is'),
  channel: z.enum(CHANNELS).optional().describe('for suppressions: the channel they close'),
  free_of_duplicates: z.boolean().optional().describe('true: nobody stands in this source twice'),
  columns: z.record(z.string(), z.enum(FIELDS)).optional().describe('column → field'),
  compare: z
    .record(z.string(), ownName)
    .optional()
    .describe('column → a name of your own: no field of goldpan, but compared when records are matched'),
})

/** With small letters and a dot, as behind the @. */
const mailDomain = z
  .string()
  .regex(
    /^(?=.{3,253}$)[\p{Ll}\p{Lo}\p{N}-]+(\.[\p{Ll}\p{Lo}\p{N}-]+)+$/u,
    'expected a domain in small letters as in example.com, without what stands before the @',
  )

export const projectSchema = z.strictObject({
  name: text.optional().describe('of the project, for the report'),
  as_of: date.optional().describe('the day of the run (default: today); nothing else looks at the clock'),
  country: country.optional().describe('for what no source decides'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected three capital letters as in EUR')
    .optional()
    .describe('in which amounts are added up'),
  match: z
    .strictObject({ model: text })
    .optional()
    .describe('a model of `goldpan match --save-model` to use instead of learning one'),
  known_domains: z.array(mailDomain).optional().describe('mail domains that are right as they are'),
  dns: z
    .union([z.boolean(), z.strictObject({ server: text })], 'expected true, false or { server: host:port }')
    .optional()
    .describe('ask name servers about unknown mail domains (default: no)'),
  send_date: date.optional().describe('planned day of the mailing, by which consents that expire are judged'),
  disregard: z.array(text).optional().describe('sources that were read by mistake: what they said is forgotten'),
  confirm_suppressions: z.array(text).optional().describe('lists that name nearly everybody, and were looked at'),
  sources: z.array(sourceSchema).min(1).describe('the files'),
})

export type ProjectYaml = z.infer<typeof projectSchema>
export type SourceYaml = z.infer<typeof sourceSchema>
