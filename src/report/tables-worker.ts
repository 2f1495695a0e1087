/** The plain tables of the report, written by a thread of their own while the stage writes the largest one and the page. */

import { join } from 'node:path'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { builtFile } from '../base/package-files.ts'
import { openTable, type TableFile } from '../sinks/table-file.ts'
import { money, personChanges, plans } from '../store/plan-tables.ts'
import {
  numberKeylessRecords,
  readPersonIds,
  streamByPerson,
  streamChanges,
  streamMemberships,
  streamPersons,
  streamRejects,
} from '../store/report-queries.ts'
import { segments } from '../store/segment-tables.ts'
import { sources } from '../store/source-tables.ts'
import { openReader, type Store } from '../store/store.ts'
import type { SqlValue } from '../store/table.ts'
import {
  CHANGE_COLUMNS,
  changeCells,
  MONEY_COLUMNS,
  moneyCells,
  OUTPUTS,
  PLAN_COLUMNS,
  planCells,
  SEGMENT_COLUMNS,
  segmentCells,
} from './outputs.ts'

export interface TableContext {
  readonly store: Store
  /** Absolute path of `goldpan-out/`. */
  readonly outDir: string
  readonly parquet: boolean
  /** So many more rows are written. */
  tick(rows: number): void
}

/** Rows per output. */
export type TableCounts = Readonly<Record<string, number>>

/** Writes all tables but contactability, in this thread. */
export function writeTables(context: TableContext): TableCounts {
  return Object.fromEntries(WRITERS.map(([name, write]) => [name, write(context)]))
}

interface WorkerTask {
  readonly path: string
  readonly outDir: string
  readonly parquet: boolean
}

/** The same in another thread, which reads what earlier stages committed. */
export function writeTablesAside(context: TableContext): Promise<TableCounts> {
  const task: WorkerTask = { path: context.store.path, outDir: context.outDir, parquet: context.parquet }
  return new Promise((resolve, reject) => {
    const worker = new Worker(builtFile('report/tables-worker.js'), { workerData: task })
    worker.on('message', (message: { rows: number } | { counts: TableCounts }) => {
      if ('rows' in message) context.tick(message.rows)
      else resolve(message.counts)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the thread that writes tables ended with ${code}`)))
  })
}

type Writer = (context: TableContext) => number

const WRITERS: readonly (readonly [Exclude<keyof typeof OUTPUTS, 'contactability'>, Writer])[] = [
  ['persons', (c) => writeRows(c, 'persons', streamPersons(c.store, OUTPUTS.persons.columns))],
  ['membership', writeMembership],
  ['repairs', (c) => writeRows(c, 'repairs', [numbered(c.store, streamChanges)], changeCells)],
  ['segments', (c) => writeByPerson(c, 'segments', streamByPerson(c.store, segments, SEGMENT_COLUMNS), segmentCells)],
  ['plan', (c) => writeByPerson(c, 'plan', streamByPerson(c.store, plans, PLAN_COLUMNS), planCells)],
  ['changes', (c) => writeByPerson(c, 'changes', streamByPerson(c.store, personChanges, CHANGE_COLUMNS), (row) => row)],
  [
    'money',
    (c) => writeRows(c, 'money', [money.raw(c.store, MONEY_COLUMNS, ['segment', 'offer', 'channel'])], moneyCells),
  ],
  ['quarantine', (c) => writeRows(c, 'quarantine', [streamRejects(c.store)])],
]

type Cells = (row: readonly SqlValue[]) => readonly SqlValue[]

function writeMembership(context: TableContext): number {
  const { store } = context
  const idOf = readPersonIds(store)
  const nameOf = new Map<SqlValue | undefined, string>([...sources.all(store)].map((s) => [s.source_no, s.name]))
  return writeRows(context, 'membership', [numbered(store, streamMemberships)], ([source, record, person, band]) => [
    nameOf.get(source) ?? null,
    record ?? null,
    idOf[Number(person)] ?? null,
    band ?? null,
  ])
}

function numbered(store: Store, stream: (store: Store) => IterableIterator<SqlValue[]>): IterableIterator<SqlValue[]> {
  numberKeylessRecords(store)
  return stream(store)
}

/** Rows that begin with the number of a person, for whom the id is written. */
function writeByPerson(
  context: TableContext,
  name: keyof typeof OUTPUTS,
  chunks: Iterable<SqlValue[][]>,
  toCells: Cells,
): number {
  const idOf = readPersonIds(context.store)
  return writeRows(context, name, chunks, (row) => {
    const cells = [...row]
    cells[0] = idOf[Number(row[0])] ?? null
    return toCells(cells)
  })
}

/** Rows between two signs of progress. */
export const TICK = 10_000

/** Rows come in chunks, however long. */
function writeRows(
  context: TableContext,
  name: keyof typeof OUTPUTS,
  chunks: Iterable<Iterable<SqlValue[]>>,
  toCells: Cells = (row) => row,
): number {
  return withOutput(context, name, (out) => {
    let n = 0
    for (const rows of chunks)
      for (const row of rows) {
        out.write(toCells(row))
        if (++n % TICK === 0) context.tick(TICK)
      }
    context.tick(n % TICK)
    return n
  })
}

/** Opens an output, and leaves all of it or nothing of it behind. */
export function withOutput<T>(context: TableContext, name: keyof typeof OUTPUTS, write: (out: TableFile) => T): T {
  const { file, columns, types, isForPeople } = OUTPUTS[name]
  const out = openTable(join(context.outDir, file), columns, {
    guardFormulas: isForPeople,
    parquet: context.parquet,
    types,
  })
  try {
    const result = write(out)
    out.close()
    return result
  } finally {
    out.abort()
  }
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort
  const { path, ...task } = workerData as WorkerTask
  const store = openReader(path)
  try {
    port.postMessage({ counts: writeTables({ ...task, store, tick: (rows) => port.postMessage({ rows }) }) })
  } finally {
    store.close()
  }
}
