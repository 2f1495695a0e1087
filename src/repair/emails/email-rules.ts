/** The lookups made once from the rule file of mail domains. */

import type { EmailDomainRules } from './email-domain-file.ts'

/** One domain of a provider. */
export interface Provider {
  readonly domain: string
  readonly name: string
  readonly ending: string
  /** Part of all addresses, 0–1. */
  readonly share: number
}

export interface KnownDomains {
  readonly byDomain: ReadonlyMap<string, Provider>
  /** Brand name → its domains, the greatest share first. */
  readonly byName: ReadonlyMap<string, readonly Provider[]>
  /** Domain without its dots → the domain (`gmailcom` → `gmail.com`). */
  readonly dotless: ReadonlyMap<string, string>
  /** Never changed: providers and real domains that look like slips. */
  isKnown(domain: string): boolean
  /** A name that is a word or somebody's brand, under whatever ending. */
  isWord(name: string): boolean
  /** Part of all addresses that the brand has under all its endings. */
  brandShare(name: string): number
}

/** A brand's share at its main ending; the rest falls off along the national ones by their rank (Zipf). */
const MAIN_PART = 0.6

export function knownDomains(rules: EmailDomainRules): KnownDomains {
  const byDomain = new Map<string, Provider>()
  for (const { name, share, endings } of rules.providers) {
    let rest = 0
    for (let rank = 1; rank < endings.length; rank++) rest += 1 / rank
    endings.forEach((ending, rank) => {
      const part = endings.length === 1 ? 1 : rank === 0 ? MAIN_PART : (1 - MAIN_PART) / (rank * rest)
      const full = `${name}.${ending}`
      const before = byDomain.get(full)?.share ?? 0
      byDomain.set(full, { domain: full, name, ending, share: before + (share / 100) * part })
    })
  }
  const byName = new Map<string, Provider[]>()
  for (const provider of byDomain.values()) {
    const list = byName.get(provider.name)
    if (list) list.push(provider)
    else byName.set(provider.name, [provider])
  }
  for (const list of byName.values()) list.sort((l, r) => r.share - l.share || (l.domain < r.domain ? -1 : 1))
  const real = new Set([...Object.values(rules.real).flat(), ...rules.disposable])
  const words = new Set(rules.words)
  const shares = new Map([...byName].map(([name, list]) => [name, list.reduce((sum, p) => sum + p.share, 0)]))
  return {
    byDomain,
    byName,
    dotless: new Map([...byDomain.keys()].map((d) => [d.replaceAll('.', ''), d])),
    isKnown: (d) => byDomain.has(d) || real.has(d),
    isWord: (name) => words.has(name),
    brandShare: (name) => shares.get(name) ?? 0,
  }
}
