/** One writer at a time: an exclusive SQLite lock that the kernel releases when the process dies, and a note of who holds it. */

import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { UserError } from '../base/errors.ts'

export interface LockHolder {
  readonly pid: number
  readonly command: string
}

/** Takes the writer's lock of a project folder and returns its release; a UserError names the holder where it is taken. */
export function takeLock(projectDir: string, command: string): () => void {
  const folder = join(projectDir, '.goldpan')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'lock.db')
  closeSync(openSync(path, 'a', 0o600))
  const db = new Database(path, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    const holder = lockHolder(projectDir)
    const who = holder ? `process ${holder.pid} (goldpan ${holder.command})` : 'another goldpan process'
    throw new UserError(`This project is being written by ${who}.`, {
      place: projectDir,
      wayOut: 'Wait until it ends, or stop it; what it has finished is kept.',
    })
  }
  writeFileSync(join(folder, 'lock.json'), JSON.stringify({ pid: process.pid, command }), { mode: 0o600 })
  return () => {
    db.exec('ROLLBACK')
    db.close()
  }
}

/** Who took the lock last; it may have ended since. */
function lockHolder(projectDir: string): LockHolder | null {
  try {
    const note: unknown = JSON.parse(readFileSync(join(projectDir, '.goldpan', 'lock.json'), 'utf8'))
    if (typeof note !== 'object' || note === null || !('pid' in note) || !('command' in note)) return null
    return { pid: Number(note.pid), command: String(note.command) }
  } catch {
    return null
  }
}
