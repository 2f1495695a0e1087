/** How many CSV rows a second become string cells, against csv-parse. `tsx bench/read-csv.ts [rows] [--umlauts] [--quoted]` */

import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { openCsv } from '../src/sinks/csv.ts'
import { describeTable, readTable } from '../src/sources/source.ts'

const rows = Number(process.argv.slice(2).find((arg) => /^\d+$/.test(arg)) ?? 1_000_000)
const hasUmlauts = process.argv.includes('--umlauts')
const isQuoted = process.argv.includes('--quoted')
const columns = [
  'id',
  'first_name',
  'last_name',
  'email',
  'phone',
  'street',
  'house_number',
  'postcode',
  'city',
  'birth_date',
]
const first = ['Anna', 'Peter', 'Maria', hasUmlauts ? 'Jürgen' : 'Juergen', 'Sophie']
const last = [hasUmlauts ? 'Müller' : 'Mueller', 'Schmidt', 'Fischer', 'Weber', 'Nowak', 'Garcia']

function makeRow(i: number): string[] {
  const f = first[i % first.length]!
  const l = last[(i * 7) % last.length]!
  const street = `${l} Street${isQuoted ? ', back' : ''}`
  return [
    `c${i}`,
    f,
    l,
    `${f[0]}.${i}@example.com`,
    `+4930${1_000_000 + (i % 999_983)}`,
    street,
    `${i % 200}`,
    `${10_000 + (i % 90_000)}`,
    'Springfield',
    `19${50 + (i % 50)}-0${1 + (i % 9)}-1${i % 10}`,
  ]
}

interface Moment {
  readonly wall: bigint
  readonly cpu: NodeJS.CpuUsage
}

const now = (): Moment => ({ wall: process.hrtime.bigint(), cpu: process.cpuUsage() })

/** By the clock and by processor time: on a busy machine only the latter compares. */
function report(what: string, since: Moment, count: number): void {
  const wall = Number(process.hrtime.bigint() - since.wall) / 1e9
  const { user, system } = process.cpuUsage(since.cpu)
  const rate = (seconds: number): string => `${(count / seconds / 1e6).toFixed(2)} M rows/s`
  console.log(
    `${what.padEnd(10)} ${count} rows: ${rate(wall)} by the clock, ${rate((user + system) / 1e6)} by processor time`,
  )
}

const dir = mkdtempSync(join(tmpdir(), 'goldpan-bench-'))
try {
  const path = join(dir, 'rows.csv')
  const made = Array.from({ length: Math.min(rows, 100_000) }, (_, i) => makeRow(i))
  let since = now()
  const csv = openCsv(path, columns)
  for (let i = 0; i < rows; i++) csv.write(made[i % made.length]!)
  csv.close()
  report('openCsv', since, rows)
  console.log(`file: ${(statSync(path).size / rows).toFixed(0)} bytes a row, ${columns.length} columns`)

  const spec = await describeTable(path, { format: 'csv', table: null, encoding: null, delimiter: null, header: true })
  for (let round = 0; round < 3; round++) {
    since = now()
    let count = 0
    for await (const batch of readTable(path, spec, () => {})) count += batch.rows.length
    report('readTable', since, count)
  }
  console.log(`memory at most ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`)

  since = now()
  let count = 0
  for await (const _row of createReadStream(path).pipe(parse())) count++
  report('csv-parse', since, count - 1)
} finally {
  rmSync(dir, { recursive: true })
}
