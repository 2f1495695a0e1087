/** What is said about purchases that were left out, or counted otherwise than they came. */

import type { FinishedPurchases } from './purchase-log.ts'

export interface PurchaseCounts {
  readonly all: number
  readonly unknown: number
  readonly future: number
  /** The as-of day. */
  readonly asOf: string
}

export function purchaseNotes(
  { all, unknown, future, asOf }: PurchaseCounts,
  { currency, other, converted }: Omit<FinishedPurchases, 'purchases'>,
): string[] {
  return [
    ...(unknown > 0 ? [`${unknown} of ${all} purchases belong to nobody in the customer sources.`] : []),
    ...(future > 0 ? [`${future} purchases are dated after ${asOf} and were left out.`] : []),
    ...(converted > 0 ? [`${converted} purchases in other currencies were converted to ${currency}.`] : []),
    ...(other > 0
      ? [
          `${other} purchases are not in ${currency}; they count, but not their amounts (rates: exchange_rates in rules/sectors.yaml).`,
        ]
      : []),
  ]
}
