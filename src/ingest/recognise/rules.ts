/** The rule files of recognising: what columns, files and cells are called. */

import * as z from 'zod'
import { FIELDS } from '../../record/fields.ts'
import { ROLES, SUPPRESSION_MEANINGS } from '../../record/project.ts'
import type { RuleSpec } from '../../rules/rule-file.ts'

const words = z.array(z.string())
const byField = z.partialRecord(z.enum(FIELDS), words)

const columnWordsSchema = z.strictObject({
  filler: words,
  negation: words,
  date_words: words,
  languages: z.record(
    z.string(),
    z.strictObject({
      sure: byField,
      maybe: byField.default({}),
      raw: words.default([]),
      /** Name of what is described → words. */
      describes: z.record(z.string(), words).default({}),
      /** Words for the year, month and day of birth where they have columns of their own. */
      birth_parts: z.partialRecord(z.enum(['year', 'month', 'day']), words).default({}),
    }),
  ),
})
export type ColumnWords = z.infer<typeof columnWordsSchema>

const roleWordsSchema = z.strictObject({
  roles: z.partialRecord(z.enum(ROLES), words),
  means: z.partialRecord(z.enum(SUPPRESSION_MEANINGS), words),
  without: words,
  answers: words,
  noise: words,
  channel_flags: z.strictObject({ email: words, sms: words, call: words, letter: words, any: words, wished: words }),
})
export type RoleWords = z.infer<typeof roleWordsSchema>

const countryCode = z.string().regex(/^[A-Z]{2}$/)

const valueWordsSchema = z.strictObject({
  flags: words,
  sex: words,
  salutations: words,
  titles: words,
  languages: words,
  channels: words,
  currencies: words,
  suppression_words: words,
  status_words: words,
  streets: words,
  companies: words,
  given_names: words,
  cities: words,
  regions: words,
  countries: z.record(countryCode, words),
  dial_codes: z.record(z.string().regex(/^\d{1,3}$/), countryCode),
  email_endings: z.record(z.string(), countryCode),
  currency_of: z.record(countryCode, z.string().regex(/^[A-Z]{3}$/)),
})
export type ValueWords = z.infer<typeof valueWordsSchema>

export const COLUMN_WORDS: RuleSpec<ColumnWords> = { name: 'columns', schema: columnWordsSchema }
export const ROLE_WORDS: RuleSpec<RoleWords> = { name: 'roles', schema: roleWordsSchema }
export const VALUE_WORDS: RuleSpec<ValueWords> = { name: 'values', schema: valueWordsSchema }

/** All that recognising goes by. */
export interface RecogniseRules {
  readonly columns: ColumnWords
  readonly roles: RoleWords
  readonly values: ValueWords
}
