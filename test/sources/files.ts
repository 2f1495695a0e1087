/** Files made by tests, and what reading them gives. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll } from 'vitest'
import { inspectFile, type Reject, readTable, type TableInfo, type TableSpec } from '../../src/sources/source.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

export function makeFile(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'goldpan-sources-'))
  folders.push(folder)
  const path = join(folder, basename(name))
  writeFileSync(path, content)
  return path
}

export interface ReadResult {
  readonly rows: string[][]
  readonly lines: number[]
  readonly rejects: Reject[]
  readonly notes: string[]
}

export async function readAllRows(path: string, spec: TableSpec, chunkBytes?: number): Promise<ReadResult> {
  const result: ReadResult = { rows: [], lines: [], rejects: [], notes: [] }
  const options = {
    onNote: (note: string) => result.notes.push(note),
    ...(chunkBytes === undefined ? {} : { chunkBytes }),
  }
  for await (const batch of readTable(path, spec, (reject) => result.rejects.push(reject), options)) {
    result.rows.push(...batch.rows.map((row) => [...row]))
    result.lines.push(...batch.lines)
  }
  return result
}

/** Inspects a file of one table and reads it. */
export async function readOnly(path: string, chunkBytes?: number): Promise<ReadResult & { readonly info: TableInfo }> {
  const infos = await inspectFile(path)
  if (infos.length !== 1) throw new Error(`${infos.length} tables`)
  const info = infos[0]!
  return { info, ...(await readAllRows(path, info, chunkBytes)) }
}
