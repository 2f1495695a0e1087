/** What name servers say about a domain: whether any host takes mail for it. */

import { toDayNo } from './dates.ts'
import type { IsoDate } from './ids.ts'

/**
 * `mx`: it names its mail hosts. `address`: it names none, and stands for its own (RFC 5321 §5.1). `null_mx`: it says that
 * it takes no mail (RFC 7505). `nothing`: no such name, or neither. `no_answer`: time-out or failure, which says nothing.
 */
export const MAIL_HOST_ANSWERS = ['mx', 'address', 'null_mx', 'nothing', 'no_answer'] as const
export type MailHostAnswer = (typeof MAIL_HOST_ANSWERS)[number]

export interface AskedDomain {
  /** Lower case, in its ASCII form. */
  readonly domain: string
  readonly answer: MailHostAnswer
  /** The day of the run that asked, not of the clock. */
  readonly askedOn: IsoDate
}

/** How many days answers are good for. */
export interface AnswerDays {
  readonly days: number
  readonly daysWithoutAnswer: number
}

/**
 * Whether an answer still counts on the day of a run. Runs for an earlier day use what was learned later: asking anew would
 * not tell how it was then.
 */
export function isGoodOn(asOf: IsoDate, { answer, askedOn }: AskedDomain, days: AnswerDays): boolean {
  return toDayNo(asOf) - toDayNo(askedOn) <= (answer === 'no_answer' ? days.daysWithoutAnswer : days.days)
}

/** True where mail to the domain can reach nobody. */
export const takesNoMail = (answer: MailHostAnswer): boolean => answer === 'null_mx' || answer === 'nothing'
