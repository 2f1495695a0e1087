/** The only thing that ever loosens: a person's own later express opt-in of the same scope. */

import { CHANNELS } from '../../record/project.ts'
import { type FactColumns, KIND, NO_DAY, NONE } from '../facts/fact-columns.ts'

/**
 * Marks (1) the restrictions that are lifted. The opt-in must name the same address, number or record itself: what a
 * merge brought together never lifts anything, so the order and the fact of merging cannot open a channel. Where both
 * stand in records of people, it must be the same record: two people may share an address, and one does not speak for
 * the other. Same brand, same channel, same purpose; later by at least a day; not after `asOf`; from a source whose
 * consents count (`isProof`).
 */
export function liftedFacts(facts: FactColumns, asOfDay: number, isProof: (source: number) => boolean): Uint8Array {
  const lifted = new Uint8Array(facts.length)
  const { isLiftable } = facts.precedence
  const scopeOf = scopes(facts)
  const keys: number[] = []
  // Most opt-ins stand against nothing: only what a restriction names is looked for among them.
  const asked = new Map<number, number>()
  const eachRestriction = (use: (f: number) => void): void => {
    for (let f = 0; f < facts.length; f++)
      if (isLiftable[facts.kind[f]!] === 1 && facts.byDay[f] !== NO_DAY && scopeOf(f) !== NONE) use(f)
  }
  eachRestriction((f) => {
    restrictionKeys(facts, f, scopeOf(f), keys)
    for (const key of keys) asked.set(key, NO_DAY)
  })
  if (asked.size === 0) return lifted
  for (let f = 0; f < facts.length; f++) {
    const day = facts.day[f]!
    if (facts.kind[f] !== KIND.opt_in || day === NO_DAY || day > asOfDay || !isProof(facts.source[f]!)) continue
    if (scopeOf(f) === NONE) continue
    optInKeys(facts, f, scopeOf(f), keys)
    for (const key of keys) if (day > (asked.get(key) ?? Number.POSITIVE_INFINITY)) asked.set(key, day)
  }
  eachRestriction((f) => {
    restrictionKeys(facts, f, scopeOf(f), keys)
    if (keys.some((key) => asked.get(key)! > facts.byDay[f]!)) lifted[f] = 1
  })
  return lifted
}

/** What a key speaks of: a record, or an address as anybody's, or as that of those whom only a list names. */
const RECORD = 0
const ANY = 1
const LIST = 3
const TYPES = 5
/** Below this many scopes and ten million subjects a key is an exact number. */
const SCOPES = 2 ** 27

const keyOf = (subject: number, type: number, scope: number): number => (subject * TYPES + type) * SCOPES + scope

/** An opt-in speaks for its record, and for its address to those who know no record; a list's also to those who do. */
function optInKeys(facts: FactColumns, f: number, scope: number, keys: number[]): void {
  keys.length = 0
  addressKeys(facts, f, ANY, scope, keys)
  if (facts.rec[f] === NONE) addressKeys(facts, f, LIST, scope, keys)
  else keys.push(keyOf(facts.rec[f]!, RECORD, scope))
}

function restrictionKeys(facts: FactColumns, f: number, scope: number, keys: number[]): void {
  keys.length = 0
  if (facts.rec[f] !== NONE) keys.push(keyOf(facts.rec[f]!, RECORD, scope))
  addressKeys(facts, f, facts.rec[f] === NONE ? ANY : LIST, scope, keys)
}

function addressKeys(facts: FactColumns, f: number, among: number, scope: number, keys: number[]): void {
  if (facts.email[f] !== NONE) keys.push(keyOf(facts.email[f]!, among, scope))
  if (facts.phone[f] !== NONE) keys.push(keyOf(facts.phone[f]!, among + 1, scope))
}

/** Brand, channel and purpose as one number; NONE where brand or channel are not given: such a fact lifts and is lifted by nothing. */
function scopes(facts: FactColumns): (f: number) => number {
  const purposes = facts.purposes.length + 1
  const channels = CHANNELS.length
  if (facts.brands.length * channels * purposes >= SCOPES) throw new Error('more scopes than can be told apart')
  return (f) =>
    facts.brand[f] === NONE || facts.channel[f] === NONE
      ? NONE
      : (facts.brand[f]! * channels + facts.channel[f]!) * purposes + facts.purpose[f]! + 1
}
