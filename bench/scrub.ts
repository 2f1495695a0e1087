/**
 * Time of `goldpan scrub`: a list of addresses against a workspace of so many facts, both made up.
 * `npx tsx bench/scrub.ts DIR [ADDRESSES] [FACTS] [PEOPLE]`, then the command it prints (once per channel).
 */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unitInterval } from '../src/base/hash.ts'
import { CLEAN_FIELDS } from '../src/record/fields.ts'
import { openCsv } from '../src/sinks/csv.ts'
import { openStore } from '../src/store/store.ts'
import {
  cleaned,
  contactability,
  facts,
  memberships,
  persons,
  runs,
  sourceRecords,
  sources,
  stageStates,
  verdicts,
} from '../src/store/tables.ts'

const [dir = 'scrub-bench', ...sizes] = process.argv.slice(2)
const [addresses = 1_000_000, factCount = 5_000_000, people = 1_000_000] = sizes.map(Number)
const FIRST = ['Ann', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gail', 'Hugh', 'Iris', 'Jack']
const LAST = ['Archer', 'Baker', 'Cooper', 'Dyer', 'Eaton', 'Fisher', 'Glover', 'Hooper', 'Ingram', 'Joyner']
const DOMAINS = ['gmail.com', 'yahoo.com', 'hotmail.com', 'web.de', 'acme-mail.org', 'gmial.com']

const pick = (list: readonly string[], ...seed: readonly string[]): string =>
  list[Math.floor(unitInterval(...seed) * list.length)]!
const emailOf = (i: number): string => `user.${i}@${DOMAINS[i % 5]}`
const phoneOf = (i: number): string => `+1415${String(2_000_000 + (i % 7_900_000))}`
const personOf = (i: number) => ({
  first_name: pick(FIRST, 'f', String(i)),
  last_name: `${pick(LAST, 'l', String(i))}${String.fromCharCode(97 + (i % 26))}`,
  street: `${1 + (i % 99)} ${pick(LAST, 's', String(i))} Street`,
  postcode: String(10_000 + (i % 40_000)),
  city: `City ${i % 500}`,
})

function makeWorkspace(): void {
  const store = openStore(dir)
  store.db.exec('BEGIN')
  const blank = Object.fromEntries(CLEAN_FIELDS.map((f) => [f, null]))
  const spec = {
    name: 'crm',
    file: 'crm.csv',
    role: 'customers',
    brand: 'acme',
    deal: 'own',
    key: 'id',
    columns: {},
    of: null,
  }
  const row = { role: 'customers', brand: 'acme', country: 'US', columns: '[]', rows: people, rejected: 0 }
  sources.insertAll(store, [{ source_no: 0, name: 'crm', spec: JSON.stringify(spec), ...row }])
  const listed = { ...spec, name: 'lists', role: 'suppressions' }
  sources.insertAll(store, [
    { source_no: 1, name: 'lists', spec: JSON.stringify(listed), ...row, role: 'suppressions' },
  ])
  const records = sourceRecords.bulkInserter(store)
  const clean = cleaned.bulkInserter(store)
  const members = memberships.bulkInserter(store)
  const golden = persons.bulkInserter(store)
  const answers = contactability.bulkInserter(store)
  for (let i = 0; i < people; i++) {
    const fields = { ...blank, ...personOf(i), email: emailOf(i), phone: phoneOf(i), country: 'US' } as Record<
      string,
      string | null
    >
    records.insert([i, 0, i + 2, String(i), `crm:${i}`, ''])
    clean.insert(cleaned.columns.map((c) => (c === 'rec' ? i : fields[c]!)))
    members.insert([i, i, 'sure'])
    const ids: Record<string, string | number | null> = {
      person_no: i,
      person_id: `p${i}`,
      records: 1,
      sources: 1,
      household_id: null,
    }
    golden.insert(persons.columns.map((c) => ids[c] ?? fields[c] ?? null))
    const no = i % 4 === 0 ? 1 : 0
    answers.insert([i, 'acme', 'marketing', no, no, no, no, null, no])
  }
  for (const bulk of [records, clean, members, golden, answers]) bulk.end()
  const open = { since: null, until: null, evidence: null, alternate_channel: null, suspected: 0 }
  verdicts.insertAll(store, [
    { verdict_no: 0, allowed: 1, reason: 'opt_out_regime', ...open },
    { verdict_no: 1, allowed: 0, reason: 'unsubscribed_channel', ...open },
  ])
  const said = facts.bulkInserter(store)
  const kinds = ['unsubscribed', 'bounce_hard', 'bounce_soft', 'opt_in', 'alive']
  for (let i = 0; i < factCount; i++) {
    const about = i % 3 === 0 ? i / 3 : people + i
    const isPhone = i % 10 === 0
    said.insert([
      1,
      i + 2,
      kinds[i % 5]!,
      isPhone ? 'call' : 'email',
      'acme',
      null,
      isPhone ? null : emailOf(about),
      isPhone ? phoneOf(about) : null,
      null,
      null,
      null,
      20_000 + (i % 700),
      null,
      null,
    ])
  }
  said.end()
  for (const stage of ['ingest', 'repair', 'match', 'flag'])
    stageStates.insertAll(store, [{ stage, key: '', parts: '{}', summary: '{"counts":{},"notes":[]}' }])
  runs.clear(store)
  store.db.exec('COMMIT')
  store.close()
}

function makeList(): void {
  const csv = openCsv(join(dir, 'list.csv'), [
    'nr',
    'email',
    'phone',
    'first_name',
    'last_name',
    'street',
    'postcode',
    'city',
  ])
  for (let i = 0; i < addresses; i++) {
    // Half of them are known; one in twenty is mistyped.
    const who = i % 2 === 0 ? i : 7_000_000 + i
    const p = personOf(who)
    const email = i % 20 === 0 ? `user.${who}@gmial.com` : emailOf(who)
    csv.write([i, email, phoneOf(who), p.first_name, p.last_name, p.street, p.postcode, p.city])
  }
  csv.close()
}

mkdirSync(dir, { recursive: true })
writeFileSync(join(dir, 'crm.csv'), 'id\n1\n')
const yaml =
  'name: bench\ncountry: US\nsources:\n  - { name: crm, file: crm.csv, role: customers, brand: acme, key: id, columns: { id: customer_id } }\n'
writeFileSync(join(dir, 'goldpan.yaml'), yaml)
makeWorkspace()
makeList()
console.log(
  `time node dist/cli/main.js scrub ${dir}/list.csv --channel email --brand acme --dir ${dir} --out ${dir}/clean.csv --rejected ${dir}/rejected.csv`,
)
