/** What a complaint changes: promotion waits while it is open, vouchers wait where it explains the lapse, and then it gives priority. */

import { FLAG } from './eligibility.ts'
import type { OfferRules } from './offers.ts'

/** Whether the row is a complaint about the service, and not of the future. */
function isComplaint(openedDay: number, topic: string | null, asOfDay: number, offers: OfferRules): boolean {
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

/** Columns of `complaint` as read, in this order. */
export const COMPLAINT_COLUMNS = ['source_no', 'customer_ref', 'email', 'opened_day', 'closed_day', 'topic'] as const
type Texts = readonly (string | null)[]
type ComplaintBlock = readonly [number[], Texts, Texts, number[], (number | null)[], Texts]

export interface Complaint {
  readonly person: number
  readonly openedDay: number
  readonly closedDay: number | null
}

/** Those of a block of {@link COMPLAINT_COLUMNS} that are about the service; of strangers below zero. */
export function* complaintsIn(
  block: readonly (readonly unknown[])[],
  find: (source: number, ref: string | null, email: string | null) => number,
  asOfDay: number,
  offers: OfferRules,
): Iterable<Complaint> {
  const [source, ref, email, openedOn, closedOn, topic] = block as unknown as ComplaintBlock
  for (let i = 0; i < source.length; i++)
    if (isComplaint(openedOn[i]!, topic[i]!, asOfDay, offers))
      yield { person: find(source[i]!, ref[i]!, email[i]!), openedDay: openedOn[i]!, closedDay: closedOn[i]! }
}
