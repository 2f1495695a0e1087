/** The only thing that ever loosens: a person's own later express opt-in of the same scope. */

import { type FactColumns, KIND, kindOf, NO_DAY, NONE } from './fact-columns.ts'
import { LIFTABLE } from './precedence.ts'

/**
 * Marks (1) the restrictions that are lifted. The opt-in must name the same address, number or record itself: what a
 * merge brought together never lifts anything, so the order and the fact of merging cannot open a channel. Same brand,
 * same channel, same purpose; later by at least a day; not after `asOf`; from a source whose consents count (`isProof`).
 */
export function liftedFacts(facts: FactColumns, asOfDay: number, isProof: (source: number) => boolean): Uint8Array {
  const lifted = new Uint8Array(facts.length)
  const latest = new Map<string, number>()
  for (let f = 0; f < facts.length; f++) {
    const day = facts.day[f]!
    if (facts.kind[f] !== KIND.opt_in || day === NO_DAY || day > asOfDay || !isProof(facts.source[f]!)) continue
    for (const key of scopes(facts, f)) latest.set(key, Math.max(latest.get(key) ?? NO_DAY, day))
  }
  if (latest.size === 0) return lifted
  for (let f = 0; f < facts.length; f++) {
    const day = facts.day[f]!
    if (day === NO_DAY || !LIFTABLE.has(kindOf(facts, f))) continue
    if (scopes(facts, f).some((key) => (latest.get(key) ?? NO_DAY) > day)) lifted[f] = 1
  }
  return lifted
}

function scopes(facts: FactColumns, f: number): string[] {
  if (facts.channel[f] === NONE || facts.brand[f] === NONE) return []
  const scope = `${facts.brand[f]} ${facts.channel[f]} ${facts.purpose[f]}`
  const keys: string[] = []
  if (facts.email[f] !== NONE) keys.push(`e${facts.email[f]} ${scope}`)
  if (facts.phone[f] !== NONE) keys.push(`p${facts.phone[f]} ${scope}`)
  if (facts.rec[f] !== NONE) keys.push(`r${facts.rec[f]} ${scope}`)
  return keys
}
