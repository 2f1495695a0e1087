/** Repairs one email address: what the cell holds, then what its domain was meant to be. */

import type { RepairDecision } from '../record/cleaned.ts'
import type { TextList } from '../record/text-list.ts'
import type { DomainVerdict } from './domain-verdict.ts'
import { type CellReading, readEmailCell } from './email-cell.ts'
import { createDomainJudge } from './email-domain.ts'
import type { EmailDomainRules } from './email-rules.ts'

export interface EmailRepair {
  readonly decision: RepairDecision
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

/** Labels that change nothing. */
export interface EmailLabels {
  readonly role: boolean
  readonly disposable: boolean
}

export interface EmailRepairer {
  repair(cell: string): EmailRepair
  label(email: string): EmailLabels
}

const LONGEST = 320
/** A Map throws past 2^24 entries. */
const MOST_DOMAINS = 16_000_000

/** `domainCounts` from {@link countDomains} over the whole project; empty where only one address is at hand. */
export function createEmailRepairer(rules: EmailDomainRules, domainCounts: ReadonlyMap<string, number>): EmailRepairer {
  const judge = createDomainJudge(rules, domainCounts)
  const roles = new Set(rules.role_names)
  const disposable = new Set(rules.disposable)
  return {
    repair(cell) {
      const given = asGiven(cell)
      const reading = readEmailCell(cell, judge.known)
      if (reading === 'none') return invalid(given, 'email.syntax', 'no address can be made out')
      if ('addresses' in reading) return severalFound(given, reading.addresses)
      return judged(given, reading, judge.judge(reading.domain))
    },
    label(email) {
      const at = email.lastIndexOf('@')
      return {
        role: roles.has(email.slice(0, at).toLowerCase()),
        disposable: disposable.has(email.slice(at + 1).toLowerCase()),
      }
    },
  }
}

/** Distinct addresses per domain, from columns of cells as they came; the order of the cells does not matter. */
export function countDomains(columns: readonly TextList[]): Map<string, number> {
  const asTyped = new Map<string, number>()
  for (const cells of columns)
    cells.forEach((cell) => {
      if (cell === null || cell.length > LONGEST) return
      const at = cell.lastIndexOf('@')
      if (at < 1) return
      const domain = cell.slice(at + 1)
      const count = asTyped.get(domain)
      if (count !== undefined || asTyped.size < MOST_DOMAINS) asTyped.set(domain, (count ?? 0) + 1)
    })
  const counts = new Map<string, number>()
  for (const [typed, count] of asTyped) {
    const domain = typed.trim().toLowerCase()
    if (/^[a-z0-9.-]+$/.test(domain)) counts.set(domain, (counts.get(domain) ?? 0) + count)
  }
  return counts
}

function judged(given: string | null, reading: CellReading, verdict: DomainVerdict): EmailRepair {
  if (verdict.decision === 'invalid') return invalid(given, verdict.rule, verdict.evidence)
  const email = `${reading.local}@${verdict.domain}`
  if (email === given || (reading.rule === null && verdict.decision === 'ok'))
    return { ...UNSAID, decision: 'ok', email, rule: 'email.ok', confidence: 1 }
  const rule = verdict.decision === 'ok' ? (reading.rule ?? verdict.rule) : verdict.rule
  const doubt = reading.doubt ?? (verdict.decision === 'review' ? verdict.evidence : null)
  if (doubt !== null) {
    const confidence = Math.min(0.94, verdict.confidence)
    return { ...UNSAID, decision: 'review', email: given, suggestion: email, rule, confidence, evidence: doubt }
  }
  return {
    ...UNSAID,
    decision: 'repaired',
    email,
    suggestion: email,
    rule,
    confidence: reading.rule === null ? verdict.confidence : Math.min(0.99, verdict.confidence),
    evidence: verdict.evidence || 'certain by form',
  }
}

const UNSAID = { suggestion: null, evidence: '', several: [] }

function severalFound(given: string | null, several: readonly string[]): EmailRepair {
  return {
    ...UNSAID,
    decision: 'review',
    email: given,
    rule: 'email.several',
    confidence: 0.5,
    evidence: several.length > 0 ? 'more than one address in the cell' : 'one name before two domains',
    several: several.map((address) => asGiven(address)!),
  }
}

function invalid(given: string | null, rule: string, evidence: string): EmailRepair {
  return { ...UNSAID, decision: 'invalid', email: given, rule, confidence: 1, evidence }
}

/** Trimmed, domain in lower case; null where it is far too long to be stored as an address. */
function asGiven(cell: string): string | null {
  if (cell.length > LONGEST * 4) return null
  const text = cell.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
  if (text === '' || text.length > LONGEST) return null
  const at = text.lastIndexOf('@')
  return at < 0 ? text : text.slice(0, at) + text.slice(at).toLowerCase()
}
