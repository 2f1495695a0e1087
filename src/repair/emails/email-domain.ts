/** Judges the domain of an address as a noisy channel: what was meant, how fingers slip, and whose real domain it may be. */

import { parse } from 'tldts'
import { brandElsewhere, brandOf, nearGiant } from './brand-elsewhere.ts'
import { DeletionIndex } from './deletion-index.ts'
import { type Candidate, GIANT_SHARE, mendEnding, weighProvider } from './domain-candidate.ts'
import { type DomainVerdict, decide, KNOWN_SLIP, ok, realWeight, review } from './domain-verdict.ts'
import type { EmailDomainRules } from './email-domain-file.ts'
import { type KnownDomains, knownDomains } from './email-rules.ts'
import { foldLookalikes } from './lookalikes.ts'

/** Distinct domains remembered; more than any list of people has, and bounded. */
const MOST_DOMAINS = 1_000_000

export interface DomainJudge {
  readonly known: KnownDomains
  /** `domain` lower-cased, without blanks. */
  judge(domain: string): DomainVerdict
}

const DNS_NAME = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/

export function createDomainJudge(rules: EmailDomainRules): DomainJudge {
  const known = knownDomains(rules)
  const giants = new Map(
    [...known.byName]
      .filter(([name]) => name.length >= 5 && known.brandShare(name) >= GIANT_SHARE)
      .map(([name, list]) => [name, list[0]!.domain]),
  )
  const slips = new Map(Object.entries(rules.slips))
  let index: DeletionIndex | null = null
  const context: Context = {
    rules,
    known,
    slips,
    // Made when the first unknown domain comes by: a thread without addresses needs none.
    get index() {
      index ??= new DeletionIndex(known.byDomain.keys())
      return index
    },
    giants,
  }
  const verdicts = new Map<string, DomainVerdict>()
  return {
    known,
    judge(domain) {
      let verdict = verdicts.get(domain)
      if (verdict === undefined) {
        verdict = judge(domain, context)
        if (verdicts.size < MOST_DOMAINS) verdicts.set(domain, verdict)
      }
      return verdict
    },
  }
}

interface Context {
  readonly rules: EmailDomainRules
  readonly known: KnownDomains
  readonly slips: ReadonlyMap<string, string>
  readonly index: DeletionIndex
  /** Brands of five letters or more with a great share → their main domain. */
  readonly giants: ReadonlyMap<string, string>
}

function judge(domain: string, context: Context): DomainVerdict {
  if (context.known.isKnown(domain)) return ok(domain)
  if (/[^\x00-\x7f]/.test(domain)) return judgeInternational(domain, context)
  const slip = context.slips.get(domain)
  if (slip !== undefined) return knownSlip(slip)
  const brand = context.known.byName.get(domain)
  if (brand !== undefined)
    return {
      decision: 'review',
      domain: brand[0]!.domain,
      rule: 'email.ending-lost',
      confidence: 0.5,
      evidence: 'the ending is missing',
    }
  return settle(judgeByChannel(domain, context), context)
}

/** An unknown name with its ending mended must then stand by itself: aenturytel.nt is two steps from centurytel.net. */
function settle(verdict: DomainVerdict, context: Context): DomainVerdict {
  if (verdict.decision !== 'repaired' || context.known.isKnown(verdict.domain)) return verdict
  const next = judge(verdict.domain, context)
  return next.decision === 'ok' ? verdict : review({ ...verdict, domain: next.domain }, 'name and ending differ')
}

const knownSlip = (meant: string): DomainVerdict => ({
  decision: 'repaired',
  domain: meant,
  rule: KNOWN_SLIP,
  confidence: 0.995,
  evidence: 'slip known from several independent lists',
})

/** Names in other scripts are real, save those that only look like a provider's. */
function judgeInternational(domain: string, context: Context): DomainVerdict {
  const latin = foldLookalikes(domain)
  if (latin === null || !context.known.isKnown(latin)) return ok(domain)
  return {
    decision: 'repaired',
    domain: latin,
    rule: 'email.lookalike',
    confidence: 0.99,
    evidence: 'letters of two scripts that look like a known provider',
  }
}

function judgeByChannel(typed: string, context: Context): DomainVerdict {
  const { rules, known } = context
  const { publicSuffix, isIcann, domainWithoutSuffix } = parse(typed, { allowPrivateDomains: false })
  const isName = DNS_NAME.test(typed)
  /** Null where no such domain can be: the ending does not exist, or a sign in it is none that a domain may hold. */
  const suffix = isName && isIcann === true ? publicSuffix : null
  const candidates: Candidate[] = []
  for (const near of context.index.near(typed)) {
    const candidate = weighProvider(typed, known.byDomain.get(near)!, suffix !== null, known)
    if (candidate !== null) candidates.push(candidate)
  }
  const brand = suffix === null ? null : brandOf(typed, suffix, known)
  if (brand !== null) return brandElsewhere(typed, brand, byWeight(candidates), known)
  if (isName && suffix === null)
    candidates.push(...mendEnding(typed, rules, known, (domain) => probabilityMeant(domain, context)))
  if (candidates.length > 0) return decide(typed, candidates, realWeight(typed, suffix, rules), suffix !== null)
  if (suffix !== null) return nearGiant(typed, domainWithoutSuffix ?? '', context.giants)
  return {
    decision: 'invalid',
    domain: typed,
    rule: isName ? 'email.ending' : 'email.syntax',
    confidence: 1,
    evidence: isName ? 'the ending does not exist' : 'no domain name',
  }
}

const byWeight = (candidates: readonly Candidate[]): string[] =>
  [...candidates].sort((l, r) => r.weight - l.weight || (l.domain < r.domain ? -1 : 1)).map(({ domain }) => domain)

/** How sure it is that somebody who typed nothing wrong would type this domain. */
function probabilityMeant(domain: string, context: Context): number {
  const verdict = judge(domain, context)
  return verdict.decision === 'ok' ? 1 : 1 - verdict.confidence
}
