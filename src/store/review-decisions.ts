/** Reviewers' decisions: appended, never changed; and the records that people name in them. */

import { compareText } from '../base/order.ts'
import { type ReviewDecisionRow, reviewDecisions } from './memory-tables.ts'
import type { Store } from './store.ts'

export interface NewDecision {
  readonly uids: readonly [string, string]
  readonly decision: 'same' | 'different'
  readonly by: string | null
  readonly at: string
  readonly note: string | null
}

/** Appends those that say something new of their pair; returns how many. */
export function appendDecisions(store: Store, decisions: readonly NewDecision[]): number {
  const last = new Map<string, string>()
  for (const row of reviewDecisions.all(store, ['decision_no']))
    last.set(JSON.stringify([row.uid_l, row.uid_r]), row.decision)
  // Not their count: those about people who were erased are gone.
  const first = Number(store.db.prepare('SELECT coalesce(max(decision_no) + 1, 0) FROM review_decision').pluck().get())
  let next = first
  const insert = reviewDecisions.rawInserter(store)
  const append = store.db.transaction(() => {
    for (const { uids, decision, by, at, note } of decisions) {
      const [l, r] = [...uids].sort(compareText) as [string, string]
      const key = JSON.stringify([l, r])
      if (last.get(key) === decision) continue
      last.set(key, decision)
      insert([next++, l, r, decision, by, at, note])
    }
  })
  append.immediate()
  return next - first
}

/** In the order they were made. */
export function readDecisions(store: Store): readonly ReviewDecisionRow[] {
  return [...reviewDecisions.all(store, ['decision_no'])]
}

/** Decisions about two records of these, one of each list, oldest first. */
export function decisionsBetween(
  store: Store,
  uidsL: readonly string[],
  uidsR: readonly string[],
): ReviewDecisionRow[] {
  return store.db
    .prepare(
      `WITH l AS (SELECT value AS uid FROM json_each(?)), r AS (SELECT value AS uid FROM json_each(?))
       SELECT * FROM review_decision
       WHERE (uid_l IN (SELECT uid FROM l) AND uid_r IN (SELECT uid FROM r))
          OR (uid_l IN (SELECT uid FROM r) AND uid_r IN (SELECT uid FROM l)) ORDER BY decision_no`,
    )
    .all(JSON.stringify(uidsL), JSON.stringify(uidsR)) as ReviewDecisionRow[]
}

/** A record as people name it: the source, and its own key there or else its row number. */
export interface RecordName {
  readonly source: string
  readonly recordId: string
}

export const recordNameKey = ({ source, recordId }: RecordName): string => JSON.stringify([source, recordId])

/** Uids by {@link recordNameKey}; several where a source uses a key twice, none where it has no such record. */
export function uidsOfNames(store: Store, names: readonly RecordName[]): ReadonlyMap<string, readonly string[]> {
  const wanted = new Set(names.map(recordNameKey))
  const found = new Map<string, string[]>()
  const rows = store.db
    .prepare(
      `SELECT o.name, s.own_key, s.uid FROM source_record s JOIN source o ON o.source_no = s.source_no
       WHERE o.name IN (SELECT value FROM json_each(?)) ORDER BY s.source_no, s.line, s.rec`,
    )
    .raw()
  let lastSource = ''
  let rowNo = 0
  for (const row of rows.iterate(JSON.stringify([...new Set(names.map((n) => n.source))]))) {
    const [source, ownKey, uid] = row as [string, string | null, string]
    rowNo = source === lastSource ? rowNo + 1 : 1
    lastSource = source
    const key = recordNameKey({ source, recordId: ownKey ?? String(rowNo) })
    if (wanted.has(key)) found.set(key, [...(found.get(key) ?? []), uid])
  }
  return found
}
