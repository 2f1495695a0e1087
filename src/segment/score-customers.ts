/** RFM from a plain list of purchases: the same sums and scores for the stage and for `goldpan rfm`. */

import { type Purchases, type PurchaseTotals, totalPurchases } from './purchase-totals.ts'
import { type RfmScores, scoreRfm, type TieRule } from './rfm.ts'
import { sortEvents } from './tracks.ts'

export interface ScoredCustomers {
  readonly totals: PurchaseTotals
  /** Parallel to the totals. */
  readonly scores: RfmScores
}

/** Persons are dense numbers below `people`; no purchase may be dated after the as-of day. */
export function scoreCustomers(purchases: Purchases, people: number, asOfDay: number, ties?: TieRule): ScoredCustomers {
  const totals = totalPurchases(purchases, sortEvents(purchases, people), asOfDay)
  return { totals, scores: scoreRfm(totals.recencyDays, totals.frequency, totals.monetaryMinor, ties) }
}
