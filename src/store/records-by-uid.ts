/** Where the records of given uids are today, and whose those were that are gone. */

import { columnBlocks } from './column-blocks.ts'
import { persons } from './golden-table.ts'
import { readRememberedPeople } from './person-memory.ts'
import { sourceRecords } from './source-tables.ts'
import type { Store } from './store.ts'

/** Uid → record, of those that are there. */
export function recordsByUid(store: Store, wanted: ReadonlySet<string>): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  if (wanted.size === 0) return found
  for (const block of columnBlocks(store, sourceRecords, ['rec', 'uid'])) {
    const [recs, uids] = block as unknown as [number[], string[]]
    for (let i = 0; i < recs.length; i++) if (wanted.has(uids[i]!)) found.set(uids[i]!, recs[i]!)
  }
  return found
}

/** Uid → person number, of records that matching has seen in this or an earlier run and whose person is still there. */
export function personsByUid(store: Store, wanted: ReadonlySet<string>): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  if (wanted.size === 0) return found
  const { ids, uids, people } = readRememberedPeople(store)
  const idOf = new Map<string, string>()
  for (const [i, uid] of uids.entries())
    if (wanted.has(uid)) idOf.set(uid, ids[people[i]! < 0 ? -1 - people[i]! : people[i]!]!)
  const numbers = new Map([...idOf.values()].map((id) => [id, -1]))
  if (numbers.size === 0) return found
  for (const block of columnBlocks(store, persons, ['person_no', 'person_id'])) {
    const [nos, personIds] = block as unknown as [number[], string[]]
    for (let i = 0; i < nos.length; i++) if (numbers.has(personIds[i]!)) numbers.set(personIds[i]!, nos[i]!)
  }
  for (const [uid, id] of idOf) if (numbers.get(id)! >= 0) found.set(uid, numbers.get(id)!)
  return found
}
