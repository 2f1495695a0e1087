/**
 * The flag stage on a generated case: `npx tsx bench/ledger.ts [PERSONS] [FACTS] [DIR]` (1,000,000 and 5,000,000) fills a
 * workspace with people of two brands and their facts, and `npx tsx bench/ledger.ts run DIR` runs the stage there.
 */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hash32 } from '../src/base/hash.ts'
import { silentProgress } from '../src/base/progress.ts'
import { flagStage } from '../src/flag/index.ts'
import { CLEAN_FIELDS, type CleanField } from '../src/record/fields.ts'
import type { IsoDate } from '../src/record/ids.ts'
import type { SourceSpec } from '../src/record/project.ts'
import { loadRules } from '../src/rules/load-rules.ts'
import { openStore } from '../src/store/store.ts'
import {
  cleaned,
  contactability,
  facts,
  memberships,
  openAddresses,
  persons,
  possibleMatches,
  purchases,
  sourceRecords,
  sources,
  verdicts,
} from '../src/store/tables.ts'

const AS_OF = '2026-06-30' as IsoDate
const FROM_DAY = 18_000
const DAYS = 2_600

const [first, ...rest] = process.argv.slice(2)
if (first === 'run') await run(rest[0] ?? '')
else {
  const dir = rest[1] ?? 'bench/data/ledger'
  fill(dir, Number(first ?? 1_000_000), Number(rest[0] ?? 5_000_000))
  console.log(`filled ${dir}`)
}

async function run(dir: string): Promise<void> {
  const store = openStore(dir)
  const { rules } = loadRules(flagStage.rules, dir)
  const begin = performance.now()
  store.db.exec('BEGIN IMMEDIATE')
  for (const table of [contactability, openAddresses, verdicts]) table.clear(store)
  const summary = await flagStage.run({
    project: { dir, name: 'bench', asOf: AS_OF, country: null, currency: null, sources: [] },
    store,
    rules,
    asOf: AS_OF,
    threads: Number(process.env.THREADS ?? 2),
    parquet: false,
    outDir: dir,
    progress: silentProgress,
  })
  store.db.exec('COMMIT')
  const seconds = ((performance.now() - begin) / 1000).toFixed(1)
  const usage = process.resourceUsage()
  console.log(
    `flag ${seconds} s, user ${(usage.userCPUTime / 1e6).toFixed(1)} s, peak ${Math.round(usage.maxRSS / 1024)} MiB`,
  )
  console.log(JSON.stringify(summary.counts))
  store.close()
}

/** Every third person has a second record with the other brand; every 25th may be the same as the next one. */
function fill(dir: string, people: number, factCount: number): void {
  rmSync(join(dir, '.goldpan'), { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, '.gitignore'), '*\n')
  const store = openStore(dir)
  store.db.exec('BEGIN')
  const specs = [spec('alpha', 'alpha'), spec('beta', 'beta'), list('lists', 'alpha'), list('lists-beta', 'beta')]
  sources.insertAll(
    store,
    specs.map((s, i) => ({
      source_no: i,
      name: s.name,
      role: s.role,
      brand: s.brand,
      country: null,
      spec: JSON.stringify(s),
      columns: '[]',
      rows: 0,
      rejected: 0,
    })),
  )
  const blank = Object.fromEntries(CLEAN_FIELDS.map((f) => [f, null])) as Record<CleanField, null>
  const countries = ['DE', 'GB', 'US', 'FR', 'IT', 'CA', null]
  let rec = 0
  const insertPerson = persons.bulkInserter(store)
  const insertRecord = sourceRecords.bulkInserter(store)
  const insertCleaned = cleaned.bulkInserter(store)
  const insertMember = memberships.bulkInserter(store)
  for (const source of [0, 1])
    for (let p = 0; p < people; p++) {
      if (source === 1 && p % 3 !== 0) continue
      const fields = {
        ...blank,
        email: emailOf(p, source),
        mobile: p % 4 === 0 ? null : phoneOf(p),
        street: 'Long Street',
        house_number: String(p % 200),
        postcode: String(10_000 + (p % 80_000)),
        city: 'Springfield',
        country: countries[p % countries.length]!,
      }
      if (source === 0) {
        const row = { person_no: p, person_id: `p${p}`, records: 1, sources: 1, household_id: null, ...fields }
        insertPerson.insert(persons.columns.map((c) => row[c as keyof typeof row]))
      }
      insertRecord.insert([rec, source, rec + 2, String(p), `${specs[source]!.name}:${p}`, ''])
      insertCleaned.insert(cleaned.columns.map((c) => (c === 'rec' ? rec : fields[c as CleanField])))
      insertMember.insert([rec, p, 'sure'].slice(0, memberships.columns.length))
      rec++
    }
  for (const bulk of [insertPerson, insertRecord, insertCleaned, insertMember]) bulk.end()
  const kinds =
    'opt_in claimed_opt_in unsubscribed bounce_hard bounce_soft bounce_soft alive complaint objected_all opt_in'.split(
      ' ',
    )
  for (const source of [0, 1, 2, 3]) {
    const insert = facts.bulkInserter(store)
    for (let f = source; f < factCount; f += 4) {
      const h = hash32(`${f}`)
      const kind =
        h % 97 === 0 ? 'deceased' : h % 13 === 0 ? 'unsubscribed' : kinds[(h >>> 8) % (h % 5 === 0 ? 10 : 2)]!
      const p = (h >>> 3) % people
      const own = source < 2 ? (source === 0 ? p : null) : null
      const channel = kind === 'objected_all' || kind === 'deceased' ? null : h % 7 === 0 ? 'sms' : 'email'
      const brand = ['alpha', 'beta', 'alpha', 'beta'][source]!
      const byPhone = channel === 'sms'
      const email = byPhone ? null : emailOf(p, source & 1)
      const day = FROM_DAY + ((h >>> 5) % DAYS)
      const row = [source, f + 2, kind, channel, brand, null, email, byPhone ? phoneOf(p) : null]
      insert.insert([...row, null, own, null, day, kind === 'bounce_hard' ? 'no_mailbox' : null, null])
    }
    insert.end()
  }
  const insertPossible = possibleMatches.bulkInserter(store)
  for (let p = 0; p + 1 < people; p += 25) insertPossible.insert([p, p + 1, 0.8])
  insertPossible.end()
  const insertPurchase = purchases.bulkInserter(store)
  for (let i = 0; i < people; i++)
    insertPurchase.insert([
      0,
      i,
      String(hash32(`b${i}`) % people),
      null,
      FROM_DAY + (i % DAYS),
      1000,
      'EUR',
      null,
      null,
      null,
      '',
    ])
  insertPurchase.end()
  store.db.exec('COMMIT')
  store.close()
}

function emailOf(person: number, source: number): string {
  return source === 1 && person % 2 === 0 ? `other${person}@example.net` : `person${person}@example.org`
}
function phoneOf(person: number): string {
  return `+49151${String(10_000_000 + person)}`
}

function spec(name: string, brand: string): SourceSpec {
  return {
    name,
    file: `${name}.csv`,
    table: null,
    format: 'csv',
    encoding: null,
    delimiter: null,
    header: true,
    role: 'customers',
    brand,
    country: null,
    deal: 'own',
    dealDate: null,
    exportedAt: null,
    key: 'id',
    of: null,
    columns: {},
    means: null,
    provider: null,
    channel: null,
    free_of_duplicates: false,
  }
}

function list(name: string, brand: string): SourceSpec {
  return { ...spec(name, brand), role: 'suppressions', key: null, means: 'by_column' }
}
