/** Looked at before any work: whether inputs are files, and outputs can be written and replace nothing that is read. */

import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { UserError } from '../base/errors.ts'
import { openPending } from '../sinks/atomic.ts'

interface Outputs {
  readonly out: string
  readonly pairs?: string
  readonly saveModel?: string
  readonly decisions?: string
}

/** @throws UserError for a folder, an output that names an input or another output, and one that cannot be written. */
export function checkFiles(files: readonly string[], { out, pairs, saveModel, decisions }: Outputs): void {
  for (const file of files)
    if (isFolder(file))
      throw new UserError('That is a folder.', { place: file, wayOut: 'Name the files in it, or use goldpan run.' })
  const read = new Set(
    [...files.filter((file) => file !== '-'), ...(decisions === undefined ? [] : [decisions])].map(real),
  )
  const written = new Map<string, string>()
  for (const [flag, path] of Object.entries({ '--out': out, '--pairs': pairs, '--save-model': saveModel })) {
    if (path === undefined) continue
    const place = real(path)
    if (read.has(place))
      throw new UserError(`${flag} would write over a file that is read.`, {
        place: path,
        wayOut: 'Name another file.',
      })
    const other = written.get(place)
    if (other !== undefined)
      throw new UserError(`${other} and ${flag} name the same file.`, { place: path, wayOut: 'Name another file.' })
    written.set(place, flag)
    if (isFolder(path)) throw new UserError('That is a folder.', { place: path, wayOut: 'Name a file.' })
    openPending(path).abort()
  }
}

/** Whether it is there and a folder; what else may be wrong with the path, opening it says. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** The file's one name, whatever links lead to it; it need not be there. */
function real(path: string): string {
  const full = resolve(path)
  try {
    return realpathSync(full)
  } catch {
    return realFolder(full)
  }
}

function realFolder(full: string): string {
  try {
    return join(realpathSync(dirname(full)), basename(full))
  } catch {
    return full
  }
}
