/** What `goldpan run` wrote: rows about an erased person are taken out; files that cannot be mended row by row go. */

import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { openCsv } from '../sinks/csv.ts'
import { inspectFile, readTable } from '../sources/source.ts'

export interface ErasedOutputs {
  /** Relative to the folder. */
  readonly mended: readonly string[]
  readonly removed: readonly string[]
}

/** `marks`: texts of which none may be left, in lower case. `isTheirs`: rows that name them by id only. */
export async function eraseOutputs(
  folder: string,
  marks: readonly string[],
  isTheirs: (columns: readonly string[], row: readonly string[]) => boolean,
): Promise<ErasedOutputs> {
  const mended: string[] = []
  const removed: string[] = []
  if (!existsSync(folder)) return { mended, removed }
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name)
    if (!statSync(path).isFile()) continue
    if (name.endsWith('.csv')) {
      if (await mendCsv(path, marks, isTheirs)) mended.push(name)
      continue
    }
    // Packed files (Parquet) hide texts from a search; whatever a run makes, the next run makes again.
    const text = /\.(html|json|txt|md|csv|yaml)$/.test(name) ? readFileSync(path, 'utf8').toLowerCase() : null
    if (text !== null && !marks.some((mark) => text.includes(mark))) continue
    shred(path)
    removed.push(name)
  }
  return { mended, removed }
}

async function mendCsv(
  path: string,
  marks: readonly string[],
  isTheirs: (columns: readonly string[], row: readonly string[]) => boolean,
): Promise<boolean> {
  if (statSync(path).size === 0) return false
  const [info] = await inspectFile(path)
  if (info === undefined) return false
  const says = (row: readonly string[]): boolean => {
    const text = row.join('\n').toLowerCase()
    return marks.some((mark) => text.includes(mark))
  }
  const csv = openCsv(path, info.columns)
  let hits = 0
  try {
    for await (const { rows } of readTable(path, info, () => hits++))
      for (const row of rows) {
        if (says(row) || isTheirs(info.columns, row)) hits++
        else csv.write(row)
      }
    if (hits === 0) return false
    shred(path)
    csv.close()
    return true
  } finally {
    csv.abort()
  }
}

/** Overwritten before it is removed: the bytes do not stay behind on the disk as they were. */
function shred(path: string): void {
  const file = openSync(path, 'r+')
  try {
    const zeros = Buffer.alloc(1 << 16)
    for (let left = statSync(path).size; left > 0; left -= zeros.length)
      writeSync(file, zeros, 0, Math.min(left, zeros.length))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  rmSync(path)
}
