/** What using one address of a person comes to, and the better of two outcomes. */

import { compareFacts, type FactColumns, NO_DAY, NONE } from '../facts/fact-columns.ts'

/** From worst to best; from `recent_inquiry` on the channel is open. */
export const OUTCOMES = [
  'no_record',
  'no_address',
  'no_legal_basis',
  'asset_deal',
  'address_blocked', // the reason is the fact's kind
  'bounce_soft',
  'unconfirmed_repair',
  'unsubscribed_other_channel',
  'no_consent',
  'claimed_opt_in',
  'recent_inquiry_expired',
  'soft_opt_in_expired',
  'implied_consent_expired',
  'recent_inquiry',
  'implied_consent',
  'soft_opt_in',
  'opt_out_regime',
  'legitimate_interest',
  'opt_in',
] as const
export type OutcomeName = (typeof OUTCOMES)[number]
const OUTCOME_NOS: ReadonlyMap<OutcomeName, number> = new Map(OUTCOMES.map((name, no) => [name, no]))
export const outcomeNo = (name: OutcomeName): number => OUTCOME_NOS.get(name)!
const FIRST_OPEN = outcomeNo('recent_inquiry')
export const isOpen = (outcome: number): boolean => outcome >= FIRST_OPEN

export interface Outcome {
  outcome: number
  /** The deciding fact, or NONE. */
  fact: number
  /** The deciding day: of the sale, of the expiry. */
  day: number
  until: number
}

/** Takes `r` over `best` where it is better; ties are broken by content only. */
export function keepBetter(facts: FactColumns, best: Outcome, r: Outcome): void {
  if (isBetter(facts, r, best)) {
    best.outcome = r.outcome
    best.fact = r.fact
    best.day = r.day
    best.until = r.until
  }
}

function isBetter(facts: FactColumns, l: Outcome, r: Outcome): boolean {
  if (l.outcome !== r.outcome) return l.outcome > r.outcome
  if (l.day !== r.day) return l.day > r.day
  if (l.until !== r.until) return l.until > r.until
  if (l.fact === NONE || r.fact === NONE) return l.fact !== NONE && r.fact === NONE
  const dayL = facts.day[l.fact]!
  const dayR = facts.day[r.fact]!
  // Later evidence is the better one to show.
  if (dayL !== dayR) return dayL !== NO_DAY && (dayR === NO_DAY || dayL > dayR)
  return compareFacts(facts, l.fact, r.fact) < 0
}
