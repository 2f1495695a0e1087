/** Which sources are no longer what the last run read: the gate then judges by what they said before. */

import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { CheckFailed } from '../base/errors.ts'
import { digest } from '../base/hash.ts'
import type { Project } from '../record/project.ts'
import { sourceSpecJson } from '../rules/project-file.ts'
import { hashFile } from '../sources/hash-file.ts'
import { messageFiles } from '../sources/mail-messages.ts'
import { lastStart, readStageState } from '../store/stage-state.ts'
import type { Store } from '../store/store.ts'
import { files, sources } from '../store/tables.ts'

/** Clocks of files run a little behind; what is as young as this is looked into. */
const MARGIN_MS = 2000

/**
 * Names, ascending: new, changed, or gone from goldpan.yaml or from the disk. A file that nobody touched since it was
 * read is not opened; its bytes are compared otherwise.
 */
export async function changedSources(project: Project, store: Store): Promise<readonly string[]> {
  const parts = readStageState(store, 'ingest')?.parts ?? {}
  const shas = new Map([...files.all(store)].map((row) => [row.source_no, row.sha256]))
  const read = new Map([...sources.all(store)].map((row) => [row.name, shas.get(row.source_no) ?? '']))
  const started = lastStart(store, 'ingest')
  const since = started === null ? 0 : Date.parse(started)
  const changed = new Set([...read.keys()].filter((name) => !project.sources.some((source) => source.name === name)))
  for (const source of project.sources) {
    const path = resolve(project.dir, source.file)
    const touched = await touchedAt(path)
    const before = read.get(source.name)
    if (touched === null || before === undefined) changed.add(source.name)
    else {
      const sha = touched < since - MARGIN_MS ? before : await hashFile(path)
      if (parts[`source ${source.name}`] !== digest(sha, sourceSpecJson(source))) changed.add(source.name)
    }
  }
  return [...changed].sort()
}

/** The last time that the file, or a message of the folder, was written or put there; null where there is none. */
async function touchedAt(path: string): Promise<number | null> {
  try {
    const found = await stat(path)
    const own = Math.max(found.mtimeMs, found.ctimeMs)
    if (!found.isDirectory()) return own
    const inside = await Promise.all((await messageFiles(path)).map((name) => touchedAt(join(path, name))))
    return Math.max(own, ...inside.map((at) => at ?? Number.MAX_SAFE_INTEGER))
  } catch {
    return null
  }
}

export const describeChanged = (names: readonly string[]): string =>
  `${names.length === 1 ? 'A source' : `${names.length} sources`} changed since the last run (${names.join(', ')}): what they say now is not known here. Run: goldpan run`

/** @throws CheckFailed where a source changed. */
export function requireUnchanged(names: readonly string[], dir: string): void {
  if (names.length > 0)
    throw new CheckFailed(
      `${names.length === 1 ? 'A source' : `${names.length} sources`} changed since the last run.`,
      {
        place: names.join(', '),
        wayOut: `Run: goldpan run ${dir}`,
      },
    )
}
