/** The stage ingest: reads every source, keeps every raw row with its place, and types what it understands. */

import { join, resolve } from 'node:path'
import { CheckFailed } from '../base/errors.ts'
import { compareText } from '../base/order.ts'
import { builtFile } from '../base/package-files.ts'
import { canUseThreads, inTaskOrder } from '../base/task-threads.ts'
import type { Project, SourceSpec } from '../record/project.ts'
import { packColumn, type RowBlock, unpackColumn, unpackRows } from '../record/row-block.ts'
import { hashFile } from '../sources/hash-file.ts'
import type { Stage, StageContext, StageSummary } from '../stage.ts'
import { recordCells, recordCount } from '../store/raw-rows.ts'
import { type Evidence, lastReading, rememberGone, settlePast } from '../store/remember-past.ts'
import { separateSharedUids } from '../store/shared-uids.ts'
import { deleteSourceRows } from '../store/source-rows.ts'
import type { Store } from '../store/store.ts'
import type { BulkInserter, SqlValue } from '../store/table.ts'
import {
  activities,
  complaints,
  contacts,
  contracts,
  facts,
  files,
  purchases,
  rejects,
  sourceRecords,
  sources,
  tombstones,
} from '../store/tables.ts'
import { readErased } from '../store/tombstone-table.ts'
import { countNamed, type EveryoneRule, isEveryone, Listed } from './everyone-list.ts'
import { FACT_RULE_SPECS, factRules } from './facts/rules.ts'
import { readSource, type SourceEvent, type SourceResult, type SourceTask } from './read-source.ts'
import { separateUids } from './record-uid.ts'
import type { IngestTable } from './source-blocks.ts'

export const ingestStage: Stage = {
  name: 'ingest',
  does: 'read every source, keep every raw row with its place, quarantine what cannot be read',
  reads: [],
  writes: [sources, files, sourceRecords, rejects, purchases, activities, contracts, contacts, complaints, facts].map(
    (t) => t.name,
  ),
  rules: FACT_RULE_SPECS,
  usesAsOf: false,
  outputs: [],
  version: 3,
  before: rememberPast,
  alsoRestsOn: ({ store }) => {
    const erased = tombstones.count(store)
    return erased === 0 ? {} : { erasures: String(erased) }
  },
  run: ingest,
}

/** What the workspace knows from files that are other files now, or that nobody reads any more, is kept. */
async function rememberPast({ store, project }: StageContext): Promise<void> {
  const readOn = lastReading(store)
  if (readOn === null) return
  const evidence: Evidence[] = []
  for (const { file, table } of project.sources)
    evidence.push({ sha256: await hashFile(resolve(project.dir, file)), table })
  rememberGone(store, evidence, readOn)
}

async function ingest(context: StageContext): Promise<StageSummary> {
  const { project, store, progress, threads } = context
  const rules = factRules(context.rules)
  const ordered = [...project.sources].sort((l, r) => compareText(l.name, r.name))
  const { country, currency, dir: projectDir } = project
  const common = { projectDir, country, currency, rules, erased: readErased(store) }
  const tasks = ordered.map((spec, sourceNo) => ({ ...common, spec, sourceNo, keysIn: keysIn(spec, ordered) }))
  const total = { rows: 0, records: 0, rejected: 0 }
  const notes: string[] = []
  let writer: SourceWriter | null = null
  const take = (no: number, event: SourceEvent): void => {
    const { spec, sourceNo } = tasks[no]!
    if (writer === null) progress.start(`ingest ${spec.name}`, null, 'rows')
    writer ??= new SourceWriter(store, sourceNo, total.records)
    if (event.kind === 'block') writer.take(event.table, event.block)
    else if (event.kind === 'again') writer.again()
    else if (event.kind === 'read') progress.tick(event.rows)
    else {
      writer.end(spec, event.result)
      writer = null
      progress.done()
      for (const key of ['rows', 'records', 'rejected'] as const) total[key] += event.result[key]
      notes.push(...event.result.notes.map((note) => `${spec.name}: ${note}`))
    }
  }
  await readSources(tasks, threads, take)
  const counts = { sources: ordered.length, rows: total.rows, records: total.records, facts: facts.count(store) }
  stopAtEveryone(store, project, rules.suppression.everyone)
  const edition = settlePast(store)
  const summary = { counts: { ...counts, purchases: purchases.count(store), quarantined: total.rejected }, notes }
  return edition === undefined ? summary : { ...summary, edition }
}

/** A list of everybody, taken for one of opt-outs, would close everything and be remembered: it is asked about first. */
function stopAtEveryone(store: Store, { dir, confirmSuppressions = [] }: Project, rule: EveryoneRule): void {
  const rows = [...sources.all(store, ['source_no'])]
  const lists = rows.flatMap(({ source_no, name, role }) => {
    if (role !== 'suppressions' || confirmSuppressions.includes(name)) return []
    const listed = new Listed(name)
    const only = { column: 'source_no', value: source_no } as const
    for (const block of facts.blocks(store, ['kind', 'email', 'customer_ref'], only)) {
      const [kinds, emails, keys] = block as unknown as [string[], (string | null)[], (string | null)[]]
      for (let i = 0; i < kinds.length; i++) listed.add(kinds[i]!, emails[i]!, keys[i]!)
    }
    return listed.size >= rule.people ? [listed] : []
  })
  if (lists.length === 0) return
  for (const { source_no, name, role, spec, columns } of rows) {
    if (role !== 'customers' && role !== 'leads') continue
    const people = recordCount(store, source_no)
    // A list names at most as many people as it has entries, or a few more.
    const large = lists.filter((list) => list.size >= (rule.share * people) / 2)
    if (large.length === 0) continue
    const mapped = (JSON.parse(spec) as SourceSpec).columns
    const fields = (JSON.parse(columns) as string[]).map((column) => mapped[column])
    const named = countNamed(large, fields, recordCells(store, source_no))
    const at = named.findIndex((count) => isEveryone(count, people, rule))
    if (at < 0) continue
    const list = large[at]!.name
    throw new CheckFailed(
      `The suppression list ${list} names ${Math.round((100 * named[at]!) / people)} % of the people of ${name} (${named[at]} of ${people}): it may be a list of everyone. Nothing of this run was stored.`,
      {
        place: join(dir, 'goldpan.yaml'),
        wayOut: `Check its file and what it \`means\`; if it is right, write \`confirm_suppressions: [${[...confirmSuppressions, list].join(', ')}]\` there.`,
      },
    )
  }
}

/** Sources of people whose keys the customer numbers of a source may be. */
function keysIn(spec: SourceSpec, all: readonly SourceSpec[]): readonly string[] {
  if (spec.of !== null) return [spec.of]
  const isOfPeople = ({ role, brand, key }: SourceSpec): boolean =>
    (role === 'customers' || role === 'leads') && brand === spec.brand && key !== null
  return all.filter((other) => other !== spec && isOfPeople(other)).map((other) => other.name)
}

/** Tells everything the sources say, source by source in their order; several are read at a time where there are threads. */
async function readSources(
  tasks: readonly SourceTask[],
  threads: number,
  take: (no: number, event: SourceEvent) => void,
): Promise<void> {
  if (threads > 1 && canUseThreads) {
    const script = builtFile('ingest/source-worker.js')
    for await (const { task, event } of inTaskOrder<SourceTask, SourceEvent>(script, tasks, threads)) take(task, event)
    return
  }
  for (const [no, task] of tasks.entries())
    await readSource(task, { say: (event) => take(no, event), room: () => undefined })
}

const EVENT_TABLES = {
  purchase: purchases,
  activity: activities,
  contract: contracts,
  contact: contacts,
  complaint: complaints,
} as const

const FACT_REC = facts.columns.indexOf('rec')

/** Stores what one source says; `firstRec` is the number of its first record. */
class SourceWriter {
  readonly #store: Store
  readonly #sourceNo: number
  readonly #firstRec: number
  readonly #inserters = new Map<IngestTable, (block: RowBlock) => void>()
  #nextRec: number

  constructor(store: Store, sourceNo: number, firstRec: number) {
    this.#store = store
    this.#sourceNo = sourceNo
    this.#firstRec = firstRec
    this.#nextRec = firstRec
  }

  take(table: IngestTable, block: RowBlock): void {
    let insert = this.#inserters.get(table)
    if (insert === undefined) {
      insert = this.#inserter(table)
      this.#inserters.set(table, insert)
    }
    insert(block)
  }

  again(): void {
    deleteSourceRows(this.#store, this.#sourceNo)
    this.#nextRec = this.#firstRec
  }

  end(spec: SourceSpec, { table, rows, rejected, sha256, sharedUids }: SourceResult): void {
    const { format, encoding, dialect, columns } = table
    const source_no = this.#sourceNo
    separateSharedUids(this.#store, this.#firstRec, new Set(sharedUids), separateUids)
    const { name, role, brand, country } = spec
    const described = { spec: JSON.stringify(spec), columns: JSON.stringify(columns) }
    sources.insertAll(this.#store, [{ source_no, name, role, brand, country, ...described, rows, rejected }])
    files.insertAll(this.#store, [{ source_no, path: spec.file, sha256, format, encoding, dialect }])
  }

  #inserter(table: IngestTable): (block: RowBlock) => void {
    if (table === 'source_record') return this.#recordInserter()
    if (table === 'reject') return rowInserter(rejects.bulkInserter(this.#store))
    if (table !== 'fact') return EVENT_TABLES[table].blockInserter(this.#store)
    const insert = facts.blockInserter(this.#store)
    return ({ rows, columns }) => insert({ rows, columns: columns.with(FACT_REC, this.#renumbered(columns, rows)) })
  }

  /** Facts name records by their number within the source. */
  #renumbered(columns: RowBlock['columns'], rows: number): string | null {
    const recs = unpackColumn(columns[FACT_REC]!, rows) as (number | null)[]
    return packColumn(recs.map((rec) => (rec === null ? null : rec + this.#firstRec)))
  }

  #recordInserter(): (block: RowBlock) => void {
    const bulk = sourceRecords.bulkInserter(this.#store)
    const row: SqlValue[] = []
    return (block) => {
      for (const values of unpackRows(block)) {
        row[0] = this.#nextRec++
        for (let c = 0; c < values.length; c++) row[c + 1] = values[c]!
        bulk.insert(row)
      }
      bulk.end()
    }
  }
}

function rowInserter(bulk: BulkInserter): (block: RowBlock) => void {
  return (block) => {
    for (const row of unpackRows(block)) bulk.insert(row)
    bulk.end()
  }
}
