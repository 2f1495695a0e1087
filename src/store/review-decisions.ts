/** Reviewers' decisions: appended, never changed; and the records that people name in them. */

import { compareText } from '../base/order.ts'
import { type ReviewDecisionRow, reviewDecisions } from './memory-tables.ts'
import type { Store } from './store.ts'

export interface NewDecision {
  readonly uids: readonly [string, string]
  /** `undecided` takes back what was decided of the pair. */
  readonly decision: 'same' | 'different' | 'undecided'
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
      if ((last.get(key) ?? 'undecided') === decision) continue
      last.set(key, decision)
      insert([next++, l, r, decision, by, at, note])
    }
  })
  append.immediate()
  return next - first
}

/** Of each pair the last decision, in the order they were made; pairs whose decision was taken back are left out. */
export function decisionsInForce(store: Store): readonly ReviewDecisionRow[] {
  const last = new Map<string, ReviewDecisionRow>()
  for (const row of reviewDecisions.all(store, ['decision_no'])) last.set(JSON.stringify([row.uid_l, row.uid_r]), row)
  return [...last.values()]
    .filter(({ decision }) => decision !== 'undecided')
    .sort((l, r) => l.decision_no - r.decision_no)
}

export interface DecidedPair {
  readonly no: number
  readonly decision: string
  readonly by: string | null
  readonly at: string
  readonly note: string | null
  /** `source:record id` where the source has keys, else of the line; null where the record is no longer there. */
  readonly nameL: string | null
  readonly nameR: string | null
}

/** Decisions in force with the records they are about, the latest first. */
export function listDecisions(store: Store, page: { readonly from: number; readonly rows: number }): DecidedPair[] {
  const shown = decisionsInForce(store)
    .toReversed()
    .slice(page.from, page.from + page.rows)
  const names = namesOfUids(store, new Set(shown.flatMap((d) => [d.uid_l, d.uid_r])))
  const name = (uid: string) => {
    const found = names.get(uid)
    return found === undefined ? null : `${found.source}:${found.recordId}`
  }
  return shown.map((d) => ({
    no: d.decision_no,
    decision: d.decision,
    by: d.decided_by,
    at: d.decided_at,
    note: d.note,
    nameL: name(d.uid_l),
    nameR: name(d.uid_r),
  }))
}

/** Takes back the last decision of a pair: what was decided of it before counts again. Null where it is not the last any more. */
export function takeBackDecision(
  store: Store,
  decisionNo: number,
  by: string | null,
  at: string,
): ReviewDecisionRow | null {
  const [given] = reviewDecisions.where(store, { decision_no: decisionNo })
  if (given === undefined) return null
  const { uid_l, uid_r } = given
  const all = reviewDecisions.where(store, { uid_l, uid_r }, ['decision_no'])
  if (all.at(-1)!.decision_no !== decisionNo || given.decision === 'undecided') return null
  const decision = (all.at(-2)?.decision ?? 'undecided') as NewDecision['decision']
  appendDecisions(store, [{ uids: [uid_l, uid_r], decision, by, at, note: null }])
  return given
}

/** Of those that are there, how people name them. */
export function namesOfUids(store: Store, uids: ReadonlySet<string>): ReadonlyMap<string, RecordName> {
  const found = new Map<string, RecordName>()
  if (uids.size === 0) return found
  const rows = store.db
    .prepare(
      `SELECT s.uid, o.name AS source, s.own_key AS ownKey,
         (SELECT count(*) FROM source_record b WHERE s.own_key IS NULL AND b.source_no = s.source_no
            AND (b.line < s.line OR (b.line = s.line AND b.rec <= s.rec))) AS rowNo
       FROM source_record s JOIN source o ON o.source_no = s.source_no WHERE s.uid IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify([...uids])) as { uid: string; source: string; ownKey: string | null; rowNo: number }[]
  for (const { uid, source, ownKey, rowNo } of rows) found.set(uid, { source, recordId: ownKey ?? String(rowNo) })
  return found
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
