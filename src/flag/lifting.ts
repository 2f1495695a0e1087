/** The only thing that ever loosens: a person's own later express opt-in of the same scope. */

import { type FactColumns, KIND, kindOf, NO_DAY, NONE } from './fact-columns.ts'
import { LIFTABLE } from './precedence.ts'

/**
 * Marks (1) the restrictions that are lifted. The opt-in must name the same address, number or record itself: what a
 * merge brought together never lifts anything, so the order and the fact of merging cannot open a channel. Where both
 * stand in records of people, it must be the same record: two people may share an address, and one does not speak for
 * the other. Same brand, same channel, same purpose; later by at least a day; not after `asOf`; from a source whose
 * consents count (`isProof`).
 */
export function liftedFacts(facts: FactColumns, asOfDay: number, isProof: (source: number) => boolean): Uint8Array {
  const lifted = new Uint8Array(facts.length)
  const latest = new Map<string, number>()
  for (let f = 0; f < facts.length; f++) {
    const day = facts.day[f]!
    if (facts.kind[f] !== KIND.opt_in || day === NO_DAY || day > asOfDay || !isProof(facts.source[f]!)) continue
    for (const key of optInKeys(facts, f)) latest.set(key, Math.max(latest.get(key) ?? NO_DAY, day))
  }
  if (latest.size === 0) return lifted
  for (let f = 0; f < facts.length; f++) {
    const day = facts.byDay[f]!
    if (day === NO_DAY || !LIFTABLE.has(kindOf(facts, f))) continue
    if (restrictionKeys(facts, f).some((key) => (latest.get(key) ?? NO_DAY) > day)) lifted[f] = 1
  }
  return lifted
}

/** An opt-in speaks for its record, and for its address to those who know no record; a list's also to those who do. */
function optInKeys(facts: FactColumns, f: number): string[] {
  const keys = addressKeys(facts, f, 'any')
  if (facts.rec[f] === NONE) return [...keys, ...addressKeys(facts, f, 'list')]
  return [...keys, `r${facts.rec[f]} ${scope(facts, f)}`]
}

function restrictionKeys(facts: FactColumns, f: number): string[] {
  if (facts.rec[f] === NONE) return addressKeys(facts, f, 'any')
  return facts.brand[f] === NONE || facts.channel[f] === NONE
    ? []
    : [`r${facts.rec[f]} ${scope(facts, f)}`, ...addressKeys(facts, f, 'list')]
}

function addressKeys(facts: FactColumns, f: number, among: 'any' | 'list'): string[] {
  if (facts.channel[f] === NONE || facts.brand[f] === NONE) return []
  const keys: string[] = []
  if (facts.email[f] !== NONE) keys.push(`${among} e${facts.email[f]} ${scope(facts, f)}`)
  if (facts.phone[f] !== NONE) keys.push(`${among} p${facts.phone[f]} ${scope(facts, f)}`)
  return keys
}

const scope = (facts: FactColumns, f: number): string => `${facts.brand[f]} ${facts.channel[f]} ${facts.purpose[f]}`
