/** Files appear whole or not at all: written under a temporary name, then renamed; readable by their owner only. */

import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { UserError } from '../base/errors.ts'

/** Personal data stands in what goldpan writes. */
const OWNER_ONLY = 0o600

/** A file being written; exactly one of `commit` and `abort` ends it. */
export interface PendingFile {
  /** Writes all the bytes. */
  write(bytes: Uint8Array): void
  /** Renames it into place. */
  commit(): void
  /** Leaves nothing behind. */
  abort(): void
}

/**
 * Opens `path + .tmp-<pid>` for writing; what an earlier, killed process of that id left is overwritten.
 * @throws UserError where nothing can be written there
 */
export function openPending(path: string): PendingFile {
  if (path === '-')
    throw new UserError('Results go to files, not to standard output.', {
      place: path,
      wayOut: 'Give the name of a file; it appears whole, or not at all.',
    })
  const temporary = `${path}.tmp-${process.pid}`
  const file = orCannotWrite(path, () => openSync(temporary, 'w', OWNER_ONLY))
  chmodSync(temporary, OWNER_ONLY)
  let isOpen = true
  const close = (): boolean => {
    if (!isOpen) return false
    isOpen = false
    closeSync(file)
    return true
  }
  return {
    write(bytes) {
      orCannotWrite(path, () => {
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at)
      })
    },
    commit() {
      if (!isOpen) return
      try {
        orCannotWrite(path, () => fsyncSync(file))
        close()
        orCannotWrite(path, () => renameSync(temporary, path))
      } catch (error) {
        close()
        rmSync(temporary, { force: true })
        throw error
      }
    },
    abort() {
      if (close()) rmSync(temporary, { force: true })
    },
  }
}

const WAYS_OUT: Readonly<Record<string, string>> = {
  ENOENT: 'Make its folder first, or name another.',
  ENOTDIR: 'A part of the path is a file; name a folder.',
  EACCES: 'You may not write there; name another folder.',
  EPERM: 'You may not write there; name another folder.',
  EROFS: 'The disk is read-only; name another folder.',
  ENOSPC: 'The disk is full; make room, or name a folder on another.',
  EDQUOT: 'Your share of the disk is used up; make room, or name a folder on another.',
  ENAMETOOLONG: 'The name is too long; give a shorter one.',
  EISDIR: 'That is a folder; name a file.',
}

function orCannotWrite<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    const wayOut = WAYS_OUT[(cause as NodeJS.ErrnoException).code ?? '']
    if (wayOut === undefined) throw cause
    throw new UserError('The file cannot be written.', { place: path, wayOut, cause })
  }
}

/** Writes a whole file at once; text as UTF-8. */
export function writeFileAtomic(path: string, content: string | Uint8Array): void {
  const file = openPending(path)
  try {
    file.write(typeof content === 'string' ? Buffer.from(content) : content)
    file.commit()
  } catch (error) {
    file.abort()
    throw error
  }
}
