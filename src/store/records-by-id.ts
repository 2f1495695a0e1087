/** Records by the ids that people name them with. */

import type { Store } from './store.ts'

/** Person id → records; an id that was merged away stands for its heir. */
export function recordsByPersonIds(store: Store, ids: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const rows = store.db
    .prepare(
      `WITH RECURSIVE wanted AS (SELECT DISTINCT value AS id FROM json_each(?)),
         heir (id, now) AS (
           SELECT id, id FROM wanted
           UNION SELECT h.id, p.new_id FROM heir h JOIN person_history p ON p.old_id = h.now AND p.kind = 'merged'
           WHERE p.new_id IS NOT NULL)
       SELECT h.id, m.rec FROM heir h JOIN person p ON p.person_id = h.now JOIN membership m ON m.person_no = p.person_no
       ORDER BY m.rec`,
    )
    .raw()
  return grouped(rows.iterate(JSON.stringify(ids)) as Iterable<[string, number]>)
}

export function recordsByUids(store: Store, uids: readonly string[]): ReadonlyMap<string, number> {
  const rows = store.db
    .prepare('SELECT uid, rec FROM source_record WHERE uid IN (SELECT value FROM json_each(?))')
    .raw()
  return new Map(rows.iterate(JSON.stringify(uids)) as Iterable<[string, number]>)
}

/** Own key → records of these sources. */
export function recordsOfCustomers(
  store: Store,
  sourceNos: readonly number[],
  keys: readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const rows = store.db
    .prepare(
      `SELECT own_key, rec FROM source_record WHERE source_no IN (SELECT value FROM json_each(?))
         AND own_key IN (SELECT value FROM json_each(?)) ORDER BY rec`,
    )
    .raw()
  return grouped(rows.iterate(JSON.stringify(sourceNos), JSON.stringify(keys)) as Iterable<[string, number]>)
}

function grouped(rows: Iterable<[string, number]>): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const [key, rec] of rows) {
    const known = found.get(key)
    if (known === undefined) found.set(key, [rec])
    else known.push(rec)
  }
  return found
}
