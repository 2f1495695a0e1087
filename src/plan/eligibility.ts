/** Who may not have which offer, and why: one rule id per exclusion. */

import type { Offer } from './offers.ts'

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
} as const

const NEW_CUSTOMERS_ONLY: ReadonlySet<string> = new Set(['new_customer', 'conversion'])

/** Why the person gets nothing at all, or null. */
export function excludedFromAll(flags: number): string | null {
  // Someone who complained is answered by a person first; promotion waits until the case is closed.
  if (flags & FLAG.openComplaint) return 'open_complaint'
  if (flags & FLAG.contactCap) return 'contact_cap'
  return null
}

/** Why the person may not have this offer, or null. */
export function excludedFrom(offer: Offer, flags: number): string | null {
  if (NEW_CUSTOMERS_ONLY.has(offer.kind)) {
    if (flags & FLAG.isCustomer) return 'existing_customer'
    if (flags & FLAG.possibleMatchIsCustomer) return 'possible_match_is_customer'
    if (flags & FLAG.householdIsCustomer) return 'household_is_customer'
  }
  if (offer.value_minor > 0) {
    if (flags & FLAG.buysAnyway) return 'buys_anyway'
    if (flags & FLAG.lapsedAfterFailure) return 'failure_before_voucher'
  }
  if (offer.kind === 'improvement' && !(flags & FLAG.lapsedAfterFailure)) return 'no_failure_known'
  return null
}
