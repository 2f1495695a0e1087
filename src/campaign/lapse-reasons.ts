/** rules/lapse-reasons.yaml: why people say they left, sorted by the words of their answers. */

import * as z from 'zod'
import type { RuleSpec } from '../rules/rule-file.ts'
import { fold } from '../text/fold.ts'

/** What the plan can act on; `other` is what fits none. */
const LAPSE_REASONS = ['service', 'moved', 'no_need', 'price', 'competitor'] as const
export type LapseReason = (typeof LAPSE_REASONS)[number] | 'other'

const schema = z.strictObject({
  reasons: z.array(z.strictObject({ reason: z.enum(LAPSE_REASONS), words: z.array(z.array(z.string().min(2))) })),
  negations: z.array(z.string()),
})

export type LapseReasonRules = z.infer<typeof schema>

export const LAPSE_REASON_RULES: RuleSpec<LapseReasonRules> = { name: 'lapse-reasons', schema }

/** Other words between two words of a phrase, at most. */
const GAP = 2
/** Answers may be long, and every phrase is sought at every word. */
const MOST_LETTERS = 2000

/** Returns what tells the reason of an answer; null where it holds no words. The first reason that fits anywhere is taken. */
export function lapseReasonReader({ reasons, negations }: LapseReasonRules): (answer: string) => LapseReason | null {
  const no = new Set(negations.map(fold))
  const phrases = reasons.map(({ reason, words }) => ({
    reason,
    phrases: words.flat().map((phrase) => fold(phrase).split(' ')),
  }))
  return (answer) => {
    if (!/\p{L}{2}/u.test(answer)) return null
    const clauses = answer
      .slice(0, MOST_LETTERS)
      .split(/[.,;:!?()\r\n…–—]+/)
      .map((clause) => fold(clause).split(' '))
    const found = phrases.find((each) =>
      clauses.some((words) => each.phrases.some((phrase) => says(words, phrase, no))),
    )
    return found?.reason ?? 'other'
  }
}

function says(words: readonly string[], phrase: readonly string[], no: ReadonlySet<string>): boolean {
  return words.some(
    (_, at) => startsAt(words, phrase, at) && !no.has(words[at - 1] ?? '') && !no.has(words[at - 2] ?? ''),
  )
}

function startsAt(words: readonly string[], phrase: readonly string[], start: number): boolean {
  if (!words[start]!.startsWith(phrase[0]!)) return false
  let at = start
  for (const part of phrase.slice(1)) {
    const near = words.slice(at + 1, at + 2 + GAP).findIndex((word) => word.startsWith(part))
    if (near < 0) return false
    at += 1 + near
  }
  return true
}
