/** What is known of a distinct domain beyond its spelling (bounces, name servers), and what it makes of a verdict. */

import { ABOUT_MEANING } from './domain-candidate.ts'
import { AUTOMATIC, type DomainVerdict, review, WORTH_ASKING } from './domain-verdict.ts'
import type { DomainJudge } from './email-domain.ts'

/** Something that speaks against anybody having mail at a domain; plain data, sent between threads. */
export interface DomainHint {
  /** Lower case, as typed. */
  readonly domain: string
  /** How many times likelier it is of a slip than of a domain that somebody has. At least 1: nothing speaks for one. */
  readonly odds: number
  /** Stands in the trail: a clause without personal data. */
  readonly says: string
  /** Nobody can have mail there at all, which is worth a question even where no other domain is near. */
  readonly isDead?: boolean
}

/** The hint for each domain: of several the strongest counts (they are not independent), and all are named. */
export function hintsByDomain(hints: Iterable<DomainHint>): ReadonlyMap<string, DomainHint> {
  const byDomain = new Map<string, DomainHint>()
  for (const hint of hints) {
    const known = byDomain.get(hint.domain)
    if (known === undefined) byDomain.set(hint.domain, hint)
    else {
      const says = [...new Set([...known.says.split('; '), ...hint.says.split('; ')])].sort().join('; ')
      const isDead = known.isDead || hint.isDead ? { isDead: true } : {}
      byDomain.set(hint.domain, { domain: hint.domain, odds: Math.max(known.odds, hint.odds), says, ...isDead })
    }
  }
  return byDomain
}

/** A judge who has also heard the hints. */
export function withHints(judge: DomainJudge, hints: ReadonlyMap<string, DomainHint>): DomainJudge {
  if (hints.size === 0) return judge
  const heard = new Map([...hints.values()].map((hint) => [hint.domain, weigh(judge.judge(hint.domain), hint)]))
  const isDoubted = (domain: string): boolean => (heard.get(domain)?.decision ?? 'ok') !== 'ok'
  return {
    known: judge.known,
    judge(domain) {
      const verdict = heard.get(domain) ?? judge.judge(domain)
      return verdict.decision === 'repaired' && isDoubted(verdict.domain) ? review(verdict, verdict.evidence) : verdict
    },
  }
}

/** Only ever towards repair; a known domain has nothing near it and stays. */
function weigh(verdict: DomainVerdict, hint: DomainHint): DomainVerdict {
  const { decision, nearest, evidence } = verdict
  if (decision === 'invalid') return verdict
  if (decision === 'ok') {
    const confidence = nearest === undefined ? 0 : raised(nearest.confidence, hint.odds)
    if (nearest === undefined || confidence < WORTH_ASKING) return hint.isDead ? withoutMail(hint) : verdict
    const { domain, rule } = nearest
    return { decision: 'review', domain, rule, confidence: Math.min(0.94, confidence), evidence: hint.says }
  }
  const confidence = raised(verdict.confidence, hint.odds)
  if (decision === 'repaired') return { ...verdict, confidence, evidence: `${evidence}; ${hint.says}` }
  // That nobody has the typed domain does not tell which other one was meant.
  if (confidence < AUTOMATIC || ABOUT_MEANING.has(evidence))
    return { ...verdict, confidence: Math.min(0.94, confidence), evidence: `${evidence}; ${hint.says}` }
  return { ...verdict, decision: 'repaired', confidence, evidence: `${hint.says}; without that: ${evidence}` }
}

const withoutMail = ({ domain, says }: DomainHint): DomainVerdict => ({
  decision: 'review',
  domain,
  rule: 'email.no-mail',
  confidence: 0.5,
  evidence: says,
})

/** A probability after evidence so many times likelier where it is true (Bayes). */
export function raised(probability: number, odds: number): number {
  return Math.min(0.999, Math.max(probability, (odds * probability) / (odds * probability + 1 - probability)))
}
