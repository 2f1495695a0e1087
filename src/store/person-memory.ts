/** Reading and writing of who was who, and of what became of person ids. */

import type { PersonChange, RememberedPeople } from '../record/remembered-people.ts'
import { type PersonHistoryRow, personHistory, rememberedIds, rememberedRecords } from './memory-tables.ts'
import type { Store } from './store.ts'

const BLOCK = 4096

export function readRememberedPeople(store: Store): RememberedPeople {
  const ids: string[] = []
  for (const row of rememberedIds.all(store, ['block'])) for (const id of JSON.parse(row.ids) as string[]) ids.push(id)
  const uids: string[] = []
  const people: number[] = []
  for (const row of rememberedRecords.all(store, ['block'])) {
    for (const uid of JSON.parse(row.uids) as string[]) uids.push(uid)
    for (const person of JSON.parse(row.people) as number[]) people.push(person)
  }
  return { ids, uids, people: Int32Array.from(people) }
}

/** Replaces what was remembered. */
export function writeRememberedPeople(store: Store, { ids, uids, people }: RememberedPeople): void {
  rememberedIds.clear(store)
  const insertIds = rememberedIds.rawInserter(store)
  for (let from = 0; from < ids.length; from += BLOCK)
    insertIds([from / BLOCK, JSON.stringify(ids.slice(from, from + BLOCK))])
  rememberedRecords.clear(store)
  const insertRecords = rememberedRecords.rawInserter(store)
  for (let from = 0; from < uids.length; from += BLOCK)
    insertRecords([
      from / BLOCK,
      JSON.stringify(uids.slice(from, from + BLOCK)),
      JSON.stringify(Array.from(people.subarray(from, from + BLOCK))),
    ])
}

/** Ids that were merged into others: no one else may get them. */
export function readRetiredIds(store: Store): ReadonlySet<string> {
  const rows = store.db.prepare(`SELECT DISTINCT old_id FROM person_history WHERE kind = 'merged'`).pluck().all()
  return new Set(rows as string[])
}

export interface HistoryEntry {
  readonly asOf: string
  /** Hash of what the run read. */
  readonly inputs: string
  readonly changes: readonly PersonChange[]
}

/** Returns how many changes have been recorded in all. */
export function appendPersonHistory(store: Store, { asOf, inputs, changes }: HistoryEntry): number {
  let changeNo = personHistory.count(store)
  const insert = personHistory.rawInserter(store)
  for (const { oldId, newId, kind, records } of changes) insert([changeNo++, asOf, inputs, oldId, newId, kind, records])
  return changeNo
}

/** What an id went through, oldest first. */
export function historyOfId(store: Store, id: string): readonly PersonHistoryRow[] {
  return store.db
    .prepare('SELECT * FROM person_history WHERE old_id = @id OR new_id = @id ORDER BY change_no')
    .all({ id }) as PersonHistoryRow[]
}

/**
 * The id that stands for a merged one today; of several heirs the one that got most records. A merged id is never used
 * again, so it was merged in one run only.
 */
export function heirOfId(store: Store, id: string): string {
  const heirs = store.db
    .prepare(
      `SELECT new_id FROM person_history WHERE old_id = ? AND kind = 'merged' ORDER BY records DESC, change_no LIMIT 1`,
    )
    .pluck()
  let heir = id
  for (;;) {
    const next: unknown = heirs.get(heir)
    if (typeof next !== 'string') return heir
    heir = next
  }
}
