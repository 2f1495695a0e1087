/** Reads a written sample back as strangers would: by file format alone. */

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

export type Row = Readonly<Record<string, string>>

export function readRows(dir: string, file: string, delimiter = ',', encoding = 'utf8'): Row[] {
  const bytes = readFileSync(join(dir, file))
  const text = new TextDecoder(encoding).decode(file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
  return parse(text, { delimiter, columns: true, relax_column_count: true, bom: true })
}

export function readJsonLines(dir: string, file: string): Record<string, unknown>[] {
  const lines = readFileSync(join(dir, file), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line))
}

/** Relative path → hash of the bytes, for comparing two folders. */
export function hashFolder(dir: string): Map<string, string> {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort()
  return new Map(
    paths.map((path) => [path.slice(dir.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  )
}
