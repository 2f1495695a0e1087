/** What is made of a typed domain, and the choice between its candidates. */

import { type Candidate, TAIL_SHARE, TIE } from './domain-candidate.ts'
import type { EmailDomainRules } from './email-domain-file.ts'

export interface DomainVerdict {
  readonly decision: 'ok' | 'repaired' | 'review' | 'invalid'
  /** The domain meant; the domain itself for `ok` and `invalid`. */
  readonly domain: string
  readonly rule: string
  /** 0–1: posterior of `domain`. */
  readonly confidence: number
  readonly evidence: string
  /** Beside `ok`: what it may have been meant to be, where anything is near it. */
  readonly nearest?: { readonly domain: string; readonly rule: string; readonly confidence: number }
}

export const KNOWN_SLIP = 'email.known-slip'

export const AUTOMATIC = 0.95
/** Below it a domain that exists by its form is left as it is. */
export const WORTH_ASKING = 0.2
/** An ending slip between a brand's own national endings must be surer: they are many and near each other. */
const AUTOMATIC_ENDING = 0.99
const AUTOMATIC_LETTER = 0.9995

export const ok = (domain: string): DomainVerdict => ({
  decision: 'ok',
  domain,
  rule: 'email.ok',
  confidence: 1,
  evidence: '',
})

export const review = (verdict: DomainVerdict, why: string): DomainVerdict =>
  verdict.decision === 'repaired'
    ? { ...verdict, decision: 'review', confidence: Math.min(verdict.confidence, 0.94), evidence: why }
    : verdict

/** `real`: weight of the typed domain being somebody's own; `isReal`: its ending exists. */
export function decide(typed: string, candidates: readonly Candidate[], real: number, isReal: boolean): DomainVerdict {
  const byDomain = new Map<string, Candidate>()
  for (const c of candidates) if ((byDomain.get(c.domain)?.weight ?? 0) < c.weight) byDomain.set(c.domain, c)
  const ranked = [...byDomain.values()].sort((l, r) => r.weight - l.weight || (l.domain < r.domain ? -1 : 1))
  const best = ranked[0]!
  const sum = ranked.reduce((s, c) => s + c.weight, real)
  const posterior = best.weight / sum
  const odds = Math.min(9999, Math.round(posterior / (1 - posterior + 1e-9)))
  const verdict: DomainVerdict = {
    decision: 'repaired',
    domain: best.domain,
    rule: isReal ? 'email.domain-slip' : 'email.ending-slip',
    confidence: Math.min(0.999, posterior),
    evidence: `${best.edits === 1 ? 'one slip' : `${best.edits} slips`} from it; odds ${odds}:1`,
  }
  const left = { ...ok(typed), nearest: { domain: best.domain, rule: verdict.rule, confidence: posterior } }
  if (best.doubt !== null) return posterior < 0.02 ? left : review(verdict, best.doubt)
  if (posterior >= threshold(typed, best, ranked[1])) return verdict
  if (posterior < WORTH_ASKING && isReal) return left
  const isTie = ranked.length > 1 && ranked[1]!.weight > best.weight * 0.05
  return review(verdict, isTie ? TIE : 'may be somebody’s real domain')
}

function threshold(typed: string, best: Candidate, second: Candidate | undefined): number {
  const brand = best.domain.split('.')[0]
  if (second?.domain.split('.')[0] !== brand || !typed.startsWith(`${brand}.`)) return AUTOMATIC
  return /\.[a-z]$/.test(typed) ? AUTOMATIC_LETTER : AUTOMATIC_ENDING
}

/** P(somebody's real domain reads so): much for short names, nothing for what cannot be a domain (`suffix` null). */
export function realWeight(typed: string, suffix: string | null, rules: EmailDomainRules): number {
  if (suffix === null) return 1e-16
  // Subdomains count as letters of the name: hardly any is called almost like a provider.
  const length = Math.max(1, typed.length - suffix.length - 1)
  // Names in use by length, spread over the strings that read like a word: about 100 times likelier than chance.
  const byLength = Math.max(1e-12, 0.02 * 100 * 27 ** -length * Math.min(4, length / 4))
  return (TAIL_SHARE * byLength * (rules.endings[suffix] ?? 0.2)) / 100
}
