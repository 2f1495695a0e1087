/** Judges the domain of an address as a noisy channel: what was meant, how fingers slip, and whose real domain it may be. */

import { parse } from 'tldts'
import { DeletionIndex } from './deletion-index.ts'
import { type EmailDomainRules, type KnownDomains, knownDomains, type Provider } from './email-rules.ts'
import { foldLookalikes } from './lookalikes.ts'
import { isDoubling, slipCost } from './slip-cost.ts'

export interface DomainVerdict {
  readonly decision: 'ok' | 'repaired' | 'review' | 'invalid'
  /** The domain meant; the domain itself for `ok` and `invalid`. */
  readonly domain: string
  readonly rule: string
  /** 0–1: posterior of `domain`. */
  readonly confidence: number
  readonly evidence: string
}

export interface DomainJudge {
  readonly known: KnownDomains
  /** `domain` lower-cased, without blanks. */
  judge(domain: string): DomainVerdict
}

/** Part of addresses with a slip in the domain. */
const SLIP_RATE = 0.012
/** Part of addresses outside the known providers. */
const TAIL_SHARE = 0.2
const AUTOMATIC = 0.95
/** An ending slip between a brand's own national endings must be surer: they are many and near each other. */
const AUTOMATIC_ENDING = 0.99
const AUTOMATIC_LETTER = 0.9995
/** Brands whose slips are commoner than the short names of others. */
const GIANT_SHARE = 0.05
const LARGE_SHARE = 0.01
/** Two slips in one domain are this much rarer than their product with one slip says. */
const SECOND_SLIP = 0.03
const DNS_NAME = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * `counts`: how many distinct addresses of the project have each domain. They only ever make the judge more careful
 * (a frequent domain is somebody's), so that cleaning what is clean changes nothing.
 */
export function createDomainJudge(rules: EmailDomainRules, counts: ReadonlyMap<string, number>): DomainJudge {
  const known = knownDomains(rules)
  const slips = new Map(Object.entries(rules.slips))
  const index = new DeletionIndex(known.byDomain.keys())
  let total = 0
  for (const count of counts.values()) total += count
  const giants = new Map(
    [...known.byName]
      .filter(([name]) => name.length >= 5 && brandShare(known, name) >= GIANT_SHARE)
      .map(([name, list]) => [name, list[0]!.domain]),
  )
  const context: Context = { rules, known, slips, index, giants, counts, total }
  const verdicts = new Map<string, DomainVerdict>()
  return {
    known,
    judge(domain) {
      let verdict = verdicts.get(domain)
      if (verdict === undefined) {
        verdict = judge(domain, context)
        if (verdicts.size < 1_000_000) verdicts.set(domain, verdict)
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
  readonly counts: ReadonlyMap<string, number>
  readonly total: number
}

interface Candidate {
  readonly domain: string
  /** P(meant) × P(typed | meant). */
  readonly weight: number
  /** Why it may be suggested only; null where it may be repaired. */
  readonly doubt: string | null
  readonly edits: number
}

const ok = (domain: string): DomainVerdict => ({
  decision: 'ok',
  domain,
  rule: 'email.ok',
  confidence: 1,
  evidence: '',
})

function judge(domain: string, context: Context): DomainVerdict {
  if (context.known.isKnown(domain)) return ok(domain)
  if (/[^\x00-\x7f]/.test(domain)) return judgeInternational(domain, context)
  const slip = context.slips.get(domain)
  if (slip !== undefined) return judgeSlip(domain, slip, context)
  const brand = context.known.byName.get(domain)
  if (brand !== undefined)
    return {
      decision: 'review',
      domain: brand[0]!.domain,
      rule: 'email.ending-lost',
      confidence: 0.5,
      evidence: 'the ending is missing',
    }
  if (!DNS_NAME.test(domain))
    return { decision: 'invalid', domain, rule: 'email.syntax', confidence: 1, evidence: 'no domain name' }
  const verdict = settle(judgeByChannel(domain, context), context)
  return isFrequent(domain, context, verdict) ? review(verdict, 'the domain is frequent in these data') : verdict
}

/** An unknown name with its ending mended must then stand by itself: aenturytel.nt is two steps from centurytel.net. */
function settle(verdict: DomainVerdict, context: Context): DomainVerdict {
  if (verdict.decision !== 'repaired' || context.known.isKnown(verdict.domain)) return verdict
  const next = judge(verdict.domain, context)
  return next.decision === 'ok' ? verdict : review({ ...verdict, domain: next.domain }, 'name and ending differ')
}

function judgeSlip(typed: string, meant: string, context: Context): DomainVerdict {
  const verdict: DomainVerdict = {
    decision: 'repaired',
    domain: meant,
    rule: 'email.known-slip',
    confidence: 0.995,
    evidence: 'slip known from several independent lists',
  }
  // Somebody whose company is called so would have a visible part of the list.
  const count = context.counts.get(typed) ?? 0
  return count > 20 && count > context.total * 0.02 ? review(verdict, 'the domain is frequent in these data') : verdict
}

/** Names in other scripts are real, save those that only look like a provider's. */
function judgeInternational(domain: string, context: Context): DomainVerdict {
  const latin = foldLookalikes(domain)
  if (latin === null || !context.known.byDomain.has(latin)) return ok(domain)
  return {
    decision: 'repaired',
    domain: latin,
    rule: 'email.lookalike',
    confidence: 0.99,
    evidence: 'letters of two scripts that look like a known provider',
  }
}

function judgeByChannel(typed: string, context: Context): DomainVerdict {
  const { publicSuffix, isIcann, domainWithoutSuffix } = parse(typed, { allowPrivateDomains: false })
  const endingExists = isIcann === true && publicSuffix !== null
  const candidates: Candidate[] = []
  for (const near of context.index.near(typed)) {
    const candidate = weigh(typed, context.known.byDomain.get(near)!, endingExists, context.known)
    if (candidate !== null) candidates.push(candidate)
  }
  const brand = endingExists ? context.known.byName.get(domainWithoutSuffix ?? '') : undefined
  if (brand !== undefined && typed === `${domainWithoutSuffix}.${publicSuffix}`)
    return brandElsewhere(typed, brand, candidates)
  if (!endingExists) candidates.push(...endingRepairs(typed, context))
  else if (candidates.length === 0) return nearGiant(typed, domainWithoutSuffix ?? '', context)
  if (candidates.length === 0)
    return {
      decision: 'invalid',
      domain: typed,
      rule: 'email.ending',
      confidence: 1,
      evidence: 'the ending does not exist',
    }
  return decide(typed, candidates, realWeight(typed, endingExists, publicSuffix ?? '', context), endingExists)
}

/** gmail.co, hotmail.cm, yahoo.net: the ending exists, so the domain may be registered and take mail. */
function brandElsewhere(typed: string, brand: readonly Provider[], near: readonly Candidate[]): DomainVerdict {
  const best = [...near].sort((l, r) => r.weight - l.weight)[0]?.domain ?? brand[0]!.domain
  // Names that many firms share (online, post, free …) stand under any ending by right.
  const isGiant = brand.reduce((sum, p) => sum + p.share, 0) >= 0.003
  if (!isGiant && near.length === 0) return ok(typed)
  return {
    decision: 'review',
    domain: best,
    rule: 'email.other-ending',
    confidence: 0.5,
    evidence: 'a provider’s name under another ending that exists',
  }
}

/** gmaik.rs: a giant's name with a slip, under an ending that is not its own: two unsure steps. */
function nearGiant(typed: string, name: string, context: Context): DomainVerdict {
  if (name.length < 5 || !typed.startsWith(`${name}.`)) return ok(typed)
  for (const [brand, main] of context.giants) {
    if (Math.abs(brand.length - name.length) > 1 || isOtherMail(brand, name) || slipCost(brand, name, 1).edits > 1)
      continue
    return {
      decision: 'review',
      domain: main,
      rule: 'email.domain-slip',
      confidence: 0.5,
      evidence: 'name and ending differ, and the ending exists',
    }
  }
  return ok(typed)
}

function decide(typed: string, candidates: readonly Candidate[], real: number, endingExists: boolean): DomainVerdict {
  const byDomain = new Map<string, Candidate>()
  for (const c of candidates) if ((byDomain.get(c.domain)?.weight ?? 0) < c.weight) byDomain.set(c.domain, c)
  const ranked = [...byDomain.values()].sort((l, r) => r.weight - l.weight || (l.domain < r.domain ? -1 : 1))
  const best = ranked[0]!
  const sum = ranked.reduce((s, c) => s + c.weight, real)
  const posterior = best.weight / sum
  const rule = endingExists ? 'email.domain-slip' : 'email.ending-slip'
  const how = `${best.edits === 1 ? 'one slip' : `${best.edits} slips`} from it; odds ${Math.min(9999, Math.round(posterior / (1 - posterior + 1e-9)))}:1`
  const verdict: DomainVerdict = {
    decision: 'repaired',
    domain: best.domain,
    rule,
    confidence: Math.min(0.999, posterior),
    evidence: how,
  }
  if (best.doubt !== null) return posterior < 0.02 ? ok(typed) : review(verdict, best.doubt)
  if (posterior >= threshold(typed, best, ranked[1])) return verdict
  if (posterior < 0.2 && endingExists) return ok(typed)
  return review(
    verdict,
    ranked.length > 1 && ranked[1]!.weight > best.weight * 0.05
      ? 'another domain is about as near'
      : 'may be somebody’s real domain',
  )
}

function threshold(typed: string, best: Candidate, second: Candidate | undefined): number {
  const brand = best.domain.split('.')[0]
  if (second?.domain.split('.')[0] !== brand || !typed.startsWith(`${brand}.`)) return AUTOMATIC
  return /\.[a-z]$/.test(typed) ? AUTOMATIC_LETTER : AUTOMATIC_ENDING
}

const review = (verdict: DomainVerdict, why: string): DomainVerdict =>
  verdict.decision === 'repaired'
    ? { ...verdict, decision: 'review', confidence: Math.min(verdict.confidence, 0.94), evidence: why }
    : verdict

function weigh(typed: string, provider: Provider, endingExists: boolean, known: KnownDomains): Candidate | null {
  const whole = slipCost(provider.domain, typed, 2)
  if (whole.edits > 2) return null
  const { name, ending } = splitLike(typed, provider.ending)
  const nameEdits = name === null ? whole.edits : slipCost(provider.name, name, 3).edits
  const weight = provider.share * SLIP_RATE * Math.exp(-whole.cost) * (whole.edits === 2 ? SECOND_SLIP : 1)
  return {
    domain: provider.domain,
    weight,
    edits: whole.edits,
    doubt: doubtOf({ provider, brandShare: brandShare(known, provider.name), name, ending, nameEdits, endingExists }),
  }
}

const brandShare = (known: KnownDomains, name: string): number =>
  (known.byName.get(name) ?? []).reduce((sum, p) => sum + p.share, 0)

interface Comparison {
  readonly provider: Provider
  readonly brandShare: number
  readonly name: string | null
  readonly ending: string
  readonly nameEdits: number
  readonly endingExists: boolean
}

/** What must be asked however likely it looks. */
function doubtOf({ provider, brandShare, name, ending, nameEdits, endingExists }: Comparison): string | null {
  if (nameEdits === 0) return null
  if (provider.name.length <= 4 || (name !== null && name.length <= 4 && brandShare < GIANT_SHARE))
    return 'nearly every name of four letters or fewer is somebody’s'
  if (nameEdits >= 2 && provider.name.length <= (brandShare >= LARGE_SHARE ? 5 : 7)) return 'two slips in a short name'
  if (ending !== provider.ending && endingExists) return 'name and ending differ, and the ending exists'
  if (name?.includes('-') && !provider.name.includes('-')) return 'a name with a hyphen is mostly a brand of its own'
  if (name !== null && isOtherMail(provider.name, name)) return 'most names of this form are real mail services'
  return null
}

/** vmail, qmail, ehmail beside gmail, email, ymail. */
function isOtherMail(meant: string, typed: string): boolean {
  if (!meant.endsWith('mail') || meant.length > 6 || !typed.endsWith('mail')) return false
  return !isDoubling(meant, typed)
}

/** Splits as many labels off as the provider's ending has; name null where a dot was lost or added. */
function splitLike(typed: string, ending: string): { name: string | null; ending: string } {
  const labels = typed.split('.')
  const count = ending.split('.').length
  if (labels.length <= count) return { name: null, ending: '' }
  const name = labels.slice(0, -count).join('.')
  return { name, ending: labels.slice(-count).join('.') }
}

/** company.con, company.cmo: an ending that does not exist, beside the common ones. */
function endingRepairs(typed: string, context: Context): Candidate[] {
  const cut = typed.indexOf('.')
  const parts = [cut, typed.lastIndexOf('.')]
  const repairs: Candidate[] = []
  for (const at of new Set(parts)) {
    const [name, ending] = [typed.slice(0, at), typed.slice(at + 1)]
    if (name.length < 2 || ending.length > 8) continue
    const brand = context.known.byName.get(name)
    for (const [meant, share] of Object.entries(context.rules.endings)) {
      const slip = slipCost(meant, ending, 1)
      if (slip.edits !== 1) continue
      const domain = `${name}.${meant}`
      const served = brand?.some((p) => p.domain === domain) ?? true
      const doubt = !served
        ? 'the provider is known under other endings'
        : meant.length < 3 || ending.length < 3
          ? 'short endings are near many others'
          : null
      // A brand's own endings are weighed with its share already.
      if (brand === undefined || !served)
        repairs.push({
          domain,
          weight: TAIL_SHARE * 1e-6 * (share / 100) * SLIP_RATE * Math.exp(-slip.cost),
          doubt,
          edits: 1,
        })
    }
  }
  return repairs
}

/** P(somebody's real domain reads so): nothing for an ending that does not exist, much for short names. */
function realWeight(typed: string, endingExists: boolean, suffix: string, context: Context): number {
  if (!endingExists) return 1e-16
  const name = typed.slice(0, -suffix.length - 1)
  // yahoo.ci.id: a brand's name before something that is one letter from its ending is hardly anybody's subdomain.
  const [first, ...rest] = typed.split('.')
  if (rest.length === 2 && rest[0]!.length <= 3 && context.known.byName.has(first!)) return 1e-12
  // Names in use by length, spread over the strings that read like a word: about 100 times likelier than chance.
  const length = Math.max(1, name.replace(/^.*\./, '').length)
  const byLength = Math.max(1e-12, 0.02 * 100 * 27 ** -length * Math.min(4, length / 4))
  const ending = (context.rules.endings[suffix] ?? 0.2) / 100
  return TAIL_SHARE * byLength * ending
}

/** Far more addresses than slips of the fingers would make. */
function isFrequent(typed: string, context: Context, verdict: DomainVerdict): boolean {
  if (verdict.decision !== 'repaired') return false
  const count = context.counts.get(typed) ?? 0
  const expected = context.total * (context.known.byDomain.get(verdict.domain)?.share ?? 0.001) * SLIP_RATE * 0.1
  return count >= 3 && count > 3 + 10 * expected
}
