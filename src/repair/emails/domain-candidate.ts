/** What a typed domain may have meant: known providers a slip or two away, and unknown names under a mended ending. */

import type { EmailDomainRules } from './email-domain-file.ts'
import type { KnownDomains, Provider } from './email-rules.ts'
import { isDoubling, slipCost } from './slip-cost.ts'

export interface Candidate {
  readonly domain: string
  /** P(meant) × P(typed | meant). */
  readonly weight: number
  /** Why it may be suggested only; null where it may be repaired. */
  readonly doubt: string | null
  readonly edits: number
}

/** Part of addresses with a slip in the domain. */
export const SLIP_RATE = 0.012
/** Part of addresses outside the known providers. */
export const TAIL_SHARE = 0.2
/** Brands whose slips are commoner than the short names of others. */
export const GIANT_SHARE = 0.05
const LARGE_SHARE = 0.01
/** Two slips in one domain are this much rarer than their product with one slip says. */
const SECOND_SLIP = 0.03

/** A provider as what was meant; null where it is more than two slips away. */
export function weighProvider(
  typed: string,
  provider: Provider,
  endingExists: boolean,
  known: KnownDomains,
): Candidate | null {
  const whole = slipCost(provider.domain, typed, 2)
  if (whole.edits > 2) return null
  const { name, ending } = splitLike(typed, provider.ending)
  const nameEdits = name === null ? whole.edits : slipCost(provider.name, name, 3).edits
  const weight = provider.share * SLIP_RATE * Math.exp(-whole.cost) * (whole.edits === 2 ? SECOND_SLIP : 1)
  return {
    domain: provider.domain,
    weight,
    edits: whole.edits,
    doubt: doubtOf({ provider, name, ending, nameEdits, endingExists }, known),
  }
}

interface Comparison {
  readonly provider: Provider
  readonly name: string | null
  readonly ending: string
  readonly nameEdits: number
  readonly endingExists: boolean
}

/** Doubts about which domain was meant; the others are about whether the typed one is somebody's own. */
const TWO_SLIPS = 'two slips in a short name'
const SAME_OWNER = 'another subdomain of the same provider'
const LONGER_WORD = 'two letters more or fewer at an end: mostly another name'
export const BOTH_DIFFER = 'name and ending differ, and the ending exists'
export const TIE = 'another domain is about as near'
export const ELSEWHERE_OF_SEVERAL = 'a provider’s name under another ending that exists; which one was meant is open'
export const ABOUT_MEANING: ReadonlySet<string> = new Set([TWO_SLIPS, BOTH_DIFFER, ELSEWHERE_OF_SEVERAL, TIE])

/** What must be asked however likely it looks. */
function doubtOf({ provider, name, ending, nameEdits, endingExists }: Comparison, known: KnownDomains): string | null {
  // g]mail.com is nobody's name.
  if (nameEdits === 0 || (nameEdits === 1 && name !== null && /[^a-z0-9.-]/.test(name))) return null
  if (
    name !== null &&
    ending === provider.ending &&
    ownLabel(name) !== name &&
    ownLabel(name) === ownLabel(provider.name)
  )
    return SAME_OWNER
  const share = known.brandShare(provider.name)
  if (provider.name.length <= 4 || (name !== null && name.length <= 4 && share < GIANT_SHARE))
    return 'nearly every name of four letters or fewer is somebody’s'
  if (nameEdits >= 2 && provider.name.length <= (share >= LARGE_SHARE ? 5 : 7)) return TWO_SLIPS
  if (nameEdits === 2 && name !== null && isOtherWord(provider.name, name)) return LONGER_WORD
  if (ending !== provider.ending && endingExists) return BOTH_DIFFER
  if (name?.includes('-') && !provider.name.includes('-')) return 'a name with a hyphen is mostly a brand of its own'
  if (name !== null && known.isWord(name)) return 'the name is a word or a brand of its own'
  if (name !== null && isOtherMail(provider.name, name, nameEdits))
    return 'most names of this form are real mail services'
  return null
}

/** Of `nf.sympatico` that the provider itself is called. */
const ownLabel = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

/** internet beside btinternet; rz-online beside t-online: both slips in a part of few letters, the rest untouched. */
function isOtherWord(meant: string, typed: string): boolean {
  const [longer, shorter] = meant.length > typed.length ? [meant, typed] : [typed, meant]
  if (longer.length - shorter.length === 2 && (longer.endsWith(shorter) || longer.startsWith(shorter))) return true
  const [l, r] = [meant.lastIndexOf('-'), typed.lastIndexOf('-')]
  return l >= 0 && r >= 0 && l <= SHORT_PART && meant.slice(l) === typed.slice(r)
}

/** Letters of the part before a hyphen. */
const SHORT_PART = 4

/** vmail, qmail, ehmail beside gmail, email, ymail; and two slips away hornmail, for Mr Horn, beside hotmail. */
export function isOtherMail(meant: string, typed: string, edits = 1): boolean {
  if (!meant.endsWith('mail') || !typed.endsWith('mail')) return false
  return edits >= 2 || (meant.length <= 6 && !isDoubling(meant, typed))
}

/** Splits as many labels off as the provider's ending has; name null where a dot was lost or added. */
function splitLike(typed: string, ending: string): { name: string | null; ending: string } {
  const labels = typed.split('.')
  const count = ending.split('.').length
  if (labels.length <= count) return { name: null, ending: '' }
  const name = labels.slice(0, -count).join('.')
  return { name, ending: labels.slice(-count).join('.') }
}

/**
 * company.con, company.cmo: an ending that does not exist, beside the common ones. `isMeant`: the probability that the
 * domain so mended is itself what was meant (faceboko.com is hardly anybody's).
 */
export function mendEnding(
  typed: string,
  rules: EmailDomainRules,
  known: KnownDomains,
  isMeant: (domain: string) => number,
): Candidate[] {
  const repairs: Candidate[] = []
  for (const at of new Set([typed.indexOf('.'), typed.lastIndexOf('.')])) {
    const [name, ending] = [typed.slice(0, at), typed.slice(at + 1)]
    if (name.length < 2 || ending.length > 8) continue
    const brand = known.byName.get(name)
    for (const [meant, share] of Object.entries(rules.endings)) {
      const slip = slipCost(meant, ending, 1)
      if (slip.edits !== 1) continue
      const domain = `${name}.${meant}`
      const served = brand?.some((p) => p.domain === domain) ?? true
      // A brand's own endings are weighed with its share already.
      if (brand !== undefined && served) continue
      const doubt = !served
        ? 'the provider is known under other endings'
        : meant.length < 3 || ending.length < 3
          ? 'short endings are near many others'
          : null
      const weight = TAIL_SHARE * 1e-6 * (share / 100) * SLIP_RATE * Math.exp(-slip.cost) * isMeant(domain)
      repairs.push({ domain, weight, doubt, edits: 1 })
    }
  }
  return repairs
}
