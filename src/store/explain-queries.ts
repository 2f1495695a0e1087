/** What `explain` asks of the workspace: one person's rows, found by person id or by source and record id. */

import { CLEAN_FIELDS, type CleanField } from '../record/fields.ts'
import { cleaned } from './cleaned-tables.ts'
import type { Store } from './store.ts'

export interface FoundRecord {
  readonly rec: number
  readonly person_no: number | null
  readonly person_id: string | null
}

/** The records with this id in this source: the own key, else the row number (1-based rank of the line). */
export function findRecords(store: Store, source: string, recordId: string): FoundRecord[] {
  const rowNo = /^[1-9]\d{0,14}$/.test(recordId) ? Number(recordId) : -1
  return store.db
    .prepare(
      `WITH wanted AS (
         SELECT rec FROM source_record WHERE own_key = @recordId AND source_no = (SELECT source_no FROM source WHERE name = @source)
         UNION ALL
         SELECT rec FROM (
           SELECT rec, own_key, row_number() OVER (ORDER BY line, rec) AS row_no FROM source_record
           WHERE @rowNo > 0 AND source_no = (SELECT source_no FROM source WHERE name = @source))
         WHERE own_key IS NULL AND row_no = @rowNo)
       SELECT w.rec, m.person_no, p.person_id
       FROM wanted w LEFT JOIN membership m ON m.rec = w.rec LEFT JOIN person p ON p.person_no = m.person_no
       ORDER BY p.person_id, w.rec`,
    )
    .all({ source, recordId, rowNo }) as FoundRecord[]
}

export type PersonRecord = {
  readonly rec: number
  readonly uid: string
  readonly source: string
  readonly record_id: string
  readonly band: string
} & { readonly [F in CleanField]: string | null }

/** The records of a person with their cleaned fields, by source and record id. */
export function recordsOfPerson(store: Store, personNo: number): PersonRecord[] {
  const found = store.db
    .prepare(
      `SELECT s.rec, s.uid, o.name AS source, m.band,
         coalesce(s.own_key, (SELECT CAST(count(*) AS TEXT) FROM source_record b
                              WHERE b.source_no = s.source_no AND b.line <= s.line)) AS record_id
       FROM membership m JOIN source_record s ON s.rec = m.rec JOIN source o ON o.source_no = s.source_no
       WHERE m.person_no = ? ORDER BY s.source_no, s.own_key, s.line, s.uid`,
    )
    .all(personNo) as Omit<PersonRecord, CleanField>[]
  const rows = cleaned.whereIn(store, 'rec', new Set(found.map((record) => record.rec)))
  const fieldsOf = new Map(rows.map((row) => [row.rec, row]))
  return found.map((record) => ({ ...NO_FIELDS, ...fieldsOf.get(record.rec), ...record }))
}

const NO_FIELDS = Object.fromEntries(CLEAN_FIELDS.map((f) => [f, null])) as Record<CleanField, null>

export interface PairBetween {
  readonly rec_l: number
  readonly rec_r: number
  readonly match_weight: number
  readonly match_probability: number
  readonly decision: string
}

/** Scored pairs of which both records are among `recs`, strongest first. */
export function pairsAmong(store: Store, recs: readonly number[]): PairBetween[] {
  return store.db
    .prepare(
      `WITH wanted AS (SELECT value AS rec FROM json_each(?))
       SELECT rec_l, rec_r, match_weight, match_probability, decision FROM pair
       WHERE rec_l IN (SELECT rec FROM wanted) AND rec_r IN (SELECT rec FROM wanted)
       ORDER BY match_weight DESC, rec_l, rec_r`,
    )
    .all(JSON.stringify(recs)) as PairBetween[]
}

export interface RecordChange {
  readonly rec: number
  readonly uid: string
  readonly field: string
  readonly before: string
  readonly after: string
  readonly rule: string
  readonly confidence: number
  readonly decision: string
  readonly evidence: string
}

export function changesOf(store: Store, recs: readonly number[]): RecordChange[] {
  return store.db
    .prepare(
      `SELECT rec, uid, field, before, after, rule, confidence, decision, evidence
       FROM change JOIN source_record USING (rec)
       WHERE rec IN (SELECT value FROM json_each(?)) ORDER BY field, rule, before, after`,
    )
    .all(JSON.stringify(recs)) as RecordChange[]
}

export interface PossibleMatchOf {
  readonly person_id: string
  readonly match_probability: number
}

/** Other persons who may be this one. */
export function possibleMatchesOf(store: Store, personNo: number): PossibleMatchOf[] {
  return store.db
    .prepare(
      `SELECT p.person_id, x.match_probability
       FROM possible_match x JOIN person p ON p.person_no = CASE x.person_l WHEN @no THEN x.person_r ELSE x.person_l END
       WHERE x.person_l = @no OR x.person_r = @no ORDER BY x.match_probability DESC, p.person_id`,
    )
    .all({ no: personNo }) as PossibleMatchOf[]
}

/** The day of the last run, for pages made again without a run; null before the first. */
export function lastAsOf(store: Store): string | null {
  const day: unknown = store.db.prepare('SELECT as_of FROM run_log ORDER BY run_no DESC LIMIT 1').pluck().get()
  return typeof day === 'string' ? day : null
}
