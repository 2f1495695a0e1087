/** Reading and writing of what people decided about repairs, and the trail by which repairs are found. */

import type { TrailDecision } from '../record/cleaned.ts'
import type { CleanField } from '../record/fields.ts'
import { repairDecisions } from './repair-decision-table.ts'
import type { Store } from './store.ts'

export interface NewRepairDecision {
  readonly repair: { readonly id: string; readonly uid: string } | null
  readonly rule: string | null
  readonly undo: boolean
  readonly by: string | null
  readonly at: string
  readonly note: string | null
  /** The suggestion is followed, or with a `value` that instead. */
  readonly accept?: { readonly value: string | null }
}

export function appendRepairDecisions(store: Store, decisions: readonly NewRepairDecision[]): void {
  const append = store.db.transaction(() => {
    // Not their count: those about people who were erased are gone.
    let next = Number(store.db.prepare('SELECT coalesce(max(decision_no) + 1, 0) FROM repair_decision').pluck().get())
    const insert = repairDecisions.rawInserter(store)
    for (const { repair, rule, undo, by, at, note, accept } of decisions) {
      const decision = accept === undefined ? (undo ? 'undo' : 'redo') : 'accept'
      insert([next++, repair?.id ?? null, repair?.uid ?? null, rule, decision, by, at, note, accept?.value ?? null])
    }
  })
  append.immediate()
}

/** In the order they were made. */
export function readRepairOrders(store: Store) {
  return [...repairDecisions.all(store, ['decision_no'])].map(({ repair_id: id, uid, rule, decision, value }) => ({
    undo: decision === 'undo',
    accept: decision === 'accept' ? { value } : null,
    repair: id === null || uid === null ? null : { id, uid },
    rule,
  }))
}

/** `[record, uid]` of the records with these uids that are there. */
export function recordsOfUids(store: Store, uids: ReadonlySet<string>): [number, string][] {
  if (uids.size === 0) return []
  return store.db
    .prepare('SELECT rec, uid FROM source_record WHERE uid IN (SELECT value FROM json_each(?))')
    .raw()
    .all(JSON.stringify([...uids])) as [number, string][]
}

export interface FoundRepair {
  readonly uid: string
  readonly source: string
  readonly ownKey: string | null
  readonly field: CleanField
  readonly before: string
  readonly after: string
  readonly rule: string
  readonly confidence: number
  readonly decision: TrailDecision
  readonly evidence: string
}

/** Every change of the last run, with the uid of its record; of one rule where one is given. */
export function* eachRepair(store: Store, rule: string | null = null): IterableIterator<FoundRepair> {
  yield* store.db
    .prepare(
      `SELECT s.uid, o.name AS source, s.own_key AS ownKey, c.field, c.before, c.after, c.rule, c.confidence, c.decision, c.evidence
       FROM change c JOIN source_record s ON s.rec = c.rec JOIN source o ON o.source_no = s.source_no
       WHERE @rule IS NULL OR c.rule = @rule ORDER BY s.uid, c.field, c.rule, c.before, c.after`,
    )
    .iterate({ rule }) as IterableIterator<FoundRepair>
}
