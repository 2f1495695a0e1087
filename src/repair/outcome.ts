/** What repairing one distinct value (or combination of values) gives: clean values, and changes worth a row in the trail. */

import type { Change } from '../record/cleaned.ts'
import type { CleanField } from '../record/fields.ts'

export interface Outcome {
  readonly values: Partial<Readonly<Record<CleanField, string | null>>>
  /** Changes of content. Re-formatting (case, blanks, E.164, ISO dates) is not listed: the source record shows it. */
  readonly changes: readonly Change[]
}

/** Shared, for most values change nothing worth a row. */
export const UNCHANGED: readonly Change[] = []

export const NOTHING: Outcome = { values: {}, changes: UNCHANGED }

/** A value that could not be kept; `kept`: what a person may put there again, where that is not `before` as it is. */
export function dropped(
  field: CleanField,
  before: string,
  rule: string,
  evidence: string,
  kept: string | null = null,
): Outcome {
  const change = { field, before: before.slice(0, 200), after: '', rule, confidence: 1, evidence }
  return { values: {}, changes: [{ ...change, decision: 'invalid', ...(kept === null ? {} : { kept }) }] }
}

/** Runs of white space → one blank, control and invisible characters out, trimmed; cut at `limit` characters, never within a pair. */
export function tidy(text: string, limit = 200): string {
  const head = text.length > limit * 4 ? text.slice(0, limit * 4) : text
  const clean = CLEAN.test(head)
    ? head
    : head
        .replace(LONE_SURROGATE, '')
        .replace(
          /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/g,
          '',
        )
        .replace(/\s+/gu, ' ')
        .trim()
  return clean.length > limit ? clean.slice(0, limit).replace(LONE_SURROGATE, '').trim() : clean
}

/** Printable ASCII and Latin letters without double or outer blanks: most values, left at once. */
const CLEAN = /^[!-~\u00a1-\u00ac\u00ae-\u024f]+(?: [!-~\u00a1-\u00ac\u00ae-\u024f]+)*$/

/** With the u flag only halves without their partner match. */
const LONE_SURROGATE = /[\ud800-\udfff]/gu
