/** A yes-or-no column whose header nobody knows but which names a channel: read as consent or objection, to be checked. */

import type { Field } from '../../record/fields.ts'
import type { ColumnEvidence } from './candidates.ts'
import { headerTokens } from './header-tokens.ts'
import type { RecogniseRules } from './rules.ts'

type FlagRules = Pick<RecogniseRules, 'columns' | 'roles'>

/** High enough to be mapped, low enough to be called unsure. */
const SCORE = 0.45

const CONSENT: Readonly<Record<string, readonly [consent: Field, objection: Field]>> = {
  email: ['consent_email', 'opt_out_email'],
  sms: ['consent_sms', 'opt_out_sms'],
  call: ['consent_call', 'opt_out_call'],
  letter: ['consent_letter', 'opt_out_letter'],
  any: ['consent_any', 'opt_out_all'],
}

/** Adds the guess to columns that have no better one. An objection left unread would be lost; a person checks the rest. */
export function guessFlags(all: readonly ColumnEvidence[], rules: FlagRules): ColumnEvidence[] {
  return all.map((evidence) => {
    const isFlag = evidence.profile.filled > 0 && evidence.profile.share.flag >= 0.95
    if (!isFlag || evidence.candidates.some((c) => c.score >= SCORE)) return evidence
    const field = flagField(evidence.column, rules)
    if (field === null) return evidence
    const reason = 'yes or no, and the header names a channel'
    return { ...evidence, isRaw: false, candidates: [...evidence.candidates, { field, score: SCORE, reason }] }
  })
}

function flagField(column: string, { columns, roles }: FlagRules): Field | null {
  const { wished, ...channels } = roles.channel_flags
  const tokens = headerTokens(column)
  // The longest phrases first: "correo postal" is no e-mail.
  const channel = (['letter', 'sms', 'call', 'email', 'any'] as const).find(
    (c) => named(tokens, channels[c]).length > 0,
  )
  if (channel === undefined) return null
  const [consent, objection] = CONSENT[channel]!
  if (named(tokens, columns.negation).length > 0) return objection
  const known = new Set(
    [...Object.values(channels).flat(), ...wished, ...columns.filler].flatMap((w) => named(tokens, [w])),
  )
  return tokens.every((_, i) => known.has(i)) ? consent : objection
}

/** Places of the tokens that the words (or phrases) cover. */
function named(tokens: readonly string[], words: readonly string[]): number[] {
  return words.flatMap((word) => {
    const phrase = headerTokens(word)
    const start = tokens.findIndex((_, i) => phrase.every((part, k) => tokens[i + k] === part))
    return start < 0 ? [] : phrase.map((_, k) => start + k)
  })
}
