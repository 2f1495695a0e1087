/** Why people said they left, as their answers to a campaign have it. No stage clears this. */

import type { Store } from './store.ts'
import { Table } from './table.ts'

/** The answer itself is not kept. Of a person the latest counts. */
export interface LapseReasonRow {
  readonly campaign: string
  /** The id when the campaign went out. */
  readonly person_id: string
  /** service | moved | no_need | price | competitor | other */
  readonly reason: string
  /** Day number of the answer. */
  readonly day: number
}

export const lapseReasons = new Table<LapseReasonRow>(
  'lapse_reason',
  { campaign: 'TEXT NOT NULL', person_id: 'TEXT NOT NULL', reason: 'TEXT NOT NULL', day: 'INTEGER NOT NULL' },
  { primaryKey: ['campaign', 'person_id', 'day'] },
)

/** Adds to what is known; read again, an answer replaces its earlier reading. */
export function addLapseReasons(store: Store, rows: readonly LapseReasonRow[]): void {
  const insert = store.db.prepare('INSERT OR REPLACE INTO lapse_reason VALUES (@campaign, @person_id, @reason, @day)')
  store.db.transaction(() => {
    for (const row of rows) insert.run(row)
  })()
}

export interface StatedReason {
  readonly person: number
  readonly reason: string
  readonly day: number
}

/** The latest reason of each person until that day, also where they were merged into another person since. */
export function statedReasons(store: Store, untilDay: number): StatedReason[] {
  if (lapseReasons.count(store) === 0) return []
  const rows = store.db
    .prepare(
      `WITH RECURSIVE heir (id, now) AS (
         SELECT person_id, person_id FROM lapse_reason
         UNION SELECT h.id, p.new_id FROM heir h JOIN person_history p ON p.old_id = h.now AND p.kind = 'merged'
         WHERE p.new_id IS NOT NULL)
       SELECT p.person_no AS person, l.reason, l.day
       FROM lapse_reason l JOIN heir h ON h.id = l.person_id JOIN person p ON p.person_id = h.now
       WHERE l.day <= ? ORDER BY l.day, l.campaign, l.reason`,
    )
    .all(untilDay) as StatedReason[]
  return [...new Map(rows.map((row) => [row.person, row])).values()]
}
