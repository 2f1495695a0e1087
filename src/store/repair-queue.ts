/** Suggested repairs that wait for a person: laid out beside the pairs, in tables of this connection only. */

import { repairId } from '../record/repair-id.ts'
import type { Store } from './store.ts'

export interface QueuedRepair {
  readonly place: number
  readonly id: string
  readonly uid: string
  readonly rec: number
  readonly field: string
  readonly before: string
  /** The suggestion; empty where there is none. */
  readonly after: string
  readonly rule: string
  readonly confidence: number
  readonly evidence: string
  /** undo (kept as given) | accept; null: nobody has decided. */
  readonly decision: string | null
  /** What stands instead of the suggestion. */
  readonly value: string | null
  readonly decisionNo: number | null
}

export interface RepairFilter {
  readonly rule: string | null
  readonly sourceNo: number | null
}

/** E-mail addresses first, as they decide who can be reached; then by rule, the surest first. */
export function layOutRepairs(store: Store): void {
  for (const name of ['review_repair', 'review_repair_done']) store.db.exec(`DROP TABLE IF EXISTS temp."${name}"`)
  store.db.function('goldpan_repair_id', { deterministic: true }, (uid, field, before, after) =>
    repairId(String(uid), { field: String(field), before: String(before), after: String(after) }),
  )
  store.db.exec(`
    CREATE TEMP TABLE review_repair_done (repair_id TEXT PRIMARY KEY, decision TEXT, value TEXT, decision_no INTEGER) WITHOUT ROWID;
    CREATE TEMP TABLE review_repair (place INTEGER PRIMARY KEY, repair_id TEXT, change_row INTEGER, source_no INTEGER, rule TEXT);
    INSERT INTO review_repair
      SELECT row_number() OVER (ORDER BY c.field NOT LIKE 'email%', c.rule, c.after = '', c.confidence DESC, s.uid, c.field, c.before) - 1,
        goldpan_repair_id(s.uid, c.field, c.before, c.after), c.rowid, s.source_no, c.rule
      FROM change c JOIN source_record s ON s.rec = c.rec WHERE c.decision = 'review'`)
}

/** Takes in what was decided since, by whichever process. */
export function followRepairDecisions(store: Store): void {
  const known = Number(store.db.prepare('SELECT coalesce(max(decision_no), -1) FROM review_repair_done').pluck().get())
  store.db
    .prepare(
      `INSERT OR REPLACE INTO review_repair_done SELECT repair_id, decision, value, decision_no FROM repair_decision
       WHERE repair_id IS NOT NULL AND decision_no > ? ORDER BY decision_no`,
    )
    .run(known)
}

const OPEN = `(d.decision IS NULL OR d.decision = 'redo')`
const FROM = `FROM review_repair q LEFT JOIN review_repair_done d ON d.repair_id = q.repair_id
  WHERE (@rule IS NULL OR q.rule = @rule) AND (@sourceNo IS NULL OR q.source_no = @sourceNo)`
const SELECT = `
  SELECT q.place, q.repair_id AS id, s.uid, c.rec, c.field, c.before, c.after, c.rule, c.confidence, c.evidence,
    iif(${OPEN}, NULL, d.decision) AS decision, d.value, d.decision_no AS decisionNo
  FROM (SELECT q.* ${FROM} AND q.place = coalesce(@place, (SELECT min(q.place) ${FROM} AND q.place >= @from AND ${OPEN}))) q
    JOIN change c ON c.rowid = q.change_row JOIN source_record s ON s.rec = c.rec
    LEFT JOIN review_repair_done d ON d.repair_id = q.repair_id`

/** The first open one from a place on. */
export function nextOpenRepair(store: Store, filter: RepairFilter, from: number): QueuedRepair | null {
  return (store.db.prepare(SELECT).get({ ...filter, from, place: null }) as QueuedRepair | undefined) ?? null
}

/** The one at a place, decided or not. */
export function repairAt(store: Store, place: number): QueuedRepair | null {
  const bound = { rule: null, sourceNo: null, from: 0, place }
  return (store.db.prepare(SELECT).get(bound) as QueuedRepair | undefined) ?? null
}

export function countRepairs(store: Store, filter: RepairFilter): { readonly total: number; readonly open: number } {
  const sql = `SELECT count(*) AS total, coalesce(sum(${OPEN}), 0) AS open ${FROM}`
  return store.db.prepare(sql).get({ ...filter }) as { total: number; open: number }
}

export const queuedRules = (store: Store): string[] =>
  store.db.prepare('SELECT DISTINCT rule FROM review_repair ORDER BY rule').pluck().all() as string[]
