/** A small workspace for tests of the stage: people, records and facts by hand, in a real SQLite file. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { silentProgress } from '../../src/base/progress.ts'
import { flagStage } from '../../src/flag/index.ts'
import { packCells } from '../../src/record/cells.ts'
import { toDayNo } from '../../src/record/dates.ts'
import type { FactKind } from '../../src/record/fact.ts'
import { CLEAN_FIELDS, type CleanField } from '../../src/record/fields.ts'
import type { IsoDate } from '../../src/record/ids.ts'
import { CHANNELS, type Channel, type SourceSpec } from '../../src/record/project.ts'
import type { RuleSpec, Rules } from '../../src/rules/rule-file.ts'
import type { StageSummary } from '../../src/stage.ts'
import { type OpenFor, readOpenAddresses } from '../../src/store/open-addresses.ts'
import { appendOwnFacts, type NewOwnFact } from '../../src/store/own-fact-table.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import {
  activities,
  changes,
  cleaned,
  contactability,
  facts,
  memberships,
  mendedAddresses,
  persons,
  possibleMatches,
  purchases,
  sourceRecords,
  sources,
  verdicts,
} from '../../src/store/tables.ts'
import { phoneType } from '../../src/text/phone-type.ts'

const AS_OF = '2026-06-30' as IsoDate

interface TestSource extends Partial<Omit<SourceSpec, 'name'>> {
  readonly name: string
}

interface TestRecord extends Partial<Record<CleanField, string>> {
  readonly source: string
  readonly key?: string
  /** Records of the same number are one person. */
  readonly person: number
}

interface TestFact {
  readonly source: string
  readonly kind: FactKind
  readonly channel?: Channel
  readonly brand?: string
  readonly purpose?: string
  readonly email?: string
  readonly phone?: string
  readonly ref?: string
  readonly rec?: number
  readonly identity?: Partial<Record<CleanField, string>>
  readonly day?: string
  readonly detail?: string
}

interface TestChange {
  readonly rec: number
  readonly before: string
  readonly after: string
  readonly decision?: string
  readonly confidence?: number
}

export interface World {
  readonly sources: readonly TestSource[]
  readonly records: readonly TestRecord[]
  readonly facts?: readonly TestFact[]
  readonly changes?: readonly TestChange[]
  /** What repair makes of addresses that only facts name: as typed → mended. */
  readonly mended?: Readonly<Record<string, string>>
  readonly possible?: readonly (readonly [number, number])[]
  readonly purchases?: readonly {
    readonly source: string
    readonly ref?: string
    readonly email?: string
    readonly day: string
  }[]
  readonly activities?: readonly {
    readonly source: string
    readonly ref?: string
    readonly email?: string
    readonly day: string
    readonly kind: string
  }[]
  readonly sendDate?: string
  /** What came by command. */
  readonly own?: readonly (Pick<NewOwnFact, 'kind'> & Partial<NewOwnFact>)[]
  /** Patches of parsed rule files. */
  readonly rules?: Readonly<Record<string, object>>
}

interface Answer {
  readonly allowed: boolean
  readonly reason: string
  readonly alternate: string | null
  readonly suspected: boolean
  readonly evidence: string | null
  readonly since: number | null
  readonly until: number | null
}

export interface Flagged {
  /** `person/brand/purpose/channel` → answer. */
  readonly answers: ReadonlyMap<string, Answer>
  readonly summary: StageSummary
  /** Both tables as they stand, for comparing runs. */
  readonly tables: string
  /** By channel. */
  readonly open: Readonly<Record<Channel, readonly OpenFor[]>>
}

function spec(of: TestSource): SourceSpec {
  return {
    file: `${of.name}.csv`,
    table: null,
    format: 'csv',
    encoding: null,
    delimiter: null,
    header: true,
    role: 'customers',
    brand: 'acme',
    country: 'DE',
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
    ...of,
  }
}

export const ruleFiles = (patches: Readonly<Record<string, object>> = {}): Rules => ({
  get<T>({ name, schema }: RuleSpec<T>): T {
    return schema.parse({ ...parse(readFileSync(`rules/${name}.yaml`, 'utf8')), ...patches[name] })
  },
})

/** Fills a new workspace, runs the stage, and reads its tables. */
export async function flag(world: World): Promise<Flagged> {
  const dir = mkdtempSync(join(tmpdir(), 'goldpan-flag-'))
  const store = openStore(dir)
  try {
    fill(store, world)
    const sendDate = world.sendDate === undefined ? {} : { sendDate: world.sendDate as IsoDate }
    const summary = await flagStage.run({
      project: {
        dir,
        name: 'test',
        asOf: AS_OF,
        country: null,
        currency: null,
        sources: world.sources.map(spec),
        ...sendDate,
      },
      store,
      rules: ruleFiles(world.rules),
      asOf: AS_OF,
      threads: 1,
      parquet: false,
      outDir: dir,
      progress: silentProgress,
    })
    return { ...read(store), summary }
  } finally {
    store.close()
    rmSync(dir, { recursive: true })
  }
}

function fill(store: Store, world: World): void {
  const specs = world.sources.map(spec).sort((l, r) => (l.name < r.name ? -1 : 1))
  const sourceNo = (name: string): number => specs.findIndex((s) => s.name === name)
  const day = (text: string | undefined): number | null => (text === undefined ? null : toDayNo(text as IsoDate))
  sources.insertAll(
    store,
    specs.map((s, i) => ({
      source_no: i,
      name: s.name,
      role: s.role,
      brand: s.brand,
      country: s.country,
      spec: JSON.stringify(s),
      columns: '[]',
      rows: 0,
      rejected: 0,
    })),
  )
  const blank = Object.fromEntries(CLEAN_FIELDS.map((f) => [f, null])) as Record<CleanField, null>
  world.records.forEach((r, rec) => {
    const { source, key, person, ...fields } = r
    sourceRecords.insertAll(store, [
      { rec, source_no: sourceNo(source), line: rec + 2, own_key: key ?? null, uid: `u${rec}`, cells: packCells([]) },
    ])
    const [phone_type, mobile_type] = [phoneType(fields.phone ?? ''), phoneType(fields.mobile ?? '')]
    cleaned.insertAll(store, [{ rec, ...blank, ...fields, phone_type, mobile_type, email_label: null }])
    memberships.insertAll(store, [{ rec, person_no: person, band: 'sure' }])
  })
  const count = Math.max(-1, ...world.records.map((r) => r.person)) + 1
  for (let p = 0; p < count; p++) {
    const first = world.records.find((r) => r.person === p)
    const { source: _s, key: _k, person: _p, ...fields } = first ?? { source: '', person: p }
    persons.insertAll(store, [
      { person_no: p, person_id: `p${p}`, records: 1, sources: 1, household_id: null, ...blank, ...fields },
    ])
  }
  facts.insertAll(
    store,
    (world.facts ?? []).map((f, i) => ({
      source_no: sourceNo(f.source),
      line: i + 2,
      kind: f.kind,
      channel: f.channel ?? null,
      brand: f.brand ?? null,
      purpose: f.purpose ?? null,
      email: f.email ?? null,
      phone: f.phone ?? null,
      customer_ref: f.ref ?? null,
      rec: f.rec ?? null,
      identity: f.identity ? JSON.stringify(f.identity) : null,
      day: day(f.day),
      detail: f.detail ?? null,
      cells: null,
    })),
  )
  changes.insertAll(
    store,
    (world.changes ?? []).map((c) => ({
      rec: c.rec,
      field: 'email',
      before: c.before,
      after: c.after,
      rule: 'email.domain-typo',
      confidence: c.confidence ?? 0.99,
      decision: c.decision ?? 'repaired',
      evidence: '',
    })),
  )
  mendedAddresses.insertAll(
    store,
    Object.entries(world.mended ?? {}).map(([typed, mended]) => ({ typed, mended })),
  )
  possibleMatches.insertAll(
    store,
    (world.possible ?? []).map(([l, r]) => ({ person_l: l, person_r: r, match_probability: 0.8 })),
  )
  const nothing = { origin: 'suppress add', channel: null, brand: null, purpose: null, email: null, phone: null }
  const noOne = { uid: null, identity: null, day: null, detail: null, added_on: AS_OF, added_by: null }
  appendOwnFacts(
    store,
    (world.own ?? []).map((fact) => ({ ...nothing, ...noOne, ...fact })),
  )
  activities.insertAll(
    store,
    (world.activities ?? []).map((a, i) => ({
      source_no: sourceNo(a.source),
      line: i + 2,
      customer_ref: a.ref ?? null,
      email: a.email ?? null,
      day: day(a.day)!,
      kind: a.kind,
      quantity: null,
      amount_minor: null,
      balance_minor: null,
      cells: '',
    })),
  )
  purchases.insertAll(
    store,
    (world.purchases ?? []).map((p, i) => ({
      source_no: sourceNo(p.source),
      line: i + 2,
      customer_ref: p.ref ?? null,
      email: p.email ?? null,
      day: day(p.day)!,
      amount_minor: 1000,
      currency: 'EUR',
      product: null,
      order_id: null,
      voucher: null,
      cells: '',
    })),
  )
}

function read(store: Store): Omit<Flagged, 'summary'> {
  const book = [...verdicts.all(store, ['verdict_no'])]
  const rows = [...contactability.all(store, ['person_no', 'brand', 'purpose'])]
  const answers = new Map<string, Answer>()
  for (const row of rows) {
    for (const channel of CHANNELS) {
      const no = row[channel]
      if (no === null) continue
      const v = book[no]!
      answers.set(`${row.person_no}/${row.brand}/${row.purpose}/${channel}`, {
        allowed: v.allowed === 1,
        reason: v.reason,
        alternate: v.alternate_channel,
        suspected: v.suspected === 1,
        evidence: v.evidence,
        since: v.since,
        until: v.until,
      })
    }
  }
  const open = Object.fromEntries(CHANNELS.map((channel) => [channel, [...readOpenAddresses(store, channel)]]))
  return { answers, tables: JSON.stringify({ book, rows }), open: open as Record<Channel, OpenFor[]> }
}
