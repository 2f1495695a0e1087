/** Repairs one email address: what the cell holds, then what its domain was meant to be. */

import type { TrailDecision } from '../../record/cleaned.ts'
import { type DomainHint, hintsByDomain, withHints } from './domain-hints.ts'
import type { DomainVerdict } from './domain-verdict.ts'
import { type CellReading, isWhole, plainDomain, readEmailCell } from './email-cell.ts'
import { createDomainJudge, type DomainJudge } from './email-domain.ts'
import type { EmailDomainRules } from './email-domain-file.ts'
import { type EmailLabel, emailLabeller } from './email-labels.ts'
import { type DomainCounts, withCare } from './frequent-domain.ts'

export interface EmailRepair {
  readonly decision: TrailDecision
  /** What counts downstream: repaired, else as given (trimmed, domain in lower case); null where the cell is no address at all. */
  readonly email: string | null
  /** The repaired address, or the suggestion for `review`; null where there is none. */
  readonly suggestion: string | null
  readonly rule: string
  /** 0–1. */
  readonly confidence: number
  readonly evidence: string
  /** The addresses of a cell that holds several; all are kept. */
  readonly several: readonly string[]
}

export interface EmailRepairer {
  repair(cell: string): EmailRepair
  /** Whether a plain address of the domain, in small letters, stays as it is. */
  readonly isClean: (domain: string) => boolean
  label(email: string): EmailLabel
}

const LONGEST = 320
/** Distinct domains remembered; more than any list of people has, and bounded. */
const MOST_DOMAINS = 1_000_000

/** What a project knows besides spelling and counts. */
export interface EmailEvidence {
  readonly hints?: Iterable<DomainHint>
  /** Right as they are, as the user says. */
  readonly ownDomains?: readonly string[]
}

/** `domainCounts` from countDomains over the whole project; empty where only one address is at hand. */
export function createEmailRepairer(
  rules: EmailDomainRules,
  domainCounts: ReadonlyMap<string, number>,
  more: EmailEvidence = {},
): EmailRepairer {
  let total = 0
  for (const count of domainCounts.values()) total += count
  const judge = withHints(createDomainJudge(rules), hintsByDomain(more.hints ?? []))
  return emailRepairer(rules, judge, { byDomain: domainCounts, total }, new Set(more.ownDomains))
}

export function emailRepairer(
  rules: EmailDomainRules,
  judge: DomainJudge,
  counts: DomainCounts,
  ownDomains: ReadonlySet<string> = new Set(),
): EmailRepairer {
  const clean = new Map<string, boolean>()
  const isClean = (domain: string): boolean => {
    let answer = clean.get(domain)
    if (answer === undefined) {
      answer = isWhole(domain, judge.known) && judge.judge(domain).decision === 'ok'
      if (clean.size < MOST_DOMAINS) clean.set(domain, answer)
    }
    return answer
  }
  const once = (cell: string): EmailRepair => {
    const domain = plainDomain(cell)
    if (domain !== null && isClean(domain))
      return said('ok', cell.endsWith(domain) ? cell : asGiven(cell), null, 'email.ok', 1, '')
    const given = asGiven(cell)
    const reading = readEmailCell(cell, judge.known)
    if (reading === 'none') return said('invalid', given, null, 'email.syntax', 1, 'no address can be made out')
    if ('addresses' in reading) return severalFound(given, reading.addresses)
    const found = judged(given, reading, withCare(judge.judge(reading.domain), reading.domain, counts, judge.known))
    return ownDomains.has(reading.domain) ? asTheUserSays(found, reading) : found
  }
  return {
    repair: (cell) => untilItStands(once(cell), cell, once),
    isClean,
    label: emailLabeller(rules),
  }
}

/** Steps from one reading of a cell to the next; hostile cells need more than two. */
const MOST_STEPS = 6

/** What comes out must be right by itself: where mending it shows another fault, that is mended too, or a person asked. */
function untilItStands(found: EmailRepair, cell: string, repair: (cell: string) => EmailRepair): EmailRepair {
  if (found.decision !== 'repaired' && found.decision !== 'review') return found
  let whole = found
  for (let step = 0; step < MOST_STEPS && whole.suggestion !== null; step++) {
    const next = repair(whole.suggestion)
    if (next.decision === 'ok' || (whole.decision !== 'repaired' && next.decision !== 'repaired')) return whole
    const isSure = whole.decision === 'repaired' && next.decision === 'repaired' && next.evidence === BY_FORM
    const suggestion = next.suggestion ?? whole.suggestion
    const confidence = Math.min(whole.confidence, next.confidence, isSure ? 1 : 0.94)
    whole = isSure
      ? { ...whole, email: suggestion, suggestion, confidence }
      : { ...whole, decision: 'review', email: asGiven(cell), suggestion, confidence, evidence: TWO_FAULTS }
    if (!isSure && next.decision !== 'repaired') return whole
  }
  return whole
}

const TWO_FAULTS = 'mended, it shows another fault'

function judged(given: string | null, reading: CellReading, verdict: DomainVerdict): EmailRepair {
  if (verdict.decision === 'invalid') return said('invalid', given, null, verdict.rule, 1, verdict.evidence)
  const email = `${reading.local}@${verdict.domain}`
  // Nothing better is known than what stands there.
  if (verdict.decision === 'review' && verdict.domain === reading.domain)
    return said(
      'review',
      given,
      reading.rule === null ? null : email,
      verdict.rule,
      verdict.confidence,
      verdict.evidence,
    )
  if (email === given || (reading.rule === null && verdict.decision === 'ok'))
    return said('ok', email, null, 'email.ok', 1, '')
  const rule = verdict.decision === 'ok' ? (reading.rule ?? verdict.rule) : verdict.rule
  const doubt = reading.doubt ?? (verdict.decision === 'review' ? verdict.evidence : null)
  if (doubt !== null) return said('review', given, email, rule, Math.min(0.94, verdict.confidence), doubt)
  const confidence = reading.rule === null ? verdict.confidence : Math.min(0.99, verdict.confidence)
  return said('repaired', email, email, rule, confidence, verdict.evidence || BY_FORM)
}

/** The verdict stays in the trail: what was recorded against the repaired address must still be found. */
function asTheUserSays(found: EmailRepair, { local, domain }: CellReading): EmailRepair {
  const email = `${local}@${domain}`
  if (found.decision === 'invalid') return { ...found, decision: 'ok', email }
  if (found.suggestion === null || found.suggestion === email) return found
  const evidence = 'the domain is one of your known_domains'
  return { ...found, decision: found.decision === 'repaired' ? 'undone' : 'dismissed', email, evidence }
}

function severalFound(given: string | null, addresses: readonly string[]): EmailRepair {
  const evidence = addresses.length > 0 ? 'more than one address in the cell' : 'one name before two domains'
  const several = addresses.map((address) => asGiven(address)!)
  return { ...said('review', given, null, 'email.several', 0.5, evidence), several }
}

function said(
  decision: TrailDecision,
  email: string | null,
  suggestion: string | null,
  rule: string,
  confidence: number,
  evidence: string,
): EmailRepair {
  return { decision, email, suggestion, rule, confidence, evidence, several: NONE }
}

/** Evidence of a repair that left the domain as it was. */
export const BY_FORM = 'certain by form'

const NONE: readonly string[] = []

/** Trimmed, domain in lower case; null where it is far too long to be stored as an address. */
export function asGiven(cell: string): string | null {
  if (cell.length > LONGEST * 4) return null
  const text = cell.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
  if (text === '' || text.length > LONGEST) return null
  const at = text.lastIndexOf('@')
  return at < 0 ? text : text.slice(0, at) + text.slice(at).toLowerCase()
}
