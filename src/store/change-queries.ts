/** What the report asks of the trail of changes: counts, and an example of each kind. */

import type { Store } from './store.ts'

interface Counted {
  readonly n: number
}

function all<Row>(store: Store, sql: string): Row[] {
  return store.db.prepare(sql).all() as Row[]
}

export interface ChangeCount extends Counted {
  readonly rule: string
  readonly field: string
  readonly decision: string
}

export function countChanges(store: Store): ChangeCount[] {
  return all(store, 'SELECT rule, field, decision, count(*) AS n FROM change GROUP BY 1, 2, 3 ORDER BY n DESC, 1, 2, 3')
}

export interface ChangeExample extends ChangeCount {
  readonly uid: string
  readonly before: string
  readonly after: string
  readonly evidence: string
}

/** One change of each rule, field and decision: the one of the smallest uid, whatever the order of the rows. */
export function changeExamples(store: Store): ChangeExample[] {
  return all(
    store,
    `SELECT c.rule, c.field, c.decision, c.before, c.after, c.evidence, s.uid, count(*) AS n,
       min(s.uid || char(31) || c.before || char(31) || c.after) AS first
     FROM change c JOIN source_record s ON s.rec = c.rec GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  )
}

export interface DomainFix extends Counted {
  readonly before: string
  readonly after: string
}

/** Mistyped e-mail domains that were put right, with how often; the part before the @ never leaves the database. */
export function countDomainFixes(store: Store): DomainFix[] {
  return all(
    store,
    `SELECT before, after, count(*) AS n FROM (
       SELECT lower(substr(before, instr(before, '@') + 1)) AS before, lower(substr(after, instr(after, '@') + 1)) AS after
       FROM change
       WHERE field IN ('email', 'email_2') AND decision = 'repaired' AND instr(before, '@') > 0 AND instr(after, '@') > 0)
     WHERE before <> after GROUP BY 1, 2 ORDER BY n DESC, 1, 2`,
  )
}
