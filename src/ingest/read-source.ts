/** Reads one source from beginning to end and says everything there is to store of it, in blocks of rows. */

import { resolve } from 'node:path'
import { UserError } from '../base/errors.ts'
import type { Erased } from '../record/erased.ts'
import type { SourceSpec } from '../record/project.ts'
import type { RowBlock } from '../record/row-block.ts'
import { hashFile } from '../sources/hash-file.ts'
import { CUT_OFF } from '../sources/json-elements.ts'
import { describeTable, readTable, type TableInfo } from '../sources/source.ts'
import type { Reject } from '../sources/table.ts'
import { erasedRows, erasedTexts } from './erased-rows.ts'
import type { ValueReaders } from './event-readers.ts'
import type { FactRules } from './facts/rules.ts'
import { fieldCells } from './field-cells.ts'
import { type RowSink, rowSink } from './row-sinks.ts'
import { BlockSet, type IngestTable } from './source-blocks.ts'
import { ColumnEvidence } from './value-readers.ts'

/** Plain data, so that it can be sent to a thread. */
export interface SourceTask {
  readonly spec: SourceSpec
  readonly sourceNo: number
  readonly projectDir: string
  /** The project's, where the source has none of its own; ISO codes. */
  readonly country: string | null
  readonly currency: string | null
  readonly rules: FactRules
  /** Null where nobody was erased. */
  readonly erased: Erased | null
  /** Names of the sources that its customer numbers refer to. */
  readonly keysIn: readonly string[]
}

/** What a source has to say on the way. */
export type SourceEvent =
  | { readonly kind: 'block'; readonly table: IngestTable; readonly block: RowBlock }
  | { readonly kind: 'read'; readonly rows: number }
  /** Everything said so far is void: the source is read again. */
  | { readonly kind: 'again' }
  | { readonly kind: 'end'; readonly result: SourceResult }

export interface SourceResult {
  readonly rows: number
  readonly records: number
  readonly rejected: number
  readonly notes: readonly string[]
  readonly table: TableInfo
  readonly sha256: string
  /** Uids that stand for more than one record. */
  readonly sharedUids: readonly string[]
}

export interface SourceListener {
  say(event: SourceEvent): void
  /** Waited for after every batch of rows. */
  room(): Promise<void> | undefined
}

/** How many rows decide first how dates and amounts are written; all rows have their say before the source is done. */
const FIRST_LOOK_ROWS = 20_000

/** Where later rows show that dates or amounts are written otherwise than the first ones said, the source is read again. */
export async function readSource(task: SourceTask, listener: SourceListener): Promise<void> {
  const { spec, currency } = task
  const { format, encoding, delimiter, header } = spec
  const path = resolve(task.projectDir, spec.file)
  const table = await describeTable(path, { format, table: spec.table, encoding, delimiter, header })
  const country = spec.country ?? task.country
  const evidence = new ColumnEvidence(fieldCells(spec, table.columns))
  let looked = 0
  for await (const batch of readTable(table.path, table, () => {})) {
    for (const row of batch.rows) evidence.add(row)
    looked += batch.rows.length
    if (looked >= FIRST_LOOK_ROWS) break
  }
  const first = evidence.decide(country, currency)
  const reading = { task, table, listener }
  let read = await readRows(reading, first.readers, (row) => evidence.add(row))
  const last = evidence.decide(country, currency)
  if (!evidence.agree(first.readers, last.readers)) {
    listener.say({ kind: 'again' })
    read = await readRows(reading, last.readers, () => {})
  }
  const notes = [...table.notes, ...last.notes, ...read.notes]
  listener.say({ kind: 'end', result: { ...read, notes, table, sha256: await hashFile(table.path) } })
}

interface Reading {
  readonly task: SourceTask
  readonly table: TableInfo
  readonly listener: SourceListener
}

type ReadRows = Omit<SourceResult, 'table' | 'sha256'>

async function readRows(
  { task, table, listener }: Reading,
  readers: ValueReaders,
  observe: (row: readonly string[]) => void,
): Promise<ReadRows> {
  const blocks = new BlockSet((name, block) => listener.say({ kind: 'block', table: name, block }))
  const sink = rowSink({ ...task, columns: table.columns, blocks, readers })
  const notes: string[] = []
  let rows = 0
  let rejected = 0
  const { isErased, namesErased } = erasedTests(task, table)
  const reject = (line: number, reason: string, raw: string): void => {
    rejected++
    const isErasedText = namesErased(raw)
    blocks.reject(task.sourceNo, line, isErasedText ? ERASED : reason, isErasedText ? '' : raw)
  }
  const onReject = (found: Reject): void => {
    requireWhole(task.spec, found)
    reject(found.line, found.reason, found.raw)
  }
  const batches = readTable(table.path, table, onReject, { onNote: (note) => notes.push(note) })
  for await (const batch of batches) {
    takeBatch(batch, { sink, isErased }, observe, (line, reason, row) =>
      reject(line, reason, row.join(table.delimiter ?? ',')),
    )
    rows += batch.rows.length
    listener.say({ kind: 'read', rows: batch.rows.length })
    await listener.room()
  }
  const { records, sharedUids, notes: ended } = sink.end()
  blocks.end()
  return { rows, rejected, records, sharedUids, notes: [...notes, ...ended] }
}

/** Of a list of refusals that is cut off nobody knows who else stood in it: half of it must not pass for all. */
function requireWhole({ name, file, role }: SourceSpec, { line, reason }: Reject): void {
  if (role !== 'suppressions' || !reason.startsWith(CUT_OFF)) return
  throw new UserError(
    `The suppression list ${name} is cut off (${reason}): whoever stands behind that would be missed. Nothing of this run was stored.`,
    {
      place: `${file}, line ${line}`,
      wayOut: 'Fetch the file again. If the rest is lost, take out the broken end, so that the file is whole.',
    },
  )
}

function takeBatch(
  { rows, lines }: { readonly rows: readonly (readonly string[])[]; readonly lines: ArrayLike<number> },
  { sink, isErased }: { readonly sink: RowSink; readonly isErased: (row: readonly string[]) => boolean },
  observe: (row: readonly string[]) => void,
  reject: (line: number, reason: string, row: readonly string[]) => void,
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    observe(row)
    if (isErased(row)) {
      reject(lines[i]!, ERASED, [])
      continue
    }
    const problem = sink.take(row, lines[i]!)
    if (problem !== null) reject(lines[i]!, problem, row)
  }
}

/** What stands in the quarantine in the place of a row about somebody who was erased. */
const ERASED = 'the person was erased on request'

function erasedTests({ erased, spec, keysIn, country }: SourceTask, { columns }: TableInfo) {
  if (erased === null) return { isErased: () => false, namesErased: () => false }
  return {
    isErased: erasedRows(erased, spec, columns, keysIn, spec.country ?? country),
    namesErased: erasedTexts(erased),
  }
}
