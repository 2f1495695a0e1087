/** The rule files that say what suppression lists, status words and bounce codes mean. */

import * as z from 'zod'
import { CHANNELS } from '../../record/project.ts'
import type { RuleSpec, Rules } from '../../rules/rule-file.ts'

/** What a row can mean, beyond SuppressionMeaning: finer where a word is finer. */
export const ROW_MEANINGS = [
  'unsubscribed',
  'bounced',
  'bounced_soft',
  'complaint',
  'do_not_contact',
  'manual',
  'do_not_call',
  'do_not_mail',
  'invalid',
  'trap',
  'unsafe',
  'moved',
  'returned_mail',
  'number_dead',
  'deceased',
  'minor',
  'erased',
  'subscribed',
  'alive',
  'nothing',
] as const
export type RowMeaning = (typeof ROW_MEANINGS)[number]

const words = z.array(z.string())
const meanings = z.partialRecord(z.enum(ROW_MEANINGS), words)

/** What verification services find out about an address, in one vocabulary for all of them. */
export const VERIFICATION_RESULTS = ['deliverable', 'undeliverable', 'risky', 'do_not_mail', 'unknown'] as const
export type VerificationResult = (typeof VERIFICATION_RESULTS)[number]

const suppressionSchema = z.strictObject({
  consent_no_means: z.enum(['unsubscribed', 'nothing']),
  everyone: z.strictObject({ share: z.number().min(0).max(1), people: z.int().min(1) }),
  yes: words,
  no: words,
  blank: words,
  words: meanings,
  pairs: meanings,
  providers: z.record(z.string(), meanings),
  event_streams: words,
  verification: z.record(z.string(), z.partialRecord(z.enum(VERIFICATION_RESULTS), words)),
  claims_only: words,
  other_grounds: z.strictObject({ words, consent: words }),
  evidence_only: words,
  channels: z.partialRecord(z.enum(CHANNELS), words),
})
export type SuppressionRules = z.infer<typeof suppressionSchema>

const action = z.enum(['hard', 'soft', 'none'])
/** What a bounce counts against. */
const against = z.enum(['address', 'domain', 'host', 'us', 'person'])
const meaning = { category: z.string(), against, action }
const regularExpression = z.string().refine(isRegularExpression, 'expected a regular expression')
const codeRule = z.strictObject({ match: words.min(1), ...meaning })
const textRule = z.strictObject({ match: words.min(1), pattern: z.array(regularExpression).default([]), ...meaning })

const bounceSchema = z.strictObject({
  codes: z.array(codeRule),
  vague_codes: words,
  texts: z.array(textRule),
  kinds: z.strictObject({ hard: words, soft: words, none: words }),
  unclear: action,
})
export type BounceRules = z.infer<typeof bounceSchema>
export type BounceAction = z.infer<typeof action>
export type BounceTarget = z.infer<typeof against>

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(text, 'u')
    return true
  } catch {
    return false
  }
}

const SUPPRESSION_RULES: RuleSpec<SuppressionRules> = { name: 'suppression', schema: suppressionSchema }
const BOUNCE_RULES: RuleSpec<BounceRules> = { name: 'bounce-codes', schema: bounceSchema }

/** For Stage.rules. */
export const FACT_RULE_SPECS = [SUPPRESSION_RULES, BOUNCE_RULES] as const

/** Both files, as the fact reader takes them. */
export interface FactRules {
  readonly suppression: SuppressionRules
  readonly bounceCodes: BounceRules
}

export function factRules(rules: Rules): FactRules {
  return { suppression: rules.get(SUPPRESSION_RULES), bounceCodes: rules.get(BOUNCE_RULES) }
}
