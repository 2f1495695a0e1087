/** Distinct verdicts, each once; numbered at the end by content, so that numbers do not depend on the order of people. */

import { compareText } from '../../base/order.ts'
import { fromDayNo } from '../../record/dates.ts'
import { CHANNELS } from '../../record/project.ts'
import { type FactColumns, kindOf, NO_DAY, NONE } from '../facts/fact-columns.ts'
import type { FlagSource } from '../flag-input.ts'

/** An answer before the alternate channel is known. */
export interface Answer {
  readonly allowed: boolean
  readonly reason: string
  readonly sinceDay: number
  readonly untilDay: number
  readonly evidence: string | null
  readonly suspected: boolean
}

export class VerdictBook {
  readonly #answers: Answer[] = []
  readonly #byText = new Map<string, number>()
  /** answer × (alternate + 1) → number of first appearance. */
  readonly #verdicts = new Map<number, number>()
  readonly #order: number[] = []

  /** The number of an answer. */
  answer(answer: Answer): number {
    const key = `${answer.reason}|${answer.sinceDay}|${answer.untilDay}|${answer.allowed}|${answer.suspected}|${answer.evidence}`
    let no = this.#byText.get(key)
    if (no === undefined) {
      no = this.#answers.length
      this.#answers.push(answer)
      this.#byText.set(key, no)
    }
    return no
  }

  isAllowed(answer: number): boolean {
    return this.#answers[answer]!.allowed
  }

  /** The provisional number of an answer with an alternate channel (NONE: none). */
  verdict(answer: number, alternate: number): number {
    const key = answer * (CHANNELS.length + 1) + alternate + 1
    let no = this.#verdicts.get(key)
    if (no === undefined) {
      no = this.#order.length
      this.#order.push(key)
      this.#verdicts.set(key, no)
    }
    return no
  }

  /** All verdicts in their final order, and provisional number → final number. */
  finish(): { readonly rows: readonly (Answer & { readonly alternate: number })[]; readonly finalNo: Int32Array } {
    const rows = this.#order.map((key, provisional) => {
      const answer = this.#answers[Math.floor(key / (CHANNELS.length + 1))]!
      const alternate = (key % (CHANNELS.length + 1)) - 1
      const text = [
        answer.allowed ? 0 : 1,
        answer.reason,
        answer.evidence ?? '',
        answer.sinceDay,
        answer.untilDay,
        answer.suspected,
        alternate,
      ].join('|')
      return { row: { ...answer, alternate }, provisional, text }
    })
    rows.sort((l, r) => compareText(l.text, r.text))
    const finalNo = new Int32Array(rows.length)
    for (const [i, { provisional }] of rows.entries()) finalNo[provisional] = i
    return { rows: rows.map(({ row }) => row), finalNo }
  }
}

/** `<source>: <kind> <date>` with the provider's detail: no personal data, no line numbers. */
export function evidenceOf(facts: FactColumns, sources: readonly FlagSource[], fact: number): string {
  const day = facts.day[fact]!
  const detail = facts.detail[fact] === NONE ? '' : ` (${facts.details[facts.detail[fact]!]})`
  const date = day === NO_DAY ? '' : ` ${fromDayNo(day)}`
  return `${sources[facts.source[fact]!]!.name}: ${kindOf(facts, fact)}${date}${detail}`
}
