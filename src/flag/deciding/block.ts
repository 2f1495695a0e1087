/** The join: the strongest of all facts that close a channel for a person, in the name of a brand, for a purpose. */

import { CHANNELS, type Channel } from '../../record/project.ts'
import { compareFacts, type FactColumns, kindOf, NONE } from '../facts/fact-columns.ts'
import type { ChannelRules } from '../rules.ts'
import { KINDS, reasonOf } from './precedence.ts'

/** Nothing, needs an express consent of its own, closed. */
const OPEN = 0
export const NEEDS_EXPRESS = 1
export const CLOSED = 2

export interface Join {
  /** What the fact does to the channel for brand and purpose (NONE: all marketing). */
  effect(fact: number, brand: number, purpose: number, channel: number): number
  /** Of two links to facts the one that decides: own before suspected, then by content. Associative, commutative, idempotent. */
  stronger(l: number, r: number): number
  reason(fact: number): string
}

/** Links are `fact * 2 + suspected`, NONE where there is none. */
export function joinOf(facts: FactColumns, rules: ChannelRules): Join {
  const { closes, blocksAll, isOfAllTopics } = facts.precedence
  const isGroupWide = Uint8Array.from(KINDS, (kind) =>
    kind in rules.reach && rules.reach[kind as keyof ChannelRules['reach']] === 'brand' ? 0 : 1,
  )
  const others = KINDS.map((kind) => otherEffects(kind, rules))
  return {
    effect(fact, brand, purpose, channel) {
      const kind = facts.kind[fact]!
      if (closes[kind] === 0) return OPEN
      const ownBrand = facts.brand[fact]!
      if (ownBrand !== NONE && ownBrand !== brand && isGroupWide[kind] === 0) return OPEN
      const topic = facts.purpose[fact]!
      if (topic !== NONE && isOfAllTopics[kind] === 0)
        return topic === purpose && sameChannel(facts.channel[fact]!, channel) ? CLOSED : OPEN
      if (blocksAll[kind] === 1 || sameChannel(facts.channel[fact]!, channel)) return CLOSED
      return others[kind]![channel]!
    },
    stronger(l, r) {
      if (l === NONE) return r
      if (r === NONE) return l
      const bySuspicion = (l & 1) - (r & 1)
      const order = bySuspicion !== 0 ? bySuspicion : compareFacts(facts, l >> 1, r >> 1)
      return order <= 0 ? l : r
    },
    reason: (fact) => reasonOf(kindOf(facts, fact), facts.purpose[fact] !== NONE),
  }
}

const sameChannel = (of: number, channel: number): boolean => of === NONE || of === channel

const EFFECT = { none: OPEN, express: NEEDS_EXPRESS, block: CLOSED } as const

function otherEffects(kind: string, rules: ChannelRules): readonly number[] {
  const table: Partial<Record<string, Readonly<Record<Channel, keyof typeof EFFECT>>>> = rules.on_other_channels
  return CHANNELS.map((channel) => EFFECT[table[kind]?.[channel] ?? 'none'])
}
