/** Repair: source records in, cleaned records and the trail of every change out. */

import { unpackCells } from '../record/cells.ts'
import type { CleanedTable } from '../record/cleaned.ts'
import { ColumnEncoder } from '../record/encoded.ts'
import { CLEAN_FIELDS, type Field, isField } from '../record/fields.ts'
import type { SourceSpec } from '../record/project.ts'
import type { Stage, StageContext, StageSummary } from '../stage.ts'
import { changes, cleaned, facts, mendedAddresses, sourceRecords, sources } from '../store/tables.ts'
import { type Cleaning, cleanTables, type RawTable } from './clean-tables.ts'
import { addressRules, emailDomainRules, nameRules, type RepairRules, valueRules } from './rules.ts'

export const repairStage: Stage = {
  name: 'repair',
  does: 'Repairs emails, phones, names, dates and addresses; nothing is overwritten, every change is kept with its reason.',
  reads: [sources.name, sourceRecords.name, facts.name],
  writes: [cleaned.name, changes.name, mendedAddresses.name],
  rules: [emailDomainRules, nameRules, addressRules, valueRules],
  usesAsOf: true,
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
  const cleaning = cleanTables([...raw.map((r) => r.table), named], parsed, { asOf: context.asOf })
  progress.start('repair: writing', null, 'rows')
  writeCleaned(context, raw, cleaning)
  const trail = writeTrail(context, raw, cleaning)
  const mended = writeMended(context, named, cleaning.tables[raw.length]!)
  progress.done()
  const records = raw.reduce((sum, r) => sum + r.recs.length, 0)
  return { counts: { records, ...trail, mended_opt_outs: mended }, notes: cleaning.notes }
}

/** The distinct e-mail addresses that facts name, as one more table to clean: an opt-out may have been mistyped too. */
function readFactAddresses({ store }: StageContext): RawTable {
  const known = new Set<string>()
  for (const [email] of facts.raw(store, ['email'])) if (email !== null) known.add(email as string)
  const column = new ColumnEncoder(known.size)
  for (const email of known) column.push(email)
  return { rows: known.size, columns: { email: column.finish() }, country: null }
}

function writeMended({ store }: StageContext, named: RawTable, clean: CleanedTable): number {
  const insert = mendedAddresses.rawInserter(store)
  const [typed, mended] = [named.columns.email!, clean.columns.email]
  if (mended === undefined) return 0
  let count = 0
  for (let row = 0; row < named.rows; row++) {
    const [before, after] = [typed.values[typed.ids[row]!]!, mended.values[mended.ids[row]!]!]
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
  let pending = 0
  for (const [rec, sourceNo, cells] of sourceRecords.raw(store, ['rec', 'source_no', 'cells'])) {
    readers.get(sourceNo as number)?.push(rec as number, cells as string)
    if (++pending === 10_000) {
      progress.tick(pending)
      pending = 0
    }
  }
  progress.tick(pending)
  progress.done()
  return [...readers.values()].filter((r) => r.rows > 0).map((r) => r.finish())
}

class SourceReader {
  rows = 0
  readonly #country: string | null
  readonly #mapped: readonly { readonly at: number; readonly field: Field; readonly encoder: ColumnEncoder }[]
  readonly #recs = new GrowingInts()

  constructor(spec: string, columns: string, country: string | null) {
    this.#country = country
    this.#mapped = mappedColumns(spec, columns)
  }

  push(rec: number, packed: string): void {
    const cells = unpackCells(packed)
    for (const { at, encoder } of this.#mapped) encoder.push(cells[at] ?? null)
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
    if (field === undefined || !isField(field) || taken.has(field) || !USED.has(field)) return
    taken.add(field)
    mapped.push({ at, field, encoder: new ColumnEncoder() })
  })
  return mapped
}

const USED: ReadonlySet<string> = new Set<string>([...CLEAN_FIELDS, 'full_name', 'address'])

function writeCleaned({ store, progress }: StageContext, raw: readonly RawSource[], cleaning: Cleaning): void {
  const insert = cleaned.rawInserter(store)
  raw.forEach(({ recs }, tableNo) => {
    const columns = CLEAN_FIELDS.map((field) => cleaning.tables[tableNo]!.columns[field])
    const values: (string | number | null)[] = new Array(CLEAN_FIELDS.length + 1).fill(null)
    for (let row = 0; row < recs.length; row++) {
      values[0] = recs[row]!
      columns.forEach((column, i) => {
        values[i + 1] = column === undefined ? null : column.values[column.ids[row]!]!
      })
      insert(values)
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
