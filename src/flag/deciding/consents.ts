/** Which consents of a person hold for an address: same brand, channel and purpose, same address, with evidence. */

import { CHANNELS } from '../../record/project.ts'
import { type FactColumns, KIND, kindOf, NO_DAY, NONE } from '../facts/fact-columns.ts'
import { type FlagInput, HAS } from '../flag-input.ts'
import type { ChannelRules } from '../rules.ts'
import { isAddressFact, isConsent } from './precedence.ts'

/** The address asked about: a record's, or one that only a consent names (`record` NONE). */
export interface Slot {
  channel: number
  record: number
  email: number
  phone: number
  isRepaired: boolean
}

export interface Consents {
  /** Whether the consent fact speaks of this brand, channel and purpose at all. */
  inScope(fact: number, channel: number, brand: number, purpose: number): boolean
  /** Whether it is an express consent with evidence, not a claim. */
  isProof(fact: number): boolean
  /** Whether it was given for this very address or record. */
  covers(fact: number, slot: Slot): boolean
}

export function consentsOf(input: FlagInput, rules: ChannelRules): Consents {
  const { facts, records } = input
  const dropped = droppedConsents(facts, rules)
  const anyChannel = CHANNELS.map((channel) => rules.consent_without_channel.includes(channel))
  return {
    inScope(fact, channel, brand, purpose) {
      // A consent without a brand was given to nobody we know: unknown scope is the narrowest for a consent.
      if (facts.brand[fact] !== brand || dropped?.[fact] === 1) return false
      const of = facts.channel[fact]!
      if (of === NONE ? !anyChannel[channel] : of !== channel) return false
      return facts.purpose[fact] === NONE || facts.purpose[fact] === purpose
    },
    isProof: (fact) =>
      facts.kind[fact] === KIND.opt_in && isDated(facts, fact, input.asOfDay) && isOurs(input, facts.source[fact]!),
    covers(fact, slot) {
      const ownRecord = facts.rec[fact] !== NONE && facts.rec[fact] === slot.record
      // What stands in one record holds for its addresses only: a merge lends no consent to another record's.
      if (facts.rec[fact] !== NONE && !ownRecord) return false
      if (CHANNELS[slot.channel] === 'email') {
        // A repaired address has only the consent of its own record, and that only once it is confirmed.
        return facts.email[fact] === NONE || slot.isRepaired ? ownRecord : facts.email[fact] === slot.email
      }
      if (facts.phone[fact] !== NONE && slot.phone !== NONE) return facts.phone[fact] === slot.phone
      return ownRecord || hasEmail(records, slot.record, facts.email[fact]!)
    },
  }
}

/**
 * Marks (1) consents that name an address which somebody else may have by now: a bounce said so on their day or later, or
 * nobody knows when. Null where there is none.
 */
function droppedConsents(facts: FactColumns, { bounce_policies }: ChannelRules): Uint8Array | null {
  const drops = facts.details.map(
    (detail) => Object.hasOwn(bounce_policies, detail) && bounce_policies[detail]!.drops_consent === true,
  )
  if (!drops.includes(true)) return null
  const since = new Map<number, number>()
  for (let f = 0; f < facts.length; f++) {
    const email = facts.email[f]!
    if (email === NONE || !isAddressFact(kindOf(facts, f)) || drops[facts.detail[f]!] !== true) continue
    const day = facts.day[f] === NO_DAY ? Number.MAX_SAFE_INTEGER : facts.day[f]!
    since.set(email, Math.max(day, since.get(email) ?? day))
  }
  const dropped = new Uint8Array(facts.length)
  for (let f = 0; f < facts.length; f++) {
    const changed = isConsent(kindOf(facts, f)) ? since.get(facts.email[f]!) : undefined
    // Consents to calls and letters are the person's, whoever has the address.
    const isOfAddress = facts.channel[f] === NONE || OF_ADDRESS.has(CHANNELS[facts.channel[f]!]!)
    if (changed !== undefined && isOfAddress && facts.day[f]! <= changed) dropped[f] = 1
  }
  return dropped
}
const OF_ADDRESS: ReadonlySet<string> = new Set(['email', 'ads'])

/** A consent dated after the day of the run is no evidence. */
function isDated(facts: FactColumns, fact: number, asOfDay: number): boolean {
  return facts.day[fact] === NO_DAY || facts.day[fact]! <= asOfDay
}

/** Consents do not come along with an asset deal or a rented list: those were given to somebody else. */
export function isOurs(input: Pick<FlagInput, 'sources'>, source: number): boolean {
  const { deal } = input.sources[source]!
  return deal !== 'asset_deal' && deal !== 'rented'
}

function hasEmail(records: FlagInput['records'], record: number, email: number): boolean {
  if (email === NONE || record === NONE) return false
  const flags = records.flags[record]!
  return (
    (records.email[record] === email && (flags & HAS.emailRepaired) === 0) ||
    (records.email2[record] === email && (flags & HAS.email2Repaired) === 0)
  )
}
