/** Who may not have which offer, and why: one rule id per exclusion. */

import { isForNewcomers, type Offer } from './offers.ts'

/** What is known of a person that closes offers; combined as bits. */
export const FLAG = {
  isCustomer: 1,
  possibleMatchIsCustomer: 2,
  householdIsCustomer: 4,
  openComplaint: 8,
  lapsedAfterFailure: 16,
  contactCap: 32,
  buysAnyway: 64,
  householdHasLetter: 128,
  /** Control group of a campaign whose window is not over. */
  heldOut: 256,
  /** Had the last chance and one cycle is not over, or had the survey and may still answer. */
  waits: 512,
  surveyDue: 1024,
  /** Neither the last chance nor the survey brought anything. */
  sunset: 2048,
  /** A complaint was closed lately: first when the budget is short. */
  priority: 4096,
  /** Has been told what was mended since the failure. */
  mendedTold: 8192,
  /** Has never been contacted, as far as is known. */
  firstContact: 16_384,
  /** Has moved away or needs it no more, in their own words. */
  noNeed: 32_768,
} as const

/** Flags stay below this. */
export const FLAG_SETS = 65_536

/** Why the person gets nothing at all, or null. */
export function excludedFromAll(flags: number): string | null {
  // Someone who complained is answered by a person first; promotion waits until the case is closed.
  if (flags & FLAG.openComplaint) return 'open_complaint'
  if (flags & FLAG.sunset) return 'sunset'
  if (flags & FLAG.noNeed) return 'needs_it_no_more'
  if (flags & FLAG.waits) return 'waits_after_last_chance'
  if (flags & FLAG.heldOut) return 'held_out'
  if (flags & FLAG.contactCap) return 'contact_cap'
  return null
}

/** Why the person may not have this offer, or null. */
export function excludedFrom(offer: Offer, flags: number): string | null {
  if (offer.kind === 'survey') return flags & FLAG.surveyDue ? null : 'no_survey_due'
  if (flags & FLAG.surveyDue) return 'had_last_chance'
  if (isForNewcomers(offer.kind)) {
    if (flags & FLAG.isCustomer) return 'existing_customer'
    if (flags & FLAG.possibleMatchIsCustomer) return 'possible_match_is_customer'
    if (flags & FLAG.householdIsCustomer) return 'household_is_customer'
  }
  const isOwedAnswer = (flags & FLAG.lapsedAfterFailure) !== 0 && !(flags & FLAG.mendedTold)
  if (offer.kind === 'improvement') return isOwedAnswer ? null : 'no_failure_known'
  if (offer.value_minor > 0) {
    if (flags & FLAG.buysAnyway) return 'buys_anyway'
    if (isOwedAnswer) return 'failure_before_voucher'
  }
  return null
}

/** Exclusions that say something of the person; the others only say that an offer is for somebody else. */
export const isTelling = (reason: string): boolean => reason !== 'no_failure_known' && reason !== 'no_survey_due'
