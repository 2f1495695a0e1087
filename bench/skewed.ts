/**
 * A file as bad as customer files get, timed against the ordinary one that it is made from, in turn: 40 % of the records have
 * one phone, all have one postcode, none has a name; emails and streets stay. `npx tsx bench/skewed.ts [RECORDS] [ROUNDS]`.
 */

import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash32 } from '../src/base/hash.ts'
import { openCsv } from '../src/sinks/csv.ts'
import { inspectFile, readTable } from '../src/sources/source.ts'
import { build, f1Of, goldpanMatch, median, peopleFiles, type TimedRun } from './timed-run.ts'

const SHARED_PHONE = '+442079460000'
const SHARED_POSTCODE = 'SW1A 1AA'
const WITH_SHARED_PHONE = 0.4

const records = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 3)
const ordinary = peopleFiles(records, '')
const skewed = join(import.meta.dirname, 'data', `skewed-${records}`)

async function skew(from: string, to: string): Promise<void> {
  const [info] = await inspectFile(from)
  const at = (name: string) => info!.columns.indexOf(name)
  const csv = openCsv(to, info!.columns)
  try {
    for await (const batch of readTable(from, info!, () => {}))
      for (const row of batch.rows) {
        const cells = [...row]
        cells[at('first_name')] = cells[at('last_name')] = ''
        cells[at('postcode')] = SHARED_POSTCODE
        if (hash32(row[at('record_id')]!, 1) / 2 ** 32 < WITH_SHARED_PHONE) cells[at('phone')] = SHARED_PHONE
        csv.write(cells)
      }
    csv.close()
  } finally {
    csv.abort()
  }
}

mkdirSync(skewed, { recursive: true })
if (!existsSync(join(skewed, 'people.csv'))) await skew(join(ordinary, 'people.csv'), join(skewed, 'people.csv'))
build()
const files = { ordinary, skewed }
const work = mkdtempSync(join(tmpdir(), 'goldpan-bench-'))
const clustersOf = (name: string) => join(work, `${name}.csv`)
try {
  const runs = new Map<string, TimedRun[]>(Object.keys(files).map((name) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (const [name, dir] of Object.entries(files))
      runs.get(name)!.push(goldpanMatch(join(dir, 'people.csv'), clustersOf(name)))
  console.log(
    `| ${records.toLocaleString('en')} records | wall, median of ${rounds} | peak memory | F1 |\n|---|---|---|---|`,
  )
  for (const [name, own] of runs) {
    const wall = median(own.map((r) => r.wallSeconds))
    const peak = Math.round(Math.max(...own.map((r) => r.peakMib)))
    const f1 = f1Of(clustersOf(name), join(ordinary, 'truth.csv'))
    console.log(`| ${name} | ${wall.toFixed(2)} s | ${peak} MiB | ${f1.toFixed(4)} |`)
  }
} finally {
  rmSync(work, { recursive: true })
}
