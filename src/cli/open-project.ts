/** What commands that work on a project folder share: its project file, its day, its workspace. */

import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UserError } from '../base/errors.ts'
import { parseIsoDate } from '../record/dates.ts'
import type { IsoDate } from '../record/ids.ts'
import type { Project } from '../record/project.ts'
import { openStore, type Store, workspaceExists } from '../store/store.ts'
import type { Io } from './io.ts'

/** The day of the run: the flag, else the project file, else today. */
export function chooseAsOf(flag: string | undefined, project: Project, io: Io): IsoDate {
  if (flag !== undefined) {
    const date = parseIsoDate(flag)
    if (date === null)
      throw new UserError(`"${flag}" is no date.`, { place: '--as-of', wayOut: 'Write it as YYYY-MM-DD.' })
    return date
  }
  return project.asOf ?? (io.today() as IsoDate)
}

export function hasProjectFile(dir: string): boolean {
  return existsSync(join(dir, 'goldpan.yaml'))
}

export function requireFolder(dir: string): string {
  const path = resolve(dir)
  if (!existsSync(path)) throw new UserError('There is no such folder.', { place: path })
  return path
}

/** Opens a workspace that an earlier run made, for reading. */
export function openExistingStore(dir: string): Store {
  const path = requireFolder(dir)
  if (!workspaceExists(path)) {
    throw new UserError('This folder has no workspace yet.', { place: path, wayOut: `Run: goldpan run ${dir}` })
  }
  return openStore(path)
}
