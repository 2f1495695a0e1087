/** What the report asks of the workspace: counts made by SQLite, and the rows of the outputs in their stable order. */

import { compareText } from '../base/order.ts'
import { columnBlocks } from './column-blocks.ts'
import { activities, complaints, contacts, contracts, purchases } from './event-tables.ts'
import { facts } from './fact-table.ts'
import { type PersonRow, persons } from './golden-table.ts'
import { byKeys, groupRows } from './group-rows.ts'
import type { PackedTable } from './packed-table.ts'
import { personChanges, plans } from './plan-tables.ts'
import { activityStates, segments } from './segment-tables.ts'
import type { Store } from './store.ts'
import type { SqlValue } from './table.ts'

/** A group and how many rows it has. */
interface Counted {
  readonly n: number
}

function rows<Row>(store: Store, sql: string): Row[] {
  return store.db.prepare(sql).all() as Row[]
}

/** Rows as arrays, straight from SQLite: no generator in between, as millions pass here. */
function stream(store: Store, sql: string): IterableIterator<SqlValue[]> {
  return store.db.prepare(sql).raw().iterate() as IterableIterator<SqlValue[]>
}

function number(store: Store, sql: string): number {
  return store.db.prepare(sql).pluck().get() as number
}

// ── rows of the outputs ──────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Gives the records without a key of their own the number of their row in the source (1-based rank of the line), in a
 * temporary table that {@link streamMemberships}, {@link streamChanges} and {@link findRecords} read. Call it before them.
 */
export function numberKeylessRecords(store: Store): void {
  store.db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS row_number_of (rec INTEGER PRIMARY KEY, row_no INTEGER NOT NULL);
    DELETE FROM temp.row_number_of;
    INSERT INTO temp.row_number_of
      SELECT rec, row_no FROM (
        SELECT rec, own_key, row_number() OVER (PARTITION BY source_no ORDER BY line, rec) AS row_no
        FROM source_record
        WHERE source_no IN (SELECT DISTINCT source_no FROM source_record WHERE own_key IS NULL))
      WHERE own_key IS NULL`)
}

const RECORD_ID = 'coalesce(s.own_key, CAST(k.row_no AS TEXT))'
const RECORD_ORDER = 's.source_no, s.own_key, k.row_no, s.uid'

/**
 * `[source no, record id, person no, band]` by source and record id. Names are left to the caller: joining them here would
 * make SQLite carry them through its sort, which takes half as long again.
 */
export function streamMemberships(store: Store): IterableIterator<SqlValue[]> {
  return stream(
    store,
    `SELECT s.source_no, ${RECORD_ID}, m.person_no, m.band
     FROM source_record s CROSS JOIN membership m ON m.rec = s.rec LEFT JOIN temp.row_number_of k ON k.rec = s.rec
     ORDER BY ${RECORD_ORDER}`,
  )
}

/** Ids of all persons; the index is the person's number. */
export function readPersonIds(store: Store): string[] {
  return store.db.prepare('SELECT person_id FROM person ORDER BY person_no').pluck().all() as string[]
}

/** `[source name, record id, field, before, after, rule, confidence, decision, evidence, uid]` by source and record id. */
export function streamChanges(store: Store): IterableIterator<SqlValue[]> {
  return stream(
    store,
    `SELECT o.name, ${RECORD_ID}, c.field, c.before, c.after, c.rule, c.confidence, c.decision, c.evidence, s.uid
     FROM change c JOIN source_record s ON s.rec = c.rec JOIN source o ON o.source_no = s.source_no
       LEFT JOIN temp.row_number_of k ON k.rec = c.rec
     ORDER BY ${RECORD_ORDER}, c.field, c.rule, c.before, c.after`,
  )
}

/** Chosen columns of the persons, in chunks, by person. */
export function* streamPersons(
  store: Store,
  columns: readonly (keyof PersonRow & string)[],
): IterableIterator<SqlValue[][]> {
  for (const [first, ...others] of persons.blocks(store, columns))
    yield first!.map((value, i) => [value, ...others.map((column) => column[i]!)])
}

/** Chosen columns of a table that has one row per person, after the person's number; in chunks, by person. */
export function* streamByPerson<Row extends { readonly [K in keyof Row]: SqlValue } & { readonly person_no: number }>(
  store: Store,
  table: PackedTable<Row>,
  columns: readonly (keyof Row & string)[],
): IterableIterator<SqlValue[][]> {
  for (const [persons, ...values] of table.blocks(store, ['person_no', ...columns]))
    yield persons!.map((person, i) => [person, ...values.map((column) => column[i]!)])
}

/** `[source name, path, line, reason, raw]` by source and line. */
export function streamRejects(store: Store): IterableIterator<SqlValue[]> {
  return stream(
    store,
    `SELECT o.name, f.path, r.line, r.reason, r.raw
     FROM reject r JOIN source o ON o.source_no = r.source_no LEFT JOIN file f ON f.source_no = r.source_no
     ORDER BY r.source_no, r.line, r.reason, r.raw`,
  )
}

/** `[source no, person no]` of every source record; null for a record that belongs to nobody yet. In no particular order. */
export function streamRecordOwners(store: Store): IterableIterator<SqlValue[]> {
  return stream(store, 'SELECT s.source_no, m.person_no FROM source_record s LEFT JOIN membership m ON m.rec = s.rec')
}

// ── counts for the page ──────────────────────────────────────────────────────────────────────────────────────────────

export interface RejectCount extends Counted {
  readonly source: string
  readonly reason: string
}

export function countRejects(store: Store): RejectCount[] {
  return rows(
    store,
    `SELECT o.name AS source, r.reason AS reason, count(*) AS n FROM reject r JOIN source o USING (source_no)
     GROUP BY 1, 2 ORDER BY n DESC, 1, 2`,
  )
}

export interface EventCount extends Counted {
  readonly kind: string
}

/** Rows of each event table, and facts by kind. */
export function countEvents(store: Store): EventCount[] {
  return [purchases, activities, contracts, contacts, complaints].map((table) => ({
    kind: table.name,
    n: table.count(store),
  }))
}

export function countFacts(store: Store): EventCount[] {
  const counts = new Map<string, number>()
  for (const [kinds] of columnBlocks(store, facts, ['kind']))
    for (const kind of kinds as readonly string[]) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const counted = [...counts].map(([kind, n]) => ({ kind, n }))
  return counted.sort((l, r) => r.n - l.n || compareText(l.kind, r.kind))
}

/** Persons by how many records they have. */
export function countClusterSizes(store: Store): { readonly size: number; readonly n: number }[] {
  return rows(store, 'SELECT records AS size, count(*) AS n FROM person GROUP BY 1 ORDER BY 1')
}

export function countHouseholds(store: Store): { readonly households: number; readonly people: number } {
  return store.db
    .prepare(
      `SELECT count(*) AS households, coalesce(sum(n), 0) AS people
       FROM (SELECT count(*) AS n FROM person WHERE household_id IS NOT NULL GROUP BY household_id HAVING count(*) > 1)`,
    )
    .get() as { households: number; people: number }
}

export interface WeightCount extends Counted {
  /** Lower edge, in whole bits. */
  readonly weight: number
  readonly decision: string
  /** Sum of the match probabilities: how many of the pairs are right, as the model has it. */
  readonly expected: number
}

/** Pairs by match weight in steps of one bit. */
export function countPairWeights(store: Store): WeightCount[] {
  return rows(
    store,
    `SELECT CAST(floor(match_weight) AS INTEGER) AS weight, decision, count(*) AS n, sum(match_probability) AS expected
     FROM pair GROUP BY 1, 2 ORDER BY 1, 2`,
  )
}

export function countPossibleMatches(store: Store): number {
  return number(store, 'SELECT count(*) FROM possible_match')
}

export interface StateCount extends Counted {
  readonly state: string
  readonly customers: number
  readonly monetary_minor: number
  readonly expected_value_minor: number | null
}

export function countStates(store: Store): StateCount[] {
  return groupRows(store, segments, ['state'], ['is_customer', 'monetary_minor', 'expected_value_minor']).map(
    ({ keys: [state], n, sums: [customers, monetary, value] }) => ({
      state: String(state),
      n,
      customers: customers ?? 0,
      monetary_minor: monetary ?? 0,
      expected_value_minor: value!,
    }),
  )
}

export interface BehaviourCount extends Counted {
  readonly behaviour: string
  readonly state: string
}

export function countBehaviours(store: Store): BehaviourCount[] {
  return groupRows(store, segments, ['behaviour', 'state'], []).flatMap(({ keys: [behaviour, state], n }) =>
    behaviour === null ? [] : [{ behaviour: String(behaviour), state: String(state), n }],
  )
}

export interface ActivityCount extends Counted {
  readonly brand: string
  readonly activity: string
  readonly state: string
}

export function countActivityStates(store: Store): ActivityCount[] {
  const groups = groupRows(store, activityStates, ['brand', 'activity', 'state'], [])
  return groups.sort(byKeys).map(({ keys: [brand, activity, state], n }) => ({
    brand: String(brand),
    activity: String(activity),
    state: String(state),
    n,
  }))
}

export interface RfmCount extends Counted {
  readonly r: number
  readonly f: number
  readonly monetary_minor: number
}

export function countRfm(store: Store): RfmCount[] {
  const groups = groupRows(store, segments, ['r', 'f'], ['monetary_minor']).sort(byKeys)
  return groups.flatMap(({ keys: [r, f], n, sums: [monetary] }) =>
    r === null || f === null ? [] : [{ r: Number(r), f: Number(f), n, monetary_minor: monetary ?? 0 }],
  )
}

/** People by months (of 30 days) since their last activity. */
export function countRecency(store: Store): { readonly months: number; readonly n: number }[] {
  const counts: number[] = []
  for (const [days] of segments.blocks(store, ['recency_days']))
    for (const day of days!) {
      if (day === null) continue
      const months = Math.trunc(Number(day) / 30)
      counts[months] = (counts[months] ?? 0) + 1
    }
  return Object.entries(counts).map(([months, n]) => ({ months: Number(months), n }))
}

export interface PlanCount extends Counted {
  readonly channel: string | null
  readonly offer: string | null
  readonly arm: string
  readonly reason: string
  readonly expected_net_minor: number | null
}

export function countPlans(store: Store): PlanCount[] {
  return groupRows(store, plans, ['channel', 'offer', 'arm', 'reason'], ['expected_net_minor']).map(
    ({ keys: [channel, offer, arm, reason], n, sums: [net] }) => ({
      channel: channel === null ? null : String(channel),
      offer: offer === null ? null : String(offer),
      arm: String(arm),
      reason: String(reason),
      n,
      expected_net_minor: net!,
    }),
  )
}

export interface MovementCount extends Counted {
  readonly change: string
  readonly before: string
  readonly now: string
}

/** People by what became of them since the last run of an earlier day. */
export function countMovements(store: Store): MovementCount[] {
  const groups = groupRows(store, personChanges, ['change', 'before', 'now'], []).sort(byKeys)
  return groups.map(({ keys: [change, before, now], n }) => ({
    change: String(change),
    before: String(before),
    now: String(now),
    n,
  }))
}
