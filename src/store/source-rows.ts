/** Takes back what was read of one source, so that it can be read again. */

import type { Store } from './store.ts'
import { activities, complaints, contacts, contracts, facts, purchases, rejects, sourceRecords } from './tables.ts'

/**
 * A savepoint would do the same, but SQLite then walks its sub-journal at every insert: minutes instead of seconds at a
 * million rows. Sources that have to be read twice are rare.
 */
export function deleteSourceRows(store: Store, sourceNo: number): void {
  for (const table of [sourceRecords, rejects])
    store.db.prepare(`DELETE FROM "${table.name}" WHERE source_no = ?`).run(sourceNo)
  for (const table of [facts, purchases, activities, contracts, contacts, complaints])
    table.deleteSource(store, sourceNo)
}
