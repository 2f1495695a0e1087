/** The stage ingest: reads every source, keeps every raw row with its place, and types what it understands. */

import { resolve } from 'node:path'
import { compareText } from '../base/order.ts'
import { packCells } from '../record/cells.ts'
import type { RecNo } from '../record/ids.ts'
import type { Role, SourceSpec } from '../record/project.ts'
import { hashFile } from '../sources/hash-file.ts'
import { describeTable, readTable, type TableInfo } from '../sources/source.ts'
import type { Stage, StageContext, StageSummary } from '../stage.ts'
import { separateSharedUids } from '../store/shared-uids.ts'
import { deleteSourceRows } from '../store/source-rows.ts'
import type { Store } from '../store/store.ts'
import type { BulkInserter } from '../store/table.ts'
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
} from '../store/tables.ts'
import { type EventValue, eventReader, type ValueReaders } from './event-readers.ts'
import { factRow } from './fact-row.ts'
import { carriesFacts, factReader } from './facts/fact-reader.ts'
import { FACT_RULE_SPECS, factRules } from './facts/rules.ts'
import { fieldCells } from './field-cells.ts'
import { recordUid, separateUids } from './record-uid.ts'
import { ColumnEvidence } from './value-readers.ts'

/** Raw text of a quarantined row is kept up to this many characters. */
const MAX_RAW = 4096

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
  version: 1,
  run: ingest,
}

/** How many rows decide first how dates and amounts are written; all rows have their say before the source is done. */
const FIRST_LOOK_ROWS = 20_000

interface SourceRun {
  readonly spec: SourceSpec
  readonly sourceNo: number
  readonly table: TableInfo
  readonly store: Store
  readonly context: StageContext
  /** The first free `rec`. */
  readonly firstRec: number
}

interface SourceResult {
  readonly rows: number
  readonly records: number
  readonly rejected: number
  readonly notes: readonly string[]
}

async function ingest(context: StageContext): Promise<StageSummary> {
  const { project, store, progress } = context
  const ordered = [...project.sources].sort((l, r) => compareText(l.name, r.name))
  const total = { rows: 0, records: 0, rejected: 0 }
  const notes: string[] = []
  for (const [sourceNo, spec] of ordered.entries()) {
    const { format, encoding, delimiter, header } = spec
    const table = await describeTable(resolve(project.dir, spec.file), {
      format,
      table: spec.table,
      encoding,
      delimiter,
      header,
    })
    progress.start(`ingest ${spec.name}`, null, 'rows')
    const result = await readSource({ spec, sourceNo, table, store, context, firstRec: total.records })
    progress.done()
    for (const key of ['rows', 'records', 'rejected'] as const) total[key] += result[key]
    notes.push(...[...table.notes, ...result.notes].map((note) => `${spec.name}: ${note}`))
    writeSource(store, spec, sourceNo, table, result)
    files.insertAll(store, [
      {
        source_no: sourceNo,
        path: spec.file,
        sha256: await hashFile(table.path),
        format: table.format,
        encoding: table.encoding,
        dialect: table.dialect,
      },
    ])
  }
  const counts = { sources: ordered.length, rows: total.rows, records: total.records, facts: facts.count(store) }
  return { counts: { ...counts, purchases: purchases.count(store), quarantined: total.rejected }, notes }
}

/** Reads a source; where its later rows show that dates or amounts are written otherwise than the first ones said, again. */
async function readSource(run: SourceRun): Promise<SourceResult> {
  const { spec, store, context } = run
  const country = spec.country ?? context.project.country
  const at = fieldCells(spec, run.table.columns)
  const evidence = new ColumnEvidence(at)
  let looked = 0
  for await (const batch of readTable(run.table.path, run.table, () => {})) {
    for (const row of batch.rows) evidence.add(row)
    looked += batch.rows.length
    if (looked >= FIRST_LOOK_ROWS) break
  }
  const first = evidence.decide(country, context.project.currency)
  const result = await readRows(run, first.readers, (row) => evidence.add(row))
  const last = evidence.decide(country, context.project.currency)
  if (evidence.agree(first.readers, last.readers)) return { ...result, notes: [...last.notes, ...result.notes] }
  deleteSourceRows(store, run.sourceNo)
  const again = await readRows(run, last.readers, () => {})
  return { ...again, notes: [...last.notes, ...again.notes] }
}

async function readRows(
  run: SourceRun,
  readers: ValueReaders,
  observe: (row: readonly string[]) => void,
): Promise<SourceResult> {
  const { sourceNo, store, context } = run
  const insertReject = rejects.rawInserter(store)
  let rejected = 0
  const reject = (line: number, reason: string, raw: string) => {
    rejected++
    insertReject([sourceNo, line, reason, raw.slice(0, MAX_RAW)])
  }
  const sink = rowSink(run, readers)
  const notes: string[] = []
  const batches = readTable(run.table.path, run.table, (r) => reject(r.line, r.reason, r.raw), {
    onNote: (note) => notes.push(note),
  })
  let rows = 0
  for await (const batch of batches) {
    for (let i = 0; i < batch.rows.length; i++) {
      const row = batch.rows[i]!
      observe(row)
      const problem = sink.take(row, batch.lines[i]!)
      if (problem !== null) reject(batch.lines[i]!, problem, row.join(run.table.delimiter ?? ','))
    }
    rows += batch.rows.length
    context.progress.tick(batch.rows.length)
  }
  const ended = sink.end()
  return { rows, rejected, records: ended.records, notes: [...notes, ...ended.notes] }
}

interface RowSink {
  /** Stores a row; returns the reason where it cannot be used. */
  take(row: readonly string[], line: number): string | null
  end(): { readonly records: number; readonly notes: readonly string[] }
}

function rowSink(run: SourceRun, readers: ValueReaders): RowSink {
  const { role } = run.spec
  if (role === 'customers' || role === 'leads') return recordSink(run, readers)
  if (role === 'suppressions') return suppressionSink(run, readers)
  return eventSink(run, readers)
}

function recordSink(run: SourceRun, readers: ValueReaders): RowSink {
  const { spec, sourceNo, table, store, firstRec } = run
  const records = sourceRecords.bulkInserter(store)
  const ownFacts = facts.bulkInserter(store)
  const readFacts = carriesFacts(spec) ? factReader(spec, table.columns, factRules(run.context.rules)) : null
  const keyIndex = spec.key === null ? -1 : table.columns.indexOf(spec.key)
  const [consentDay, optOutDay] = [readers.date('consent_at'), readers.date('opt_out_at')]
  const readDate = (text: string) => consentDay(text) ?? optOutDay(text)
  const seen = new Set<string>()
  const shared = new Set<string>()
  let rec = firstRec
  return {
    take(row, line) {
      const cells = packCells(row)
      const key = keyIndex < 0 ? '' : row[keyIndex]!.trim()
      const uid = recordUid(spec.name, key === '' ? null : key, cells)
      if (seen.has(uid)) shared.add(uid)
      else seen.add(uid)
      const own = rec++ as RecNo
      records.insert([own, sourceNo, line, key === '' ? null : key, uid, cells])
      const found = readFacts?.(row, readDate) ?? []
      // The record stays; only what it says about consent could not be read, which a person should see.
      if ('reject' in found) return found.reject
      for (const fact of found) ownFacts.insert(factRow({ ...fact, rec: own }, sourceNo, line, null))
      return null
    },
    end() {
      records.end()
      ownFacts.end()
      separateSharedUids(store, firstRec, shared, separateUids)
      const isKeyed = keyIndex >= 0 && shared.size > 0
      const notes = isKeyed
        ? [
            `column "${spec.key}": ${shared.size === 1 ? 'one key stands' : `${shared.size} keys stand`} in more than one row; each row is kept`,
          ]
        : []
      return { records: rec - firstRec, notes }
    },
  }
}

function suppressionSink(run: SourceRun, readers: ValueReaders): RowSink {
  const listed = facts.bulkInserter(run.store)
  const readFacts = factReader(run.spec, run.table.columns, factRules(run.context.rules))
  const readDate = readers.date('occurred_at')
  return {
    take(row, line) {
      const found = readFacts(row, readDate)
      if ('reject' in found) return found.reject
      for (const fact of found) listed.insert(factRow(fact, run.sourceNo, line, packCells(row)))
      return null
    },
    end() {
      listed.end()
      return NOTHING_TO_TELL
    },
  }
}

const NOTHING_TO_TELL = { records: 0, notes: [] }

/** Events keep their raw cells beside what was understood. */
function eventSink({ store, sourceNo, spec, table, context }: SourceRun, readers: ValueReaders): RowSink {
  const kit = {
    cells: fieldCells(spec, table.columns),
    readers,
    currency: context.project.currency,
    fallbackKind: spec.name,
  }
  const read = eventReader(spec.role, kit)
  const target: EventTable = EVENT_TABLES[spec.role] ?? contacts
  const events = target.bulkInserter(store)
  const event: EventValue[] = []
  const values: EventValue[] = new Array(target.columns.length).fill(null)
  values[0] = sourceNo
  return {
    take(row, line) {
      const problem = read(row, event)
      if (problem !== null) return problem
      values[1] = line
      for (let i = 0; i < event.length; i++) values[i + 2] = event[i]!
      values[values.length - 1] = packCells(row)
      events.insert(values)
      return null
    },
    end() {
      events.end()
      return NOTHING_TO_TELL
    },
  }
}

const EVENT_TABLES: Partial<Record<Role, EventTable>> = {
  purchases,
  activity: activities,
  contracts,
  complaints,
}

interface EventTable {
  readonly columns: readonly string[]
  bulkInserter(store: Store): BulkInserter
}

function writeSource(store: Store, spec: SourceSpec, sourceNo: number, table: TableInfo, result: SourceResult): void {
  sources.insertAll(store, [
    {
      source_no: sourceNo,
      name: spec.name,
      role: spec.role,
      brand: spec.brand,
      country: spec.country,
      spec: JSON.stringify(spec),
      columns: JSON.stringify(table.columns),
      rows: result.rows,
      rejected: result.rejected,
    },
  ])
}
