/** Whether a suppression list is in truth a list of everyone: it names most of the people of a source. */

import { FingerprintSet } from '../base/fingerprints.ts'
import { readEmails } from './facts/subject.ts'

export interface EveryoneRule {
  /** A list that names more than this share of a source's people must be confirmed … */
  readonly share: number
  /** … where it names at least so many. */
  readonly people: number
}

/** Whom the restrictions of one list name, by e-mail address and customer key. */
export class Listed {
  readonly name: string
  readonly #subjects = new FingerprintSet()

  constructor(name: string) {
    this.name = name
  }

  get size(): number {
    return this.#subjects.size
  }

  add(kind: string, email: string | null, key: string | null): void {
    if (OPENS.has(kind)) return
    if (email !== null) this.#subjects.add(`e${email}`)
    if (key !== null) this.#subjects.add(`k${key}`)
  }

  names(emails: readonly string[], key: string | null): boolean {
    return (key !== null && this.#subjects.has(`k${key}`)) || emails.some((email) => this.#subjects.has(`e${email}`))
  }
}
/** Facts that close nothing for good. */
const OPENS: ReadonlySet<string> = new Set(['opt_in', 'claimed_opt_in', 'soft_opt_in', 'alive', 'bounce_soft'])

/** How many of a source's people each list names. `fields`: of the columns, in the order of the cells; with each row goes the source's own key. */
export function countNamed(
  lists: readonly Listed[],
  fields: readonly (string | undefined)[],
  rows: Iterable<readonly [cells: readonly string[], key: string | null]>,
): readonly number[] {
  const counts = lists.map(() => 0)
  const places = fields.flatMap((field, i) => (field === 'email' || field === 'email_2' ? [i] : []))
  for (const [cells, key] of rows) {
    const emails = places.flatMap((i) => readEmails(cells[i] ?? ''))
    for (const [i, list] of lists.entries()) if (list.names(emails, key)) counts[i]!++
  }
  return counts
}

export const isEveryone = (named: number, people: number, rule: EveryoneRule): boolean =>
  named >= rule.people && named > rule.share * people
