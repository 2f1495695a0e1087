/** The choice for one kind of person: the offer, channel and brand with the largest Δp·m − c among those allowed. */

import type { Channel } from '../record/project.ts'
import { excludedFrom, excludedFromAll, FLAG } from './eligibility.ts'
import type { Offer } from './offers.ts'

/** Everything the choice depends on; people who share it share the choice. */
export interface Profile {
  /** Offers for their state and behaviour. */
  readonly offers: readonly Offer[]
  readonly flags: number
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

/** All that is allowed and eligible, in a stable order; `reason` says why it is empty. */
export interface Options {
  readonly choices: readonly Choice[]
  readonly reason: string
}

/** Lists what the profile may get. */
export function listOptions({ offers, flags, open }: Profile): Options {
  const all = excludedFromAll(flags)
  if (all !== null) return { choices: [], reason: all }
  if (offers.length === 0) return { choices: [], reason: 'no_offer_for_segment' }
  const reasons = offers.map((offer) => excludedFrom(offer, flags))
  const eligible = offers.filter((_, i) => reasons[i] === null)
  if (eligible.length === 0)
    return {
      choices: [],
      reason: reasons.find((r) => r !== null && r !== 'no_failure_known') ?? 'no_offer_for_segment',
    }
  const choices = eligible.flatMap((offer) => channelsFor(offer, flags, open))
  const isLetterTaken = choices.length === 0 && (flags & FLAG.householdHasLetter) !== 0
  return { choices, reason: choices.length > 0 ? '' : isLetterTaken ? 'household_has_letter' : 'no_channel' }
}

/** The option of largest value per contact, above zero; null where nothing pays. Ties: the first listed. */
export function chooseBest(choices: readonly Choice[], valueMinor: (choice: Choice) => number | null): Choice | null {
  let best: Choice | null = null
  let most = 0
  for (const choice of choices) {
    const value = valueMinor(choice)
    if (value !== null && value > most) {
      best = choice
      most = value
    }
  }
  return best
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
