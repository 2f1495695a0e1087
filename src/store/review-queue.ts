/** What people should look at, most valuable first: laid out in tables of this connection only, which SQLite keeps in a file that ends with it. */

import { columnBlocks } from './column-blocks.ts'
import { contactability } from './contactability-table.ts'
import { readStageState } from './stage-state.ts'
import type { Store } from './store.ts'

/** possible: may be one person; suspected: those that also close somebody's channel; thin: merged, but by little. */
export type PairQueue = 'possible' | 'suspected' | 'thin'

export interface QueuedPair {
  /** From 0; the most valuable first. */
  readonly place: number
  readonly rec_l: number
  readonly rec_r: number
  readonly uid_l: string
  readonly uid_r: string
  readonly person_l: number
  readonly person_r: number
  readonly weight: number
  readonly probability: number
  /** Records of both people together. */
  readonly size: number
  /** Answers (brand, purpose and channel) of the two that are closed only because somebody else may be them. */
  readonly suspected: number
  /** Null: nobody has decided. */
  readonly decision: string | null
}

export interface QueueFilter {
  readonly queue: PairQueue
  /** Pairs with a record of this source; null: all. */
  readonly sourceNo: number | null
}

/** How far above the threshold a merge is still worth a look, in bits. */
const THIN_BITS = 3

/** What the queue follows from; another one means that there was a run since. */
export function queueEdition(store: Store): string {
  const match = readStageState(store, 'match')
  const flag = readStageState(store, 'flag')
  return JSON.stringify([
    readStageState(store, 'repair')?.key,
    match?.key,
    match?.summary.edition,
    flag?.key,
    flag?.summary.edition,
  ])
}

/** Lays the queues out anew; `sureBits`: the threshold of the last run. */
export function layOutQueues(store: Store, sureBits: number): void {
  for (const name of ['review_pair', 'review_suspected', 'review_done'])
    store.db.exec(`DROP TABLE IF EXISTS temp."${name}"`)
  store.db.exec(`
    CREATE TEMP TABLE review_done (uid_l TEXT, uid_r TEXT, decision TEXT, decision_no INTEGER, PRIMARY KEY (uid_l, uid_r)) WITHOUT ROWID;
    CREATE TEMP TABLE review_suspected (person_no INTEGER PRIMARY KEY, slots INTEGER NOT NULL);
    CREATE TEMP TABLE review_pair (queue TEXT, place INTEGER, rec_l INTEGER, rec_r INTEGER, uid_l TEXT, uid_r TEXT,
      source_l INTEGER, source_r INTEGER, person_l INTEGER, person_r INTEGER, weight REAL, probability REAL,
      size INTEGER, suspected INTEGER, PRIMARY KEY (queue, place)) WITHOUT ROWID`)
  findSuspected(store)
  const limits = { sure: sureBits, limit: sureBits + THIN_BITS }
  store.db
    .prepare(`INSERT INTO review_pair ${ranked('possible', POSSIBLE, 'value DESC, probability DESC')}`)
    .run({ sure: sureBits })
  store.db.prepare(`INSERT INTO review_pair ${ranked('thin', THIN, 'weight, size DESC')}`).run(limits)
}

/** Of each two people who may be one, their nearest pair of records. */
const POSSIBLE = `
  SELECT rec_l, rec_r, person_l, person_r, weight, probability FROM (
    SELECT p.rec_l, p.rec_r, a.person_no AS person_l, b.person_no AS person_r, p.match_weight AS weight, p.match_probability AS probability,
      row_number() OVER (PARTITION BY min(a.person_no, b.person_no), max(a.person_no, b.person_no)
                         ORDER BY p.match_weight DESC, p.rec_l, p.rec_r) AS nth
    FROM pair p JOIN membership a ON a.rec = p.rec_l JOIN membership b ON b.rec = p.rec_r
    WHERE p.decision = 'possible' AND a.person_no <> b.person_no) WHERE nth = 1`

/** Merged by little, where one of the two records hangs on nothing stronger. */
const THIN = `
  WITH weak AS MATERIALIZED (
         SELECT p.rec_l, p.rec_r, a.person_no, p.match_weight, p.match_probability
         FROM pair p JOIN membership a ON a.rec = p.rec_l JOIN membership b ON b.rec = p.rec_r
         WHERE p.decision = 'sure' AND p.match_weight < @limit AND a.person_no = b.person_no),
       weakly AS MATERIALIZED (SELECT rec_l AS rec FROM weak UNION SELECT rec_r FROM weak),
       strong AS MATERIALIZED (
         SELECT rec_l AS rec FROM pair WHERE decision = 'sure' AND match_weight >= @limit AND rec_l IN (SELECT rec FROM weakly)
         UNION SELECT rec_r FROM pair WHERE decision = 'sure' AND match_weight >= @limit AND rec_r IN (SELECT rec FROM weakly))
  SELECT rec_l, rec_r, person_no AS person_l, person_no AS person_r, match_weight AS weight, match_probability AS probability
  FROM weak WHERE rec_l NOT IN (SELECT rec FROM strong) OR rec_r NOT IN (SELECT rec FROM strong)`

/**
 * What a decision is worth: how open the question is (where a rule kept apart what weighs enough, half), times what hangs on it (a channel that is closed on suspicion most,
 * then how many records it is about).
 */
function ranked(queue: string, pairs: string, order: string): string {
  return `
    SELECT '${queue}', row_number() OVER (ORDER BY ${order}, uid_l, uid_r) - 1, rec_l, rec_r, uid_l, uid_r, source_l, source_r,
      person_l, person_r, weight, probability, size, suspected
    FROM (
      SELECT *, max(4 * probability * (1 - probability), iif(weight >= @sure, 0.5, 0)) * ((suspected > 0) * 4 + log2(size)) AS value FROM (
        SELECT q.*, l.uid AS uid_l, r.uid AS uid_r, l.source_no AS source_l, r.source_no AS source_r,
          x.records + iif(x.person_no = y.person_no, 0, y.records) AS size,
          coalesce((SELECT slots FROM review_suspected s WHERE s.person_no = q.person_l), 0)
            + iif(x.person_no = y.person_no, 0, coalesce((SELECT slots FROM review_suspected s WHERE s.person_no = q.person_r), 0)) AS suspected
        FROM (${pairs}) q JOIN source_record l ON l.rec = q.rec_l JOIN source_record r ON r.rec = q.rec_r
          JOIN person x ON x.person_no = q.person_l JOIN person y ON y.person_no = q.person_r))`
}

/** Whether the answers of flag are about the people of the last matching: between two stages of a run they are not. */
export function hasAnswers(store: Store): boolean {
  const match = readStageState(store, 'match')
  const edition = match?.summary.edition === undefined ? '' : ` ${match.summary.edition}`
  return match !== null && readStageState(store, 'flag')?.parts['stage match'] === `${match.key}${edition}`
}

function findSuspected(store: Store): void {
  if (!hasAnswers(store)) return
  const suspected = new Set(
    store.db.prepare('SELECT verdict_no FROM verdict WHERE suspected = 1').pluck().all() as number[],
  )
  if (suspected.size === 0) return
  const insert = store.db.prepare(
    'INSERT INTO review_suspected VALUES (?, ?) ON CONFLICT DO UPDATE SET slots = slots + excluded.slots',
  )
  const columns = ['person_no', 'email', 'sms', 'call', 'letter', 'push', 'ads'] as const
  store.db.transaction(() => {
    for (const [people, ...channels] of columnBlocks(store, contactability, columns))
      for (let i = 0; i < people!.length; i++) {
        let slots = 0
        for (const channel of channels) if (suspected.has(channel[i] as number)) slots++
        if (slots > 0) insert.run(people![i], slots)
      }
  })()
}

/** Takes in what was decided since, by whichever process. */
export function followDecisions(store: Store): void {
  const known = Number(store.db.prepare('SELECT coalesce(max(decision_no), -1) FROM review_done').pluck().get())
  store.db
    .prepare(
      `INSERT OR REPLACE INTO review_done
       SELECT uid_l, uid_r, decision, decision_no FROM review_decision WHERE decision_no > ? ORDER BY decision_no`,
    )
    .run(known)
}

const COLUMNS = `p.place, p.rec_l, p.rec_r, p.uid_l, p.uid_r, p.person_l, p.person_r, p.weight, p.probability, p.size, p.suspected,
  nullif(d.decision, 'undecided') AS decision`
const FROM = `FROM review_pair p LEFT JOIN review_done d ON d.uid_l = p.uid_l AND d.uid_r = p.uid_r
  WHERE p.queue = @table AND (@suspected = 0 OR p.suspected > 0)
    AND (@sourceNo IS NULL OR p.source_l = @sourceNo OR p.source_r = @sourceNo)`
const OPEN = `(d.decision IS NULL OR d.decision = 'undecided')`

const bound = ({ queue, sourceNo }: QueueFilter) => ({
  table: queue === 'thin' ? 'thin' : 'possible',
  suspected: queue === 'suspected' ? 1 : 0,
  sourceNo,
})

/** The first pair from `place` on that nobody has decided; null where there is none. */
export function nextOpen(store: Store, filter: QueueFilter, place: number): QueuedPair | null {
  const found = store.db
    .prepare(`SELECT ${COLUMNS} ${FROM} AND p.place >= @place AND ${OPEN} ORDER BY p.place LIMIT 1`)
    .get({ ...bound(filter), place })
  return (found as QueuedPair | undefined) ?? null
}

/** The pair at a place, decided or not. */
export function pairAt(store: Store, queue: PairQueue, place: number): QueuedPair | null {
  const found = store.db
    .prepare(`SELECT ${COLUMNS} ${FROM} AND p.place = @place`)
    .get({ ...bound({ queue, sourceNo: null }), place })
  return (found as QueuedPair | undefined) ?? null
}

export function countQueue(store: Store, filter: QueueFilter): { readonly total: number; readonly open: number } {
  return store.db.prepare(`SELECT count(*) AS total, coalesce(sum(${OPEN}), 0) AS open ${FROM}`).get(bound(filter)) as {
    total: number
    open: number
  }
}

/** A page of the queue, in its order. */
export function listQueue(
  store: Store,
  filter: QueueFilter,
  page: { readonly from: number; readonly rows: number },
): QueuedPair[] {
  return store.db
    .prepare(`SELECT ${COLUMNS} ${FROM} ORDER BY p.place LIMIT @rows OFFSET @from`)
    .all({ ...bound(filter), ...page }) as QueuedPair[]
}

/** Where the pair of these records stands. */
export function placeOf(store: Store, queue: PairQueue, uidL: string, uidR: string): number | null {
  const found: unknown = store.db
    .prepare('SELECT place FROM review_pair WHERE queue = ? AND uid_l = ? AND uid_r = ?')
    .pluck()
    .get(bound({ queue, sourceNo: null }).table, uidL, uidR)
  return typeof found === 'number' ? found : null
}

export function countDecided(store: Store): number {
  return store.db.prepare(`SELECT count(*) FROM review_done WHERE decision <> 'undecided'`).pluck().get() as number
}

/** The decision of that number, where it is in force. */
export function decisionOfNo(store: Store, no: number): { readonly no: number; readonly decision: string } | null {
  const found = store.db
    .prepare(`SELECT decision_no AS no, decision FROM review_done WHERE decision_no = ? AND decision <> 'undecided'`)
    .get(no)
  return (found as { no: number; decision: string } | undefined) ?? null
}

export function lastDecisionNo(store: Store, uidL: string, uidR: string): number | null {
  const found: unknown = store.db
    .prepare('SELECT decision_no FROM review_done WHERE uid_l = ? AND uid_r = ?')
    .pluck()
    .get(uidL, uidR)
  return typeof found === 'number' ? found : null
}
