/** A project of files, run from ingest to match (or further) for tests of the stage. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { silentProgress } from '../../src/base/progress.ts'
import { explainCommand } from '../../src/cli/explain.ts'
import type { Io } from '../../src/cli/io.ts'
import { STAGES } from '../../src/pipeline.ts'
import type { IsoDate } from '../../src/record/ids.ts'
import { loadProject } from '../../src/rules/project-file.ts'
import { type RunOptions, runPipeline, type StageResult } from '../../src/run.ts'
import type { StageName } from '../../src/stage.ts'
import { openStore } from '../../src/store/store.ts'

const HEADER = 'id,first_name,last_name,birth_date,email,street,house_number,postcode,city'

/** People nobody shares anything with; the same ones every time. */
export function strangers(from: number, to: number): string[] {
  const names = 'Anna Bruno Clara David Emma Felix Greta Hugo Ida Jonas Klara Leon Mia Noah Olga Paul'.split(' ')
  const last =
    'Adler Brandt Conrad Dreyer Ebert Falk Gruber Hahn Imhof Jansen Keller Lorenz Maurer Nolte Ott Pohl Roth'.split(' ')
  const pad = (n: number) => String(n).padStart(2, '0')
  return Array.from({ length: to - from }, (_, k) => {
    const i = from + k
    const [first, family] = [
      names[(i * 7) % names.length]!,
      `${last[(i * 5) % last.length]}${last[i % 13]!.toLowerCase()}`,
    ]
    const date = `${1940 + ((i * 13) % 60)}-${pad(1 + ((i * 5) % 12))}-${pad(1 + ((i * 17) % 28))}`
    return `${i},${first},${family},${date},${first}.${family}${i}@example.org,${last[(i * 3) % 17]}weg,${1 + ((i * 29) % 97)},${10115 + i * 7},Berlin`
  })
}

/** The row under another id. */
export const again = (row: string, id: string): string => row.replace(/^[^,]*/, id)

export interface Files {
  readonly [source: string]: readonly string[]
}

export interface More {
  /** Added to each source's entry, and to the project. */
  readonly source?: string
  readonly project?: string
  /** Columns of the files; those with x_ are no fields. */
  readonly header?: string
}

/** Writes `<source>.csv` for each and a goldpan.yaml that names them. */
export function writeProject(dir: string, files: Files, more: More = {}): void {
  mkdirSync(dir, { recursive: true })
  const header = more.header ?? HEADER
  const sources = Object.entries(files).map(([name, rows]) => {
    writeFileSync(join(dir, `${name}.csv`), `${[header, ...rows].join('\n')}\n`)
    const columns = header.split(',').filter((c) => c !== 'id' && !c.startsWith('x_'))
    const mapped = columns.map((c) => `${c}: ${c}`).join(', ')
    return `  - { name: ${name}, file: ${name}.csv, role: customers, key: id${more.source ?? ''}, columns: { ${mapped} } }`
  })
  const project = `name: Test\ncountry: DE\n${more.project ?? ''}`
  writeFileSync(join(dir, 'goldpan.yaml'), `${project}sources:\n${sources.join('\n')}\n`)
}

export async function runTo(
  dir: string,
  to: StageName = 'match',
  more: Partial<RunOptions> = {},
): Promise<readonly StageResult[]> {
  const store = openStore(dir)
  try {
    return await runPipeline({
      stages: STAGES,
      project: loadProject(dir),
      store,
      asOf: '2026-06-30' as IsoDate,
      from: null,
      to,
      force: false,
      threads: 1,
      parquet: false,
      progress: silentProgress,
      ...more,
    })
  } finally {
    store.close()
  }
}

/** `source:key` → person id. */
export function personOf(dir: string): Readonly<Record<string, string>> {
  const store = openStore(dir)
  const rows = store.db
    .prepare(
      `SELECT s.name || ':' || r.own_key, p.person_id FROM source_record r JOIN source s ON s.source_no = r.source_no
       JOIN membership m ON m.rec = r.rec JOIN person p ON p.person_no = m.person_no`,
    )
    .raw()
    .all() as [string, string][]
  store.close()
  return Object.fromEntries(rows)
}

export async function explain(dir: string, ...args: readonly string[]): Promise<string> {
  const said: string[] = []
  const io: Io = {
    out: (text) => said.push(text),
    progress: silentProgress,
    stdin: process.stdin,
    today: () => '2026-11-22',
    setExitCode: () => {},
  }
  await explainCommand(io).parseAsync([...args, '--dir', dir], { from: 'user' })
  return said.join('\n')
}
