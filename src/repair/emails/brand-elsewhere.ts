/** A provider's name where the provider is not: under another ending that exists, or with a slip besides. */

import { BOTH_DIFFER, ELSEWHERE_OF_SEVERAL, isOtherMail } from './domain-candidate.ts'
import type { DomainVerdict } from './domain-verdict.ts'
import { ok } from './domain-verdict.ts'
import type { KnownDomains, Provider } from './email-rules.ts'
import { slipCost } from './slip-cost.ts'

/** Names that few firms share. Others (online, post, free …) stand under any ending by right. */
const GIANT_SHARE = 0.003
const SECOND_LEVELS = new Set(['co', 'com', 'net', 'org'])

const ELSEWHERE = 'a provider’s name under another ending that exists'

/**
 * gmail.co, hotmail.cm, yahoo.net, gmail.co.br: the ending exists, so the domain may be registered and take mail. `near`: other
 * domains a slip away, the likeliest first.
 */
export function brandElsewhere(
  typed: string,
  brand: readonly Provider[],
  near: readonly string[],
  known: KnownDomains,
): DomainVerdict {
  const isGiant = known.brandShare(brand[0]!.name) >= GIANT_SHARE
  if (!isGiant && near.length === 0) return ok(typed)
  // Of gmail.it gmail.com is likelier than email.it, however near: people guess the ending.
  const own = near.find((domain) => brand.some((provider) => provider.domain === domain))
  const domain = own ?? (isGiant ? brand[0]!.domain : near[0]!)
  const isOnly = brand.length === 1 && domain === brand[0]!.domain
  return {
    decision: 'review',
    domain,
    rule: 'email.other-ending',
    confidence: 0.5,
    evidence: isOnly ? ELSEWHERE : ELSEWHERE_OF_SEVERAL,
  }
}

/** The brand that a domain bears as its name, directly before its ending or before something like `co.br`; or null. */
export function brandOf(typed: string, suffix: string, known: KnownDomains): readonly Provider[] | null {
  const name = typed.slice(0, typed.indexOf('.'))
  const rest = typed.slice(name.length + 1)
  const labels = rest.split('.')
  const isEnding = rest === suffix || (labels.length === 2 && labels[1] === suffix && SECOND_LEVELS.has(labels[0]!))
  return isEnding ? (known.byName.get(name) ?? null) : null
}

/** gmaik.rs: a giant's name with a slip, under an ending that is not its own: two unsure steps. */
export function nearGiant(typed: string, name: string, giants: ReadonlyMap<string, string>): DomainVerdict {
  if (name.length < 5 || !typed.startsWith(`${name}.`)) return ok(typed)
  for (const [brand, main] of giants) {
    if (Math.abs(brand.length - name.length) > 1 || isOtherMail(brand, name) || slipCost(brand, name, 1).edits > 1)
      continue
    return {
      decision: 'review',
      domain: main,
      rule: 'email.domain-slip',
      confidence: 0.5,
      evidence: BOTH_DIFFER,
    }
  }
  return ok(typed)
}
