/** Decisions in force as a file that `review --import` and `match --decisions` take. */

import { csvText } from '../sinks/csv.ts'
import { decisionsInForce, namesOfUids } from '../store/review-decisions.ts'
import type { Store } from '../store/store.ts'

const COLUMNS = ['source_l', 'record_id_l', 'source_r', 'record_id_r', 'decision', 'note', 'decided_by', 'decided_at']

/** In the order they were made; those about records that are no longer there are left out. */
export function decisionsCsv(store: Store): string {
  const decisions = decisionsInForce(store)
  const names = namesOfUids(store, new Set(decisions.flatMap((d) => [d.uid_l, d.uid_r])))
  const rows = decisions.flatMap((d) => {
    const [l, r] = [names.get(d.uid_l), names.get(d.uid_r)]
    if (l === undefined || r === undefined) return []
    return [[l.source, l.recordId, r.source, r.recordId, d.decision, d.note, d.decided_by, d.decided_at]]
  })
  return [COLUMNS, ...rows].map((row) => `${csvText(row)}\n`).join('')
}
