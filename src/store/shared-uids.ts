/** Source records that came out with the same uid (a repeated key, or identical rows) get one each. */

import type { Store } from './store.ts'

interface SharedRow {
  readonly rec: number
  readonly uid: string
  readonly cells: string
}

/**
 * Looks through the records from `firstRec` on and renames those whose uid is in `shared`;
 * `separate` gives one new uid per row of packed cells.
 */
export function separateSharedUids(
  store: Store,
  firstRec: number,
  shared: ReadonlySet<string>,
  separate: (uid: string, rows: readonly string[]) => readonly string[],
): void {
  if (shared.size === 0) return
  const rowsOf = new Map<string, SharedRow[]>()
  const select = store.db.prepare('SELECT rec, uid, cells FROM source_record WHERE rec >= ?')
  for (const row of select.iterate(firstRec) as IterableIterator<SharedRow>) {
    if (!shared.has(row.uid)) continue
    const group = rowsOf.get(row.uid)
    if (group) group.push(row)
    else rowsOf.set(row.uid, [row])
  }
  const update = store.db.prepare('UPDATE source_record SET uid = ? WHERE rec = ?')
  for (const [uid, rows] of rowsOf) {
    const uids = separate(
      uid,
      rows.map((row) => row.cells),
    )
    for (const [i, row] of rows.entries()) update.run(uids[i], row.rec)
  }
}
