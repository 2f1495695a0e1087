/** Repair: source records in, cleaned records and the trail of every change out. */

import type { CleanedTable } from '../record/cleaned.ts'
import { encodeCells } from '../record/encode-cells.ts'
import { ColumnEncoder } from '../record/encoded.ts'
import { CLEAN_FIELDS, CLEANABLE_FIELDS, type Field, isField } from '../record/fields.ts'
import type { SourceSpec } from '../record/project.ts'
import { BLOCK_ROWS, packColumn } from '../record/row-block.ts'
import type { Stage, StageContext, StageSummary } from '../stage.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import { readChunks } from '../store/read-chunks.ts'
import { changes, cleaned, facts, mendedAddresses, sourceRecords, sources } from '../store/tables.ts'
import { type Cleaning, cleanTables, type RawTable } from './clean-tables.ts'
import { addressRules, emailDomainRules, nameRules, type RepairRules, valueRules } from './rules.ts'

export const repairStage: Stage = {
  name: 'repair',
  does: 'mend e-mails, phones, names, dates and addresses; nothing is overwritten, every change has its reason',
  reads: [sources.name, sourceRecords.name, facts.name],
  writes: [cleaned.name, changes.name, mendedAddresses.name],
  rules: [emailDomainRules, nameRules, addressRules, valueRules],
  usesAsOf: 'year',
  outputs: [],
  version: 1,
  run: async (context) => repair(context),
}

function repair(context: StageContext): StageSummary {
  const { rules, progress } = context
  const parsed: RepairRules = {
    emails: rules.get(emailDomainRules),
    names: rules.get(nameRules),
    addresses: rules.get(addressRules),
    values: rules.get(valueRules),
  }
  const raw = readRecords(context)
  const named = readFactAddresses(context)
  const cleaning = cleanTables([...raw.map((r) => r.table), named], parsed, { asOf: endOfYear(context.asOf) })
  progress.start('repair: writing', null, 'rows')
  writeCleaned(context, raw, cleaning)
  const trail = writeTrail(context, raw, cleaning)
  const mended = writeMended(context, named, cleaning.tables[raw.length]!)
  progress.done()
  const records = raw.reduce((sum, r) => sum + r.recs.length, 0)
  return { counts: { records, ...trail, mended_opt_outs: mended }, notes: cleaning.notes }
}

/** What repair makes of a date changes with the year only, so that a run on the next day finds everything in place. */
function endOfYear(day: string): string {
  return `${day.slice(0, 4)}-12-31`
}

/** The distinct e-mail addresses that facts name, as one more table to clean: an opt-out may have been mistyped too. */
function readFactAddresses({ store }: StageContext): RawTable {
  const encoder = new ColumnEncoder()
  for (const [emails] of columnBlocks(store, facts, ['email']))
    for (const email of emails as readonly (string | null)[]) if (email !== null) encoder.idOf(email)
  const { values } = encoder.finish()
  const column = { values, ids: Uint32Array.from({ length: values.length - 1 }, (_, row) => row + 1) }
  return { rows: column.ids.length, columns: { email: column }, country: null }
}

function writeMended({ store }: StageContext, named: RawTable, clean: CleanedTable): number {
  const insert = mendedAddresses.rawInserter(store)
  const [typed, mended] = [named.columns.email!, clean.columns.email]
  if (mended === undefined) return 0
  let count = 0
  for (let row = 0; row < named.rows; row++) {
    const [before, after] = [typed.values.at(typed.ids[row]!)!, mended.values[mended.ids[row]!]!]
    if (before === null || after === null || before === after.toLowerCase()) continue
    insert([before, after.toLowerCase()])
    count++
  }
  return count
}

interface RawSource {
  readonly table: RawTable
  /** `rec` of each row. */
  readonly recs: Uint32Array
}

/** Reads every source record once; only mapped cells are kept, each distinct value once. */
function readRecords({ store, project, progress }: StageContext): RawSource[] {
  const readers = new Map<number, SourceReader>()
  for (const source of sources.all(store, ['source_no']))
    readers.set(source.source_no, new SourceReader(source.spec, source.columns, source.country ?? project.country))
  progress.start('repair: reading', sourceRecords.count(store), 'rows')
  for (const rows of readChunks(store, sourceRecords.name, 'rec', ['rec', 'source_no', 'cells'])) {
    for (const [rec, sourceNo, cells] of rows) readers.get(sourceNo as number)?.push(rec as number, cells as string)
    progress.tick(rows.length)
  }
  progress.done()
  return [...readers.values()].filter((r) => r.rows > 0).map((r) => r.finish())
}

class SourceReader {
  rows = 0
  readonly #country: string | null
  readonly #mapped: readonly { readonly at: number; readonly field: Field; readonly encoder: ColumnEncoder }[]
  /** By column of the source; null where nothing is mapped. */
  readonly #encoders: (ColumnEncoder | null)[]
  readonly #recs = new GrowingInts()

  constructor(spec: string, columns: string, country: string | null) {
    this.#country = country
    this.#mapped = mappedColumns(spec, columns)
    this.#encoders = Array.from(JSON.parse(columns), () => null)
    for (const { at, encoder } of this.#mapped) this.#encoders[at] = encoder
  }

  push(rec: number, packed: string): void {
    encodeCells(packed, this.#encoders)
    this.#recs.push(rec)
    this.rows++
  }

  finish(): RawSource {
    const columns = Object.fromEntries(this.#mapped.map(({ field, encoder }) => [field, encoder.finish()]))
    return { table: { rows: this.rows, columns, country: this.#country }, recs: this.#recs.finish() }
  }
}

class GrowingInts {
  #ints = new Uint32Array(1024)
  #length = 0

  push(value: number): void {
    if (this.#length === this.#ints.length) {
      const bigger = new Uint32Array(this.#length * 2)
      bigger.set(this.#ints)
      this.#ints = bigger
    }
    this.#ints[this.#length++] = value
  }

  finish(): Uint32Array {
    return this.#ints.slice(0, this.#length)
  }
}

/** Where each field stands in a row; of two columns with one field the first counts. */
function mappedColumns(spec: string, columns: string): { at: number; field: Field; encoder: ColumnEncoder }[] {
  const mapping: SourceSpec['columns'] = JSON.parse(spec).columns ?? {}
  const names: readonly string[] = JSON.parse(columns)
  const taken = new Set<Field>()
  const mapped: { at: number; field: Field; encoder: ColumnEncoder }[] = []
  names.forEach((name, at) => {
    const field = Object.hasOwn(mapping, name) ? mapping[name] : undefined
    if (field === undefined || !isField(field) || taken.has(field) || !CLEANABLE_FIELDS.has(field)) return
    taken.add(field)
    mapped.push({ at, field, encoder: new ColumnEncoder() })
  })
  return mapped
}

function writeCleaned({ store, progress }: StageContext, raw: readonly RawSource[], cleaning: Cleaning): void {
  const insert = cleaned.blockInserter(store)
  raw.forEach(({ recs }, tableNo) => {
    const columns = cleaning.tables[tableNo]!.columns
    for (let from = 0; from < recs.length; from += BLOCK_ROWS) {
      const to = Math.min(recs.length, from + BLOCK_ROWS)
      const packed = CLEAN_FIELDS.map((field) => {
        const column = columns[field]
        return column === undefined
          ? null
          : packColumn(Array.from(column.ids.subarray(from, to), (id) => column.values[id]!))
      })
      insert({ rows: to - from, columns: [packColumn([...recs.subarray(from, to)]), ...packed] })
    }
    progress.tick(recs.length)
  })
}

/** Returns how many cells were repaired, are up for review, or hold nothing that can be saved. */
function writeTrail({ store }: StageContext, raw: readonly RawSource[], cleaning: Cleaning): Record<string, number> {
  const insert = changes.rawInserter(store)
  const counts = { repaired: 0, review: 0, invalid: 0 }
  for (const { tableNo, row, change } of cleaning.trail) {
    if (tableNo >= raw.length) continue
    if (change.decision !== 'ok') counts[change.decision]++
    insert([
      raw[tableNo]!.recs[row]!,
      change.field,
      change.before,
      change.after,
      change.rule,
      change.confidence,
      change.decision,
      change.evidence,
    ])
  }
  return { repaired: counts.repaired, to_review: counts.review, invalid: counts.invalid }
}
