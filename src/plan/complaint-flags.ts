/** What a complaint closes: promotion while it is open, and vouchers where it explains the lapse. */

import { FLAG } from './eligibility.ts'
import type { OfferRules } from './offers.ts'

/** Whether the row is a complaint about the service, and not of the future. */
export function isComplaint(openedDay: number, topic: string | null, asOfDay: number, offers: OfferRules): boolean {
  if (openedDay > asOfDay) return false
  return topic === null || !offers.complaint_topics_ignored.some((word) => topic.toLowerCase().includes(word))
}

/** Bits of FLAG; `lastDay` is the day of the person's last purchase, null where there was none. */
export function complaintFlag(
  openedDay: number,
  closedDay: number | null,
  lastDay: number | null,
  asOfDay: number,
  offers: OfferRules,
): number {
  if (closedDay === null || closedDay > asOfDay) return FLAG.openComplaint
  return lastDay !== null && Math.abs(openedDay - lastDay) <= offers.failure_days ? FLAG.lapsedAfterFailure : 0
}
