/** The workspace: one SQLite file, one writer, mode 0600. */

import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { migrate } from './migrations.ts'

export interface Store {
  readonly db: Database.Database
  readonly path: string
  close(): void
}

/** Absolute path of the workspace file of a project folder. */
export function workspacePath(projectDir: string): string {
  return join(projectDir, '.goldpan', 'workspace.db')
}

export function workspaceExists(projectDir: string): boolean {
  return existsSync(workspacePath(projectDir))
}

/** Opens (and where needed creates and migrates) the workspace of a project folder. */
export function openStore(projectDir: string): Store {
  const path = workspacePath(projectDir)
  mkdirSync(join(projectDir, '.goldpan'), { recursive: true, mode: 0o700 })
  // Created by us first: SQLite would create it with the process's umask, and WAL files copy its mode.
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.pragma('secure_delete = FAST')
  db.pragma('temp_store = MEMORY')
  db.pragma('cache_size = -65536')
  db.pragma('foreign_keys = ON')
  migrate(db)
  return { db, path, close: () => db.close() }
}

/** Another connection to a workspace that is open already, for reading what is committed (worker threads). */
export function openReader(path: string): Store {
  const db = new Database(path, { readonly: true })
  db.pragma('temp_store = MEMORY')
  db.pragma('cache_size = -65536')
  return { db, path, close: () => db.close() }
}
