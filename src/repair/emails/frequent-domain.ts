/** The user's own column as evidence: a domain that far more people have than slips would make is somebody's. */

import { SLIP_RATE } from './domain-candidate.ts'
import { type DomainVerdict, KNOWN_SLIP, review } from './domain-verdict.ts'
import type { KnownDomains } from './email-rules.ts'

/** How many distinct addresses of the project have each domain, and how many there are in all. */
export interface DomainCounts {
  readonly byDomain: ReadonlyMap<string, number>
  readonly total: number
}

/** The doubt, in words. */
export const FREQUENT = 'the domain is frequent in these data'
/** Part of the slips from a provider that one and the same slip makes up at most. */
const ONE_SLIP = 0.1
/** Somebody whose company is called like a known slip would have a visible part of the list. */
const VISIBLE = 0.02

/** Counts only ever make a verdict more careful, so that cleaning what is clean changes nothing. */
export function withCare(
  verdict: DomainVerdict,
  typed: string,
  counts: DomainCounts,
  known: KnownDomains,
): DomainVerdict {
  if (verdict.decision !== 'repaired') return verdict
  const count = counts.byDomain.get(typed) ?? 0
  if (count < 3) return verdict
  const share = known.byDomain.get(verdict.domain)?.share ?? 0.001
  const isFrequent =
    verdict.rule === KNOWN_SLIP
      ? count > 20 && count > counts.total * VISIBLE
      : count > 3 + 10 * counts.total * share * SLIP_RATE * ONE_SLIP
  return isFrequent ? review(verdict, FREQUENT) : verdict
}
