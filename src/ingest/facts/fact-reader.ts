/** Raw rows → facts, for suppression lists and for the consent columns of customer tables. */

import type { Fact } from '../../record/fact.ts'
import { CONSENT_FIELDS } from '../../record/fields.ts'
import type { IsoDate } from '../../record/ids.ts'
import type { SourceSpec } from '../../record/project.ts'
import { plainDate } from './cell-date.ts'
import { consentReader } from './consent-columns.ts'
import type { FactRules } from './rules.ts'
import { suppressionReader } from './suppression-rows.ts'
import { isVerification } from './verification.ts'

/**
 * The facts of one row: cells in the order of the columns; `readDate` as decided for the source (ISO dates and Unix
 * times are understood without it). `rec` is null in all of them: for a customer row the caller sets its own.
 */
export type FactReader = (
  cells: readonly string[],
  readDate: (text: string) => IsoDate | null,
) => readonly Fact[] | { readonly reject: string }

export function factReader(spec: SourceSpec, columns: readonly string[], rules: FactRules): FactReader {
  const read =
    spec.role === 'suppressions' ? suppressionReader(spec, columns, rules) : consentReader(spec, columns, rules)
  const refusals = isVerification(rules.suppression, spec.provider) ? refusalReader(spec, columns, rules) : null
  return (cells, readDate) => {
    const dateOf = (text: string) => readDate(text) ?? plainDate(text)
    const facts = read(cells, dateOf)
    return refusals === null || 'reject' in facts ? facts : [...facts, ...refusals(cells, dateOf)]
  }
}

/** A verified list was somebody's customer table before: what it says of opting out still holds, a claim of consent does not. */
function refusalReader(
  spec: SourceSpec,
  columns: readonly string[],
  rules: FactRules,
): (...row: Parameters<FactReader>) => readonly Fact[] {
  const read = consentReader({ ...spec, provider: null, means: null }, columns, rules)
  return (cells, readDate) => {
    const facts = read(cells, readDate)
    return 'reject' in facts ? [] : facts.filter(({ kind }) => kind !== 'opt_in' && kind !== 'claimed_opt_in')
  }
}

/** Whether a source of people (`customers`, `leads`) carries facts at all. */
export function carriesFacts(spec: SourceSpec): boolean {
  const consent: ReadonlySet<string> = new Set(CONSENT_FIELDS)
  return (
    spec.role === 'suppressions' ||
    spec.means === 'subscribed' ||
    Object.values(spec.columns).some((f) => consent.has(f))
  )
}
