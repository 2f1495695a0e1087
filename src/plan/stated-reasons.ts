/** What a reason given in a survey changes: an answer is owed for it, and promotion ends where there is no need. */

import { FLAG } from './eligibility.ts'

const SEQUENCE = FLAG.waits | FLAG.surveyDue | FLAG.sunset

/** A reason as it was given; the day is a day number. */
export interface StatedReason {
  readonly person: number
  readonly reason: string
  readonly day: number
}

/** The reasons that still count: whoever bought since is taken by what they do. */
export class StatedReasons {
  readonly #asOfDay: number
  readonly #given: ReadonlyMap<number, StatedReason>

  /** The last one of each person, of no later day than the as-of day. */
  constructor(given: Iterable<StatedReason>, asOfDay: number) {
    this.#asOfDay = asOfDay
    this.#given = new Map(Array.from(given, (each) => [each.person, each]))
  }

  /** `recencyDays`: since the last purchase; null for people who never bought. */
  of(person: number, recencyDays: number | null): string | null {
    const given = this.#given.get(person)
    if (given === undefined || (recencyDays !== null && this.#asOfDay - recencyDays > given.day)) return null
    return given.reason
  }

  [Symbol.iterator](): IterableIterator<StatedReason> {
    return this.#given.values()
  }
}

/**
 * The person's flags, changed by the reason. Whoever named something that there is an answer to (what was mended since, an offer for
 * those who found it too dear) gets that answer before the sequence of the last chance goes on.
 */
export function withReason(
  flags: number,
  reason: string,
  answer: { readonly exists: boolean; readonly wasGiven: boolean },
): number {
  if (reason === 'moved' || reason === 'no_need') return flags | FLAG.noNeed
  if (!answer.exists || answer.wasGiven) return flags
  const waiting = flags & ~SEQUENCE
  return reason === 'service' ? (waiting & ~FLAG.mendedTold) | FLAG.lapsedAfterFailure : waiting
}
