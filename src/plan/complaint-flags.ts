/** What a complaint changes: promotion waits while it is open, vouchers wait where it explains the lapse, and then it gives priority. */

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
  const priority = asOfDay - closedDay <= offers.priority_days ? FLAG.priority : 0
  const isReason = lastDay !== null && Math.abs(openedDay - lastDay) <= offers.failure_days
  return priority | (isReason ? FLAG.lapsedAfterFailure : 0)
}
