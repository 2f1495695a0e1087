/**
 * The first law over histories: files come, change and go, records are merged and torn apart, the stage runs again and
 * again. Held against a model that never forgets: no opt-out is lost, no consent gained. HISTORIES=10000 runs more.
 */

import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { digest } from '../../src/base/hash.ts'
import { silentProgress } from '../../src/base/progress.ts'
import { flagStage } from '../../src/flag/index.ts'
import { packCells } from '../../src/record/cells.ts'
import { CLEAN_FIELDS, type CleanField } from '../../src/record/fields.ts'
import type { IsoDate } from '../../src/record/ids.ts'
import type { SourceSpec } from '../../src/record/project.ts'
import { writeRememberedPeople } from '../../src/store/person-memory.ts'
import { type Evidence, rememberGone, settlePast } from '../../src/store/remember-past.ts'
import { openStore } from '../../src/store/store.ts'
import {
  cleaned,
  contactability,
  facts,
  files,
  memberships,
  openAddresses,
  persons,
  sourceRecords,
  sources,
  TABLES,
  verdicts,
} from '../../src/store/tables.ts'
import { tempDir } from '../temp-dir.ts'
import { ruleFiles } from './workspace.ts'

const HISTORIES = Number(process.env.HISTORIES ?? 60)
const AS_OF = '2026-06-30' as IsoDate
const TODAY = 20_634
const EMAILS = ['a@x.org', 'b@x.org', 'c@x.org', 'd@x.org']

interface Customer {
  readonly key: number
  readonly email: number
  /** What the consent column says, and since when (the proof). */
  readonly says: 'nothing' | 'no' | 'claim' | 'yes'
  readonly day: number
}
interface Listed {
  readonly email: number
  readonly kind: 'unsubscribed' | 'objected_all' | 'complaint' | 'opt_in'
  readonly day: number | null
}
interface Step {
  /** Null: the source is not in goldpan.yaml. */
  readonly crm: readonly Customer[] | null
  readonly list: readonly Listed[] | null
  /** By key of the customer: whom it is merged with. */
  readonly person: readonly number[]
}

const day = fc.integer({ min: TODAY - 9, max: TODAY })
const step: fc.Arbitrary<Step> = fc.record({
  crm: fc.option(
    fc.uniqueArray(
      fc.record({
        key: fc.nat(3),
        email: fc.nat(3),
        says: fc.constantFrom('nothing' as const, 'no' as const, 'claim' as const, 'yes' as const),
        day,
      }),
      { selector: (c) => c.key, maxLength: 4 },
    ),
    { freq: 6 },
  ),
  list: fc.option(
    fc.array(
      fc.record({
        email: fc.nat(3),
        kind: fc.constantFrom(
          'unsubscribed' as const,
          'unsubscribed' as const,
          'objected_all' as const,
          'complaint' as const,
          'opt_in' as const,
        ),
        day: fc.option(day),
      }),
      { maxLength: 3 },
    ),
    { freq: 4 },
  ),
  person: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(3)),
})

const store = openStore(tempDir())
afterAll(() => store.close())
const rules = ruleFiles()

const spec = (name: string, role: 'customers' | 'suppressions'): SourceSpec => ({
  name,
  file: `${name}.csv`,
  table: null,
  format: 'csv',
  encoding: null,
  delimiter: null,
  header: true,
  role,
  brand: 'acme',
  country: null,
  deal: 'own',
  dealDate: null,
  exportedAt: null,
  key: role === 'customers' ? 'id' : null,
  of: null,
  columns: { email: 'email' },
  means: null,
  provider: null,
  channel: null,
  free_of_duplicates: false,
})

/** What goldpan should know after all steps so far, and never forget. */
class Model {
  readonly #refusals: { readonly subject: string; readonly kind: string; readonly day: number | null }[] = []
  readonly #emails = new Map<number, Set<number>>()
  #consents: { readonly subject: string; readonly day: number }[] = []

  take({ crm, list }: Step): void {
    this.#consents = []
    for (const { key, email, says, day } of crm ?? []) {
      this.#emails.set(key, (this.#emails.get(key) ?? new Set()).add(email))
      const subjects = [`key ${key}`, `email ${email}`]
      for (const subject of subjects) {
        if (says === 'no') this.#refusals.push({ subject, kind: 'unsubscribed', day: null })
        if (says === 'yes') this.#consents.push({ subject, day })
      }
    }
    for (const { email, kind, day } of list ?? []) {
      if (kind !== 'opt_in') this.#refusals.push({ subject: `email ${email}`, kind, day })
      else if (day !== null) this.#consents.push({ subject: `email ${email}`, day })
      else this.#consents.push({ subject: `email ${email}`, day: Number.NEGATIVE_INFINITY })
    }
  }

  /** Refused by the customer, at any address they ever had, and never taken back. */
  isClosed(key: number): boolean {
    const subjects = this.#subjects(key)
    return this.#refusals.some(
      ({ subject, kind, day }) =>
        subjects.includes(subject) &&
        (kind !== 'unsubscribed' ||
          !this.#consents.some((c) => subjects.includes(c.subject) && c.day > (day ?? Number.POSITIVE_INFINITY))),
    )
  }

  hasConsent(key: number): boolean {
    return this.#consents.some((c) => this.#subjects(key).includes(c.subject))
  }

  #subjects(key: number): readonly string[] {
    return [`key ${key}`, ...[...(this.#emails.get(key) ?? [])].map((email) => `email ${email}`)]
  }
}

/** Runs what a `goldpan run` would run of the ledger; answers by key: whether e-mail is open, and why. */
async function run({ crm, list, person }: Step, country: string): Promise<Map<number, { open: boolean; why: string }>> {
  const read = [
    ...(crm === null ? [] : [{ spec: spec('crm', 'customers'), rows: crm as readonly object[] }]),
    ...(list === null ? [] : [{ spec: spec('list', 'suppressions'), rows: list as readonly object[] }]),
  ]
  const shas = read.map(({ rows }) => digest(JSON.stringify(rows)))
  rememberGone(
    store,
    shas.map((sha256): Evidence => ({ sha256, table: null })),
    AS_OF,
  )
  for (const table of [sources, files, sourceRecords, facts, cleaned, memberships, persons]) table.clear(store)
  for (const table of [contactability, openAddresses, verdicts]) table.clear(store)
  for (const [no, { spec: of }] of read.entries()) {
    const { name, role, brand } = of
    const row = { source_no: no, name, role, brand, country: null, spec: JSON.stringify(of), columns: '["email"]' }
    sources.insertAll(store, [{ ...row, rows: 0, rejected: 0 }])
    const file = { source_no: no, path: of.file, sha256: shas[no]!, format: 'csv', encoding: null, dialect: null }
    files.insertAll(store, [file])
  }
  const blank = Object.fromEntries(CLEAN_FIELDS.map((f) => [f, null])) as Record<CleanField, null>
  const customers = [...(crm ?? [])]
  const people = [...new Set(customers.map((c) => person[c.key]!))].sort()
  const fact = { source_no: 0, line: 1, channel: 'email', brand: 'acme', purpose: null, email: null, phone: null }
  const rest = { customer_ref: null, rec: null, identity: null, day: null, detail: null, cells: null }
  for (const [rec, { key, email, says, day }] of customers.entries()) {
    const address = EMAILS[email]!
    const cells = packCells([address])
    sourceRecords.insertAll(store, [{ rec, source_no: 0, line: rec, own_key: `${key}`, uid: `crm:${key}`, cells }])
    cleaned.insertAll(store, [
      { rec, ...blank, email: address, country, phone_type: null, mobile_type: null, email_label: null },
    ])
    memberships.insertAll(store, [{ rec, person_no: people.indexOf(person[key]!), band: 'sure' }])
    if (says === 'nothing') continue
    const kind = says === 'no' ? 'unsubscribed' : says === 'yes' ? 'opt_in' : 'claimed_opt_in'
    facts.insertAll(store, [{ ...fact, ...rest, rec, email: address, kind, day: says === 'yes' ? day : null }])
  }
  for (const [no, id] of people.entries()) {
    const row = { person_no: no, person_id: `p${id}`, records: 1, sources: 1, household_id: null, ...blank, country }
    persons.insertAll(store, [row])
  }
  const listNo = read.findIndex((r) => r.spec.name === 'list')
  for (const { email, kind, day } of list ?? []) {
    const channel = kind === 'objected_all' ? null : 'email'
    const row = { ...fact, ...rest, source_no: listNo, channel, email: EMAILS[email]!, kind, day }
    facts.insertAll(store, [row])
  }
  settlePast(store)
  writeRememberedPeople(store, {
    ids: people.map((id) => `p${id}`),
    uids: customers.map((c) => `crm:${c.key}`),
    people: Int32Array.from(customers, (c) => people.indexOf(person[c.key]!)),
  })
  await flagStage.run({
    project: { dir: '.', name: 'test', asOf: AS_OF, country: null, currency: null, sources: [] },
    store,
    rules,
    asOf: AS_OF,
    threads: 1,
    parquet: false,
    outDir: '.',
    progress: silentProgress,
  })
  const book = [...verdicts.all(store, ['verdict_no'])]
  const rows = [...contactability.all(store)].filter((row) => row.purpose === 'marketing' && row.brand === 'acme')
  const byPerson = new Map(rows.map((row) => [row.person_no, book[row.email!]!]))
  return new Map(
    customers.map(({ key }) => {
      const verdict = byPerson.get(people.indexOf(person[key]!))!
      return [key, { open: verdict.allowed === 1, why: verdict.reason }]
    }),
  )
}

async function check(steps: readonly Step[], country: string): Promise<void> {
  const model = new Model()
  for (const [i, now] of steps.entries()) {
    model.take(now)
    for (const [key, { open, why }] of await run(now, country)) {
      const merged = (now.crm ?? []).filter((c) => now.person[c.key] === now.person[key]).map((c) => c.key)
      const at = `step ${i}, customer ${key}: ${why}`
      expect(open && merged.some((k) => model.isClosed(k)), at).toBe(false)
      if (why === 'opt_in')
        expect(
          merged.some((k) => model.hasConsent(k)),
          at,
        ).toBe(true)
    }
  }
}

it('no opt-out is lost and no consent gained by any history of files, merges and runs', async () => {
  const histories = fc.array(step, { minLength: 2, maxLength: 5 })
  const property = fc.asyncProperty(histories, fc.constantFrom('US', 'DE'), async (steps, country) => {
    store.db.exec('BEGIN')
    try {
      for (const table of TABLES) table.clear(store)
      await check(steps, country)
    } finally {
      store.db.exec('ROLLBACK')
    }
  })
  await fc.assert(property, { numRuns: HISTORIES })
}, 3_600_000)
