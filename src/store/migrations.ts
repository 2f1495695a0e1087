/** The workspace's versions, by `user_version`; each migration runs once, in a transaction. */

import type Database from 'better-sqlite3'
import { UserError } from '../base/errors.ts'
import { cleaned } from './cleaned-tables.ts'
import { takeOverPersons } from './golden-table.ts'
import { PackedTable } from './packed-table.ts'
import { repairDecisions } from './repair-decision-table.ts'
import type { Store } from './store.ts'
import { TABLES } from './tables.ts'

const MIGRATIONS: readonly ((db: Database.Database) => void)[] = [
  createMissingTables,
  // Person ids that stay, and reviewers' decisions.
  createMissingTables,
  // Tables read as a whole became packed ones; ingest's version says that all of them are to be filled again.
  (db) => {
    for (const table of TABLES) if (table instanceof PackedTable) db.exec(`DROP TABLE IF EXISTS "${table.name}"`)
    createMissingTables(db)
  },
  // Open addresses, and facts that come by commands.
  createMissingTables,
  // The kinds of line of the phone numbers; repair's version says that the table is to be filled again.
  (db) => addMissingColumns(db, cleaned),
  // What people decided about repairs.
  createMissingTables,
  // Answers of name servers.
  createMissingTables,
  // What replaced files said.
  createMissingTables,
  // Segments and the plan say more; the versions of both stages say that they are to be worked out again.
  (db) => {
    for (const name of ['segment', 'activity_state', 'plan', 'money']) db.exec(`DROP TABLE IF EXISTS "${name}"`)
    createMissingTables(db)
  },
  // Tombstones of people who were erased on request.
  createMissingTables,
  // Labels of e-mail addresses.
  (db) => addMissingColumns(db, cleaned),
  // Why people said they left.
  createMissingTables,
  // The plan says more; its version says that it is to be worked out again.
  (db) => {
    for (const name of ['plan_profile', 'money']) db.exec(`DROP TABLE IF EXISTS "${name}"`)
    createMissingTables(db)
  },
  // What people put in the place of a suggested repair.
  (db) => addMissingColumns(db, repairDecisions),
  // Golden records became a packed table.
  (db) => takeOverPersons({ db } as Store), // only the database is asked
  // Own facts that were entered in error.
  createMissingTables,
]

/** What stands in the table stays: a gate must know people also before the next run. */
function addMissingColumns(
  db: Database.Database,
  { name, columns }: { name: string; columns: readonly string[] },
): void {
  const known = new Set(db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(name))
  for (const column of columns) if (!known.has(column)) db.exec(`ALTER TABLE "${name}" ADD COLUMN "${column}" TEXT`)
}

/** A new workspace gets every table at once; an older one those it does not have yet. */
function createMissingTables(db: Database.Database): void {
  const known = new Set(db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all())
  for (const table of TABLES) if (!known.has(table.name)) for (const statement of table.ddl()) db.exec(statement)
}

export function migrate(db: Database.Database): void {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > MIGRATIONS.length) {
    throw new UserError(
      `This workspace was written by a newer goldpan (version ${version}, this one knows ${MIGRATIONS.length}).`,
      {
        place: db.name,
        wayOut: 'Update goldpan, or point it at another folder.',
      },
    )
  }
  for (let v = version; v < MIGRATIONS.length; v++) {
    db.transaction(() => {
      MIGRATIONS[v]!(db)
      db.pragma(`user_version = ${v + 1}`)
    })()
  }
}
