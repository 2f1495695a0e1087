/** Measures matching on files with known truth: `npx tsx bench/match.ts FILE.csv TRUTH.csv [--errors N]`. */

import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { parse as parseYaml } from 'yaml'
import { openLocalEngine } from '../src/engine/local/local-engine.ts'
import { evaluateClusters } from '../src/match/evaluation/evaluate-clusters.ts'
import { matchTable } from '../src/match/match-table.ts'
import { matchRules, nicknames } from '../src/match/rules.ts'
import { ColumnEncoder, type EncodedColumn } from '../src/record/encoded.ts'
import type { CleanField } from '../src/record/fields.ts'

const HEADERS: Readonly<Record<string, CleanField>> = {
  given_name: 'first_name',
  surname: 'last_name',
  dob: 'birth_date',
  date_of_birth: 'birth_date',
  street_number: 'house_number',
  address_1: 'street',
  address_2: 'address_extra',
  suburb: 'city',
  state: 'region',
  soc_sec_id: 'national_id',
}

function rule<T>(spec: { readonly name: string; readonly schema: { parse(value: unknown): T } }): T {
  return spec.schema.parse(parseYaml(readFileSync(new URL(`../rules/${spec.name}.yaml`, import.meta.url), 'utf8')))
}

const [file, truthFile] = process.argv.slice(2) as [string, string]
const read = (path: string) => parse(readFileSync(path), { columns: true }) as Record<string, string>[]
const records = read(file)
const truth = new Map(read(truthFile).map((row) => [row.record_id!, row.true_id!]))
const columns: Partial<Record<CleanField, EncodedColumn>> = {}
for (const header of Object.keys(records[0] ?? {})) {
  if (header === 'record_id') continue
  const encoder = new ColumnEncoder(records.length)
  const field = HEADERS[header] ?? (header as CleanField)
  for (const record of records) {
    const value = record[header]!.trim()
    encoder.push(field === 'birth_date' && /^\d{8}$/.test(value) ? value.replace(/(....)(..)(..)/, '$1-$2-$3') : value)
  }
  columns[field] = encoder.finish()
}
const start = performance.now()
const outcome = matchTable(
  {
    table: { rows: records.length, columns },
    uids: records.map((record) => `s${record.record_id}`),
    sourceNos: new Uint16Array(records.length),
    freeOfDuplicates: new Set(),
  },
  rule(matchRules),
  { openEngine: openLocalEngine, nicknames: rule(nicknames) },
)
const seconds = (performance.now() - start) / 1000
const people = new ColumnEncoder(records.length)
for (const record of records) people.push(truth.get(record.record_id!)!)
const result = evaluateClusters(outcome.cluster, people.finish().ids)
console.log(JSON.stringify({ seconds, ...result }))
if (process.argv.includes('--model')) {
  for (const c of outcome.model.comparisons) {
    console.log(c.name)
    for (const l of c.levels)
      console.log(
        `   ${l.label.padEnd(30)} m ${l.m.toExponential(2)} u ${l.u.toExponential(2)} h ${l.relatives.toExponential(2)} n ${l.namesakes.toExponential(2)} ${l.bits.toFixed(1)}`,
      )
  }
  console.log(outcome.model.shares, outcome.model.sureBits, outcome.model.evidence, outcome.notes)
  console.table(outcome.blocking)
}
if (process.argv.includes('--errors')) showErrors()

function showErrors(): void {
  const most = Number(process.argv[process.argv.indexOf('--errors') + 1])
  const weights = new Map<string, number>()
  for (let i = 0; i < outcome.pairs.l.length; i++) {
    const [a, b] = [outcome.pairs.l[i]!, outcome.pairs.r[i]!]
    weights.set(`${Math.min(a, b)} ${Math.max(a, b)}`, outcome.pairs.weight[i]!)
  }
  const shown = { missed: 0, wrong: 0 }
  for (let a = 0; a < records.length; a++)
    for (let b = a + 1; b < records.length; b++) {
      const same = truth.get(records[a]!.record_id!) === truth.get(records[b]!.record_id!)
      const found = outcome.cluster[a] === outcome.cluster[b]
      if (same === found) continue
      const kind = same ? 'missed' : 'wrong'
      if (shown[kind]++ >= most) continue
      console.log(kind, weights.get(`${a} ${b}`)?.toFixed(2) ?? 'below review')
      for (const i of [a, b]) console.log('   ', Object.values(records[i]!).join(' | '))
    }
}
