/** Results of address verification services → meanings of rows: what cannot be reached or must not be mailed, nothing else. */

import { fold } from '../../text/fold.ts'
import { type RowMeaning, type SuppressionRules, VERIFICATION_RESULTS, type VerificationResult } from './rules.ts'

/**
 * "Deliverable" says nothing of the person's will and lifts nothing; "risky" and "unknown" are no reason to keep silent.
 * A list that a service verified holds good addresses too: a word nobody knows must not suppress.
 */
const MEANINGS: Readonly<Record<VerificationResult, RowMeaning>> = {
  deliverable: 'nothing',
  undeliverable: 'invalid',
  risky: 'nothing',
  do_not_mail: 'unsafe',
  unknown: 'nothing',
}

/** Whether the source's provider is a verification service. */
export function isVerification(rules: SuppressionRules, provider: string | null): provider is string {
  return provider !== null && Object.hasOwn(rules.verification, provider)
}

/** `words`: a service's own words (result, or result and detail together); null where it is no such service. */
export function verification(
  words: SuppressionRules['verification'][string] | null,
  trap: ReadonlySet<string>,
): { meaning(cell: string): RowMeaning; pairMeaning(outcome: string, kind: string): RowMeaning | null } | null {
  if (words === null) return null
  const known = new Map<string, RowMeaning>()
  for (const result of VERIFICATION_RESULTS)
    for (const word of words[result] ?? []) {
      const key = fold(word)
      const isTrap = result === 'do_not_mail' && [...trap].some((name) => key.endsWith(name))
      known.set(key, isTrap ? 'trap' : MEANINGS[result])
    }
  return {
    meaning: (cell) => known.get(fold(cell)) ?? 'nothing',
    pairMeaning: (outcome, kind) => known.get(fold(`${outcome} ${kind}`)) ?? null,
  }
}
