/** What a reason given in a survey changes: an answer is owed for a failure, and promotion ends where there is no need. */

import { FLAG } from './eligibility.ts'

const SEQUENCE = FLAG.waits | FLAG.surveyDue | FLAG.sunset

/**
 * The person's flags, changed by the reason. Whoever bought since it was given is taken by what they do. Whoever named a failure is
 * told what is better now before the sequence of the last chance goes on.
 */
export function withReason(
  flags: number,
  reason: string,
  given: { readonly day: number; readonly lastDay: number | null; readonly wasTold: boolean },
): number {
  if (given.lastDay !== null && given.lastDay > given.day) return flags
  if (reason === 'moved' || reason === 'no_need') return flags | FLAG.noNeed
  if (reason !== 'service' || given.wasTold) return flags
  return (flags & ~SEQUENCE & ~FLAG.mendedTold) | FLAG.lapsedAfterFailure
}
