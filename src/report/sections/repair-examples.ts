/** Examples of repairs for the page: a few of each kind, with everything that would name a person covered. */

import { type Html, html } from '../../html/escape.ts'
import { dataTable } from '../../html/table.ts'
import type { ChangeExample } from '../../store/change-queries.ts'
import { decisionWords, ruleWords } from '../wording.ts'

const EXAMPLES_SHOWN = 8

/** One of each rule and outcome, what people and bounces took back first, then by how often it happened. */
export function exampleTable(
  examples: readonly ChangeExample[],
  idOf: (example: ChangeExample) => string,
  isPublic: (domain: string) => boolean,
): Html | null {
  const sorted = [...examples].sort(
    (l, r) => urgency(r) - urgency(l) || r.n - l.n || (l.rule + l.field < r.rule + r.field ? -1 : 1),
  )
  // What stands is shown once for each rule, by its commonest outcome.
  const commonest = new Map([...sorted].reverse().flatMap((e) => (isSetAside(e) ? [] : [[e.rule, e]])))
  const shown = sorted.filter((e) => isSetAside(e) || commonest.get(e.rule) === e)
  return dataTable({
    caption: 'Examples',
    columns: [
      { label: 'Rule' },
      { label: 'From what was given' },
      { label: 'What became of it, and why' },
      { label: 'Id' },
    ],
    rows: shown
      .slice(0, EXAMPLES_SHOWN)
      .map((e) => [
        ruleWords(e.rule, e.field),
        html`${covered(e.field, e.before, isPublic(domainOf(e.after)))}${
          e.after === '' ? null : html` → ${covered(e.field, e.after, isPublic(domainOf(e.after)))}`
        }`,
        html`<strong>${decisionWords(e.decision)}</strong>: ${e.evidence}`,
        html`<code>${idOf(e)}</code>`,
      ]),
    note: 'Names, numbers and what stands before the @ are covered here; the id finds the whole row in repairs.csv.',
  })
}

const URGENCY = ['dismissed', 'undone', 'revoked']
const urgency = (e: ChangeExample): number => URGENCY.indexOf(e.decision)
const isSetAside = (e: ChangeExample): boolean => urgency(e) >= 0

const LONGEST = 60

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()

/** What shows how the value changed, not whose it is; a domain only where many people have it. */
export function covered(field: string, text: string, isPublicDomain: boolean): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  if (field === 'email' || field === 'email_2') {
    const at = short.lastIndexOf('@')
    const domain = short.slice(at + 1)
    return at < 0 ? letters(short) : `${letters(short.slice(0, at))}@${isPublicDomain ? domain : letters(domain)}`
  }
  if (field === 'postcode' || field === 'city' || field === 'country' || field === 'region') return short
  return letters(short)
}

/** The first sign of each word stays, and every sign that is neither letter nor digit. */
const letters = (text: string): string => text.replace(/(?<=[\p{L}\p{N}])[\p{L}\p{M}\p{N}]+/gu, '··')
