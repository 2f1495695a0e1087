/** Outcomes and blocks → answers of the book, each put in words once. */

import { fromDayNo } from '../../record/dates.ts'
import { NO_DAY, NONE } from '../facts/fact-columns.ts'
import type { FlagInput } from '../flag-input.ts'
import type { Join } from './block.ts'
import { isOpen, OUTCOMES, type Outcome } from './outcome.ts'
import { KINDS } from './precedence.ts'
import { evidenceOf, type VerdictBook } from './verdict-book.ts'

export interface Answers {
  /** Closed by a link: `fact * 2 + suspected`. */
  blockedBy(link: number): number
  /** The best outcome of all addresses; `isSuspected` is asked of those that another channel's refusal decides. */
  of(outcome: Outcome, isSuspected: boolean): number
}

export function answersOf({ facts, sources }: FlagInput, join: Join, book: VerdictBook): Answers {
  const byFact = new Map<number, number>()
  const evidences = new Map<number, number>()
  const byDays = new Map<number, number>()

  function blockedBy(link: number): number {
    const fact = link >> 1
    return remember(byFact, contentKey(fact, OUTCOMES.length, (link & 1) === 1), () =>
      book.answer({
        allowed: false,
        reason: join.reason(fact),
        sinceDay: facts.day[fact]!,
        untilDay: NO_DAY,
        evidence: evidenceOf(facts, sources, fact),
        suspected: (link & 1) === 1,
      }),
    )
  }

  /** The same for all facts that read the same in a verdict: source, kind, detail, day, and whether there is a topic. */
  function contentKey(fact: number, outcome: number, suspected: boolean): number {
    const topic = facts.purpose[fact] === NONE ? 0 : 1
    const words = (facts.source[fact]! * KINDS.length + facts.kind[fact]!) * (facts.details.length + 1)
    const evidence = remember(evidences, (words + facts.detail[fact]! + 1) * 2 + topic, () => evidences.size)
    return ((evidence * DAYS + dayKey(facts.day[fact]!)) * (OUTCOMES.length + 1) + outcome) * 2 + (suspected ? 1 : 0)
  }

  function of(best: Outcome, isSuspected: boolean): number {
    const { outcome, fact, day, until } = best
    const suspected = OUTCOMES[outcome] === 'unsubscribed_other_channel' && isSuspected
    const put = (): number => answerOf(best, suspected)
    if (fact === NONE) return remember(byDays, (outcome * DAYS + dayKey(day)) * DAYS + dayKey(until), put)
    if (until !== NO_DAY) return put()
    return remember(byFact, contentKey(fact, outcome, suspected), put)
  }

  function answerOf({ outcome, fact, day, until }: Outcome, suspected: boolean): number {
    const name = OUTCOMES[outcome]!
    return book.answer({
      allowed: isOpen(outcome),
      reason: name !== 'address_blocked' ? name : fact === NONE ? 'invalid' : join.reason(fact),
      sinceDay: fact === NONE ? day : facts.day[fact]!,
      untilDay: until,
      evidence: fact !== NONE ? evidenceOf(facts, sources, fact) : day === NO_DAY ? null : saleEvidence(name, day),
      suspected,
    })
  }

  return { blockedBy, of }
}

const saleEvidence = (name: string, day: number): string =>
  name.endsWith('expired')
    ? `expired ${fromDayNo(day)}`
    : `last ${name === 'recent_inquiry' ? 'inquiry' : 'sale'} ${fromDayNo(day)}`

/** Days of the years 1 to 9999 and "no day" fit into 22 bits, so two of them and an outcome are an exact number. */
export const DAYS = 2 ** 22
export const dayKey = (day: number): number => (day === NO_DAY ? 0 : day + 2 ** 20)

function remember(known: Map<number, number>, key: number, make: () => number): number {
  let no = known.get(key)
  if (no === undefined) {
    no = make()
    known.set(key, no)
  }
  return no
}
