/** A ledger that lives through a history: files of two brands and a list come, change and go, records are merged and torn apart. */

import fc from 'fast-check'
import { digest } from '../../src/base/hash.ts'
import { silentProgress } from '../../src/base/progress.ts'
import { flagStage } from '../../src/flag/index.ts'
import { packCells } from '../../src/record/cells.ts'
import type { FactKind } from '../../src/record/fact.ts'
import { CLEAN_FIELDS, type CleanField } from '../../src/record/fields.ts'
import type { IsoDate } from '../../src/record/ids.ts'
import type { Channel, SourceSpec } from '../../src/record/project.ts'
import { writeRememberedPeople } from '../../src/store/person-memory.ts'
import { type Evidence, rememberGone, settlePast } from '../../src/store/remember-past.ts'
import { writeStageState } from '../../src/store/stage-state.ts'
import { openStore, type Store } from '../../src/store/store.ts'
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

const AS_OF = '2026-06-30' as IsoDate
export const TODAY = 20_634
const EMAILS = ['a@x.org', 'b@x.org', 'c@x.org', 'd@x.org']
const MOBILES = ['+4915123456780', '+4915123456781', '+4915123456782']
const ADDRESS = { street: 'Lindenweg', house_number: '7', postcode: '04109', city: 'Leipzig' }
export const WRITTEN = ['email', 'sms', 'call', 'letter'] as const satisfies readonly Channel[]
/** Customers 0 to 2 stand in the files of the first brand's source, the others in the second's. */
export const CUSTOMERS = 5
const FIRST_OF_SHOP = 3
export const BRANDS = ['acme', 'bravo']
export const brandOf = (customer: number): string => BRANDS[customer < FIRST_OF_SHOP ? 0 : 1]!

export interface Customer {
  readonly id: number
  readonly email: number | null
  readonly mobile: number | null
  /** What the consent column of a channel says, and since when (the proof). */
  readonly says: 'nothing' | 'no' | 'claim' | 'yes'
  readonly channel: Channel
  readonly day: number
}
export interface Listed {
  readonly email: number | null
  readonly mobile: number | null
  readonly kind: FactKind
  readonly channel: Channel | null
  readonly brand: string | null
  readonly purpose: string | null
  readonly day: number | null
}
export interface Step {
  /** Null: the source is not in goldpan.yaml. */
  readonly crm: readonly Customer[] | null
  readonly shop: readonly Customer[] | null
  readonly list: readonly Listed[] | null
  /** By customer: who they are taken for. */
  readonly person: readonly number[]
}

const day = fc.integer({ min: TODAY - 9, max: TODAY })
const channel = fc.constantFrom(...WRITTEN, 'email' as const)
const customers = (from: number, to: number) =>
  fc.uniqueArray(
    fc.record<Customer>({
      id: fc.integer({ min: from, max: to }),
      email: fc.option(fc.nat(EMAILS.length - 1), { freq: 6 }),
      mobile: fc.option(fc.nat(MOBILES.length - 1), { freq: 2 }),
      says: fc.constantFrom('nothing', 'no', 'claim', 'yes'),
      channel,
      day,
    }),
    { selector: (c) => c.id, maxLength: to - from + 1 },
  )
const kinds = ['unsubscribed', 'unsubscribed', 'objected_all', 'complaint', 'manual', 'dnc_external', 'opt_in'] as const
const entry: fc.Arbitrary<Listed> = fc
  .record({
    of: fc.oneof(
      fc.record({ email: fc.nat(EMAILS.length - 1), mobile: fc.constant(null) }),
      fc.record({ email: fc.constant(null), mobile: fc.nat(MOBILES.length - 1) }),
    ),
    kind: fc.constantFrom<FactKind>(...kinds, 'opt_in'),
    channel: fc.option(channel, { freq: 5 }),
    brand: fc.constantFrom(null, 'acme', 'acme', 'bravo'),
    purpose: fc.constantFrom(null, null, 'news'),
    day: fc.option(day),
  })
  .map(({ of, ...rest }) => ({ ...of, ...rest }))
export const list = fc.array(entry, { maxLength: 3 })
export const person = fc.array(fc.nat(CUSTOMERS - 1), { minLength: CUSTOMERS, maxLength: CUSTOMERS })
export const step: fc.Arbitrary<Step> = fc.record({
  crm: fc.option(customers(0, FIRST_OF_SHOP - 1), { freq: 6 }),
  shop: fc.option(customers(FIRST_OF_SHOP, CUSTOMERS - 1), { freq: 4 }),
  list: fc.option(list, { freq: 4 }),
  person,
})
export const country = fc.constantFrom('US', 'DE', 'GB')
export const customersOf = ({ crm, shop }: Step): readonly Customer[] => [...(crm ?? []), ...(shop ?? [])]

const rules = ruleFiles()
const spec = (name: string, brand: string, role: 'customers' | 'suppressions'): SourceSpec => ({
  name,
  file: `${name}.csv`,
  table: null,
  format: 'csv',
  encoding: null,
  delimiter: null,
  header: true,
  role,
  brand,
  country: null,
  deal: 'own',
  dealDate: null,
  exportedAt: null,
  key: role === 'customers' ? 'id' : null,
  of: null,
  columns: { email: 'email', mobile: 'mobile' },
  means: null,
  provider: null,
  channel: null,
  free_of_duplicates: false,
})
const SOURCES = {
  crm: spec('crm', 'acme', 'customers'),
  shop: spec('shop', 'bravo', 'customers'),
  list: spec('list', 'acme', 'suppressions'),
}

export interface Verdict {
  readonly customer: number
  readonly brand: string
  readonly purpose: string
  readonly channel: Channel
  readonly open: boolean
  readonly why: string
  /** All that the stage says, in words. */
  readonly words: string
}

export class Ledger {
  readonly #store: Store = openStore(tempDir())
  readonly close = (): void => this.#store.close()

  /** Works on an empty ledger, which is empty again afterwards. */
  async afresh<T>(work: () => Promise<T>): Promise<T> {
    this.#store.db.exec('BEGIN')
    try {
      for (const table of TABLES) table.clear(this.#store)
      // Repair has seen what was read: only then are numbers that records had remembered.
      const summary = { counts: {}, notes: [] }
      writeStageState(this.#store, 'ingest', { key: 'read', parts: {}, summary })
      writeStageState(this.#store, 'repair', { key: 'cleaned', parts: { 'stage ingest': 'read' }, summary })
      return await work()
    } finally {
      this.#store.db.exec('ROLLBACK')
    }
  }

  /** Runs what a `goldpan run` would run of the ledger. */
  async run(now: Step, country: string): Promise<readonly Verdict[]> {
    const store = this.#store
    const people = this.#fill(now, country)
    settlePast(store)
    writeRememberedPeople(store, {
      ids: people.map((id) => `p${id}`),
      uids: customersOf(now).map((c) => `${brandOf(c.id)}:${c.id}`),
      people: Int32Array.from(customersOf(now), (c) => people.indexOf(now.person[c.id]!)),
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
    const rows = [...contactability.all(store, ['person_no', 'brand', 'purpose'])]
    return customersOf(now).flatMap(({ id }) =>
      rows
        .filter((row) => row.person_no === people.indexOf(now.person[id]!))
        .flatMap(({ brand, purpose, ...row }) =>
          WRITTEN.map((channel) => {
            const { verdict_no: _, ...verdict } = book[row[channel]!]!
            const { allowed, reason } = verdict
            const told = { open: allowed === 1, why: reason, words: JSON.stringify(verdict) }
            return { customer: id, brand, purpose, channel, ...told }
          }),
        ),
    )
  }

  /** Answers the people, in the order of their numbers. */
  #fill(now: Step, country: string): readonly number[] {
    const store = this.#store
    const read = (['crm', 'shop', 'list'] as const).flatMap((name) => {
      const rows: readonly object[] | null = now[name]
      return rows === null ? [] : [{ name, sha256: digest(`${name} ${JSON.stringify(rows)}`) }]
    })
    rememberGone(
      store,
      read.map(({ sha256 }): Evidence => ({ sha256, table: null })),
      AS_OF,
    )
    for (const table of [sources, files, sourceRecords, facts, cleaned, memberships, persons]) table.clear(store)
    for (const table of [contactability, openAddresses, verdicts]) table.clear(store)
    for (const [no, { name, sha256 }] of read.entries()) {
      const { role, brand, file: path } = SOURCES[name]
      const row = { source_no: no, name, role, brand, country: null, columns: '["email","mobile"]' }
      sources.insertAll(store, [{ ...row, spec: JSON.stringify(SOURCES[name]), rows: 0, rejected: 0 }])
      files.insertAll(store, [{ source_no: no, path, sha256, format: 'csv', encoding: null, dialect: null }])
    }
    const sourceNo = (name: string): number => read.findIndex((r) => r.name === name)
    const people = [...new Set(customersOf(now).map((c) => now.person[c.id]!))].sort()
    const rest = { line: 1, customer_ref: null, identity: null, detail: null, cells: null }
    for (const [rec, c] of customersOf(now).entries()) {
      const brand = brandOf(c.id)
      const source_no = sourceNo(brand === 'acme' ? 'crm' : 'shop')
      const [email, mobile] = [
        c.email === null ? null : EMAILS[c.email]!,
        c.mobile === null ? null : MOBILES[c.mobile]!,
      ]
      const cells = packCells([email ?? '', mobile ?? ''])
      const uid = `${brand}:${c.id}`
      sourceRecords.insertAll(store, [{ rec, source_no, line: rec, own_key: `${c.id}`, uid, cells }])
      const types = { phone_type: null, mobile_type: mobile === null ? null : 'mobile', email_label: null }
      cleaned.insertAll(store, [{ rec, ...BLANK, ...ADDRESS, email, mobile, country, ...types }])
      memberships.insertAll(store, [{ rec, person_no: people.indexOf(now.person[c.id]!), band: 'sure' }])
      if (c.says === 'nothing') continue
      const kind = c.says === 'no' ? 'unsubscribed' : c.says === 'yes' ? 'opt_in' : 'claimed_opt_in'
      const said = { source_no, kind, channel: c.channel, brand, purpose: null, email, phone: null, rec }
      facts.insertAll(store, [{ ...rest, ...said, day: c.says === 'yes' ? c.day : null }])
    }
    for (const [no, id] of people.entries()) {
      const row = { person_no: no, person_id: `p${id}`, records: 1, sources: 1, household_id: null, ...BLANK, country }
      persons.insertAll(store, [row])
    }
    for (const { email, mobile, ...said } of now.list ?? []) {
      const of = { email: email === null ? null : EMAILS[email]!, phone: mobile === null ? null : MOBILES[mobile]! }
      facts.insertAll(store, [{ ...rest, ...said, ...of, source_no: sourceNo('list'), rec: null }])
    }
    return people
  }
}
const BLANK = Object.fromEntries(CLEAN_FIELDS.map((f) => [f, null])) as Record<CleanField, null>
