/** The rule file of mail domains. */

import * as z from 'zod'
import type { RuleSpec } from '../../rules/rule-file.ts'

const domain = z.string().regex(/^[a-z0-9.-]+$/)

const schema = z.strictObject({
  providers: z.array(
    z.strictObject({ name: domain, share: z.number().positive().max(100), endings: z.array(domain).min(1) }),
  ),
  real: z.record(z.string(), z.array(domain)),
  words: z.array(domain),
  slips: z.record(domain, domain),
  disposable: z.array(domain),
  role_names: z.array(z.string()),
  endings: z.record(domain, z.number().positive()),
})

export type EmailDomainRules = z.infer<typeof schema>

export const emailDomainRules: RuleSpec<EmailDomainRules> = { name: 'email-domains', schema }
