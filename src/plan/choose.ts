/** What one kind of person may get: the offers for them, by the channels that are open. */

import type { Channel } from '../record/project.ts'
import { excludedFrom, excludedFromAll, FLAG, isTelling } from './eligibility.ts'
import type { Offer } from './offers.ts'

/** Everything the choice depends on; people who share it share the choice. */
export interface Profile {
  /** Offers for their segment. */
  readonly offers: readonly Offer[]
  readonly flags: number
  /** Ids of offers that they had lately. */
  readonly had: readonly string[]
  /** Open channels per brand and purpose, the preferred brand first. */
  readonly open: readonly OpenChannels[]
}

export interface OpenChannels {
  readonly brand: string
  readonly purpose: string
  readonly channels: readonly Channel[]
}

export interface Choice {
  readonly offer: Offer
  readonly channel: Channel
  readonly brand: string
}

/** An offer that the profile would fit and may not have. */
export interface Exclusion {
  readonly offer: string
  readonly reason: string
}

/** All that is allowed and eligible, in a stable order; `reason` says why it is empty. */
export interface Options {
  readonly choices: readonly Choice[]
  readonly reason: string
  readonly exclusions: readonly Exclusion[]
}

/** Lists what the profile may get. */
export function listOptions({ offers, flags, had, open }: Profile): Options {
  const all = excludedFromAll(flags)
  if (all !== null) {
    return { choices: [], reason: all, exclusions: offers.map((offer) => ({ offer: offer.id, reason: all })) }
  }
  const exclusions = offers.flatMap((offer): Exclusion[] => {
    const reason = excludedFrom(offer, flags) ?? (had.includes(offer.id) ? 'had_this_offer' : null)
    return reason === null ? [] : [{ offer: offer.id, reason }]
  })
  const told = exclusions.filter((e) => isTelling(e.reason))
  const eligible = offers.filter((offer) => !exclusions.some((e) => e.offer === offer.id))
  if (eligible.length === 0) return { choices: [], reason: told[0]?.reason ?? 'no_offer_for_segment', exclusions: told }
  const choices = eligible.flatMap((offer) => channelsFor(offer, flags, open))
  const isLetterTaken = choices.length === 0 && (flags & FLAG.householdHasLetter) !== 0
  const closed = isLetterTaken ? 'household_has_letter' : 'no_channel'
  return { choices, reason: choices.length > 0 ? '' : closed, exclusions: told }
}

function channelsFor(offer: Offer, flags: number, open: readonly OpenChannels[]): Choice[] {
  const fitting = open.filter(
    (o) => o.purpose === offer.purpose && (offer.brands === null || offer.brands.includes(o.brand)),
  )
  return offer.channels.flatMap((channel) => {
    if (channel === 'letter' && flags & FLAG.householdHasLetter) return []
    const first = fitting.find((o) => o.channels.includes(channel))
    return first === undefined ? [] : [{ offer, channel, brand: first.brand }]
  })
}
