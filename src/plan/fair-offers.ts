/** The offers that a plan may use: those unfair to loyal customers are left out, or said. */

import { type OfferRules, unfairOffers } from './offers.ts'

export function fairOffers(offers: OfferRules): { readonly offers: OfferRules; readonly notes: readonly string[] } {
  const unfair = offers.unfair_offers === 'allow' ? [] : unfairOffers(offers.offers)
  const isBlocked = offers.unfair_offers === 'block'
  const consequence = isBlocked ? 'it was left out' : 'it was kept (unfair_offers: warn)'
  return {
    offers: isBlocked ? { ...offers, offers: offers.offers.filter((offer) => !unfair.includes(offer)) } : offers,
    notes: unfair.map(
      (offer) => `The offer ${offer.id} is worth more than the best one for active customers; ${consequence}.`,
    ),
  }
}
