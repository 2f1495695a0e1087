/** The rule files of repair. */

import * as z from 'zod'
import type { RuleSpec } from '../rules/rule-file.ts'
import { type EmailDomainRules, emailDomainRules } from './emails/email-domain-file.ts'

const words = z.array(z.string().min(1))
const odds = z.number().min(1).max(1000)
const replacements = z.record(z.string(), z.string())

const namesSchema = z.strictObject({
  titles: z.strictObject({ m: words, f: words, none: words }),
  epithets: z.strictObject({ ranks: words, by_names: words }),
  titles_in: z.record(z.string(), words),
  title_tails: words,
  nobility: words,
  suffixes: z.strictObject({ always: words, not_title_case: words }),
  particles: words,
  particles_capital: words,
  joiners: z.strictObject({ family: words, people: words }),
  birth_name_after: words,
  two_family_names: words,
  family_name_first: words,
  second_given: words,
  marian_given: words,
  inner_capitals: words,
  companies: z.strictObject({ anywhere: words, first: words, endings: words, last: words }),
  fillers: words,
  doubtful: words,
  sex: z.strictObject({ m: words, f: words }),
})

const addressesSchema = z.strictObject({
  countries: z.record(
    z.string().regex(/^[A-Z]{2}$/),
    z.strictObject({
      number: z.enum(['start', 'end']),
      postcode: z.string().optional(),
      digits: z.number().int().min(3).max(9).optional(),
      start: replacements.optional(),
      end: replacements.optional(),
      suffix: replacements.optional(),
      names: words,
    }),
  ),
  units: words,
  boxes: z.record(z.string(), words),
  care_of: words,
})

const valuesSchema = z.strictObject({
  birth_dates: z.strictObject({
    never: words,
    in_mass: words,
    mass: z.number().positive().max(1),
    oldest_years: z.number().int().positive(),
  }),
  blanks: words,
  evidence: z.strictObject({ same_person: odds, bounced_host: odds, no_mail_host: odds }),
  name_servers: z.strictObject({
    days: z.number().int().min(1),
    days_without_answer: z.number().int().min(0),
    at_once: z.number().int().min(1).max(500),
    timeout_ms: z.number().int().min(50).max(60_000),
    tries: z.number().int().min(1).max(10),
  }),
})

export type NameRules = z.infer<typeof namesSchema>
export type AddressRules = z.infer<typeof addressesSchema>
export type ValueRules = z.infer<typeof valuesSchema>

export const nameRules: RuleSpec<NameRules> = { name: 'names', schema: namesSchema }
export const addressRules: RuleSpec<AddressRules> = { name: 'addresses', schema: addressesSchema }
export const valueRules: RuleSpec<ValueRules> = { name: 'repair', schema: valuesSchema }
export { emailDomainRules }

/** Everything that cleaning obeys, parsed. */
export interface RepairRules {
  readonly emails: EmailDomainRules
  readonly names: NameRules
  readonly addresses: AddressRules
  readonly values: ValueRules
}
