/** Files appear whole or not at all: written under a temporary name, then renamed; readable by their owner only. */

import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'

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

/** Opens `path + .tmp-<pid>` for writing; what an earlier, killed process of that id left is overwritten. */
export function openPending(path: string): PendingFile {
  const temporary = `${path}.tmp-${process.pid}`
  const file = openSync(temporary, 'w', OWNER_ONLY)
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
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at)
    },
    commit() {
      if (!isOpen) return
      fsyncSync(file)
      close()
      renameSync(temporary, path)
    },
    abort() {
      if (close()) rmSync(temporary, { force: true })
    },
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
