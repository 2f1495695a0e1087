/** A small workspace for the stages segment and plan: people, sources and events given as short lists. */

import { silentProgress } from '../../src/base/progress.ts'
import { CLEAN_FIELDS } from '../../src/record/fields.ts'
import type { IsoDate } from '../../src/record/ids.ts'
import { loadRules } from '../../src/rules/load-rules.ts'
import type { Stage, StageSummary } from '../../src/stage.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import * as tables from '../../src/store/tables.ts'
import { tempDir } from '../temp-dir.ts'

export const AS_OF = '2025-06-30' as IsoDate

interface SourceSketch {
  readonly name: string
  readonly role: string
  readonly brand?: string
  readonly of?: string
  readonly columns?: Readonly<Record<string, string>>
}

/** Sources get numbers by their place in the list. */
export function makeWorkspace(sources: readonly SourceSketch[]): Store {
  const store = openStore(tempDir())
  tables.sources.insertAll(
    store,
    sources.map(({ name, role, brand = 'acme', of = null, columns = {} }, source_no) => ({
      source_no,
      name,
      role,
      brand,
      country: null,
      spec: JSON.stringify({ name, role, brand, of, columns, country: 'DE' }),
      columns: JSON.stringify(Object.keys(columns)),
      rows: 100,
      rejected: 0,
    })),
  )
  return store
}

const blank = Object.fromEntries(CLEAN_FIELDS.map((field) => [field, null])) as Record<
  (typeof CLEAN_FIELDS)[number],
  null
>

interface PersonSketch {
  readonly household?: string
  /** Source numbers of the records; own keys are `k<person>`. */
  readonly sources?: readonly number[]
  readonly email?: string
  readonly cells?: string
}

/** Adds people 0, 1, 2 …, ids `p0`, `p1` …, one record per source each. */
export function addPeople(store: Store, people: readonly PersonSketch[]): void {
  let rec = 0
  people.forEach(({ household = null, sources = [0], email = null, cells = '' }, person_no) => {
    tables.persons.insertAll(store, [
      { ...blank, person_no, person_id: `p${person_no}`, records: sources.length, sources: 1, household_id: household },
    ])
    for (const source_no of sources) {
      tables.sourceRecords.insertAll(store, [
        { rec, source_no, line: rec + 1, own_key: `k${person_no}`, uid: `u${rec}`, cells },
      ])
      tables.memberships.insertAll(store, [{ rec, person_no, band: 'sure' }])
      tables.cleaned.insertAll(store, [
        { ...blank, phone_type: null, mobile_type: null, email_label: null, rec: rec++, email },
      ])
    }
  })
}

const event = { line: 1, cells: '', email: null }

export function addPurchase(
  store: Store,
  source_no: number,
  customer_ref: string | null,
  day: number,
  amount_minor = 1000,
  more: { readonly currency?: string; readonly order_id?: string; readonly email?: string } = {},
): void {
  const rest = { product: null, voucher: null, currency: null, order_id: null, ...more }
  tables.purchases.insertAll(store, [{ ...event, source_no, customer_ref, day, amount_minor, ...rest }])
}

export function addActivity(store: Store, source_no: number, customer_ref: string, day: number, kind: string): void {
  const nothing = { quantity: null, amount_minor: null, balance_minor: null }
  tables.activities.insertAll(store, [{ ...event, source_no, customer_ref, day, kind, ...nothing }])
}

/** Runs a stage as the runner does, with the shipped rules changed by `adjust`. */
export async function runStage(
  stage: Stage,
  store: Store,
  adjust: (name: string, rules: Record<string, unknown>) => unknown = (_, rules) => rules,
  asOf: IsoDate = AS_OF,
): Promise<StageSummary> {
  const { rules } = loadRules(stage.rules, null)
  return stage.run({
    project: { dir: '/', name: 'test', asOf: AS_OF, country: null, currency: null, sources: [] },
    store,
    rules: {
      get: (spec) => spec.schema.parse(adjust(spec.name, structuredClone(rules.get(spec)) as Record<string, unknown>)),
    },
    asOf,
    threads: 1,
    parquet: false,
    outDir: '/',
    progress: silentProgress,
  })
}
