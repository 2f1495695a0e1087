/** Cleans the records of some sources, from reading them to the rows to store; in a thread where there is one. */

import { isMainThread } from 'node:worker_threads'
import { serveTasks, type TaskPort } from '../base/task-threads.ts'
import { encodeCells } from '../record/encode-cells.ts'
import { ColumnEncoder } from '../record/encoded.ts'
import { CLEAN_FIELDS, CLEANABLE_FIELDS, type Field, isField } from '../record/fields.ts'
import type { SourceSpec } from '../record/project.ts'
import { BLOCK_ROWS, blockChars, packColumn, type RowBlock, RowPacker } from '../record/row-block.ts'
import type { TextColumn } from '../record/text-list.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import { readChunks } from '../store/read-chunks.ts'
import { openReader, type Store } from '../store/store.ts'
import { changes, facts, mendedAddresses, sourceRecords } from '../store/tables.ts'
import { phoneType } from '../text/phone-type.ts'
import { type Cleaning, cleanTables, domainsOf, type RawTable } from './clean-tables.ts'
import type { DomainHint } from './domain-hints.ts'
import type { RepairRules } from './rules.ts'

/** Plain data, so that it can be sent to a thread. */
export interface RepairTask {
  /** Of the workspace. */
  readonly path: string
  readonly sources: readonly SourceTask[]
  /** This task also mends the addresses that only facts name. */
  readonly withFacts: boolean
  readonly rules: RepairRules
  /** YYYY-MM-DD */
  readonly asOf: string
}

export interface SourceTask {
  /** JSON, as in the table `source`. */
  readonly spec: string
  readonly columns: string
  readonly country: string | null
  /** Records `from` to `to`, not included. */
  readonly from: number
  readonly to: number
}

export type RepairEvent =
  /** `blockNo` keeps the blocks of `cleaned` in the order of the records. */
  | { readonly kind: 'cleaned'; readonly block: RowBlock; readonly blockNo: number }
  | { readonly kind: 'change' | 'mended'; readonly block: RowBlock }
  | { readonly kind: 'end'; readonly counts: RepairCounts; readonly notes: readonly string[] }

export interface RepairCounts {
  readonly repaired: number
  readonly review: number
  readonly invalid: number
  readonly mended: number
}

/** Addresses by domain. */
type DomainCounts = readonly (readonly [string, number])[]

export interface RepairPort {
  say(event: RepairEvent): void
  /** What the tasks of a run tell each other: each gives its part in each round, and gets those of all. */
  share<Part>(own: Part): Promise<readonly Part[]>
}

export async function repairSources(store: Store, task: RepairTask, port: RepairPort): Promise<void> {
  const raw = task.sources.map((source) => readSource(store, source))
  const named = task.withFacts ? readFactAddresses(store) : null
  const tables = named === null ? raw : [...raw, named]
  const domains = addUp(await port.share<DomainCounts>([...domainsOf(tables)]))
  const known = task.withFacts ? bouncedHosts(store, task.rules.values.evidence.bounced_host) : []
  const hints = (await port.share<readonly DomainHint[]>(known)).flat()
  const cleaning = cleanTables(tables, task.rules, { asOf: task.asOf, domains, hints })
  for (const [no, { from, to }] of task.sources.entries()) tellCleaned(cleaning, no, from, to, port)
  const trail = tellTrail(cleaning, task.sources, port)
  const mended = named === null ? 0 : tellMended(cleaning, named, raw.length, port)
  port.say({ kind: 'end', counts: { ...trail, mended }, notes: cleaning.notes })
}

/** Sorted, so that who counted what shows nowhere. */
function addUp(shares: readonly DomainCounts[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const [domain, n] of shares.flat()) sums.set(domain, (sums.get(domain) ?? 0) + n)
  return new Map([...sums].sort(([l], [r]) => (l < r ? -1 : 1)))
}

/** Only mapped cells are kept, each distinct value once. */
function readSource(store: Store, { spec, columns, country, from, to }: SourceTask): RawTable {
  const mapped = mappedColumns(spec, columns)
  const encoders: (ColumnEncoder | null)[] = Array.from(JSON.parse(columns), () => null)
  for (const { at, encoder } of mapped) encoders[at] = encoder
  for (const rows of readChunks(store, sourceRecords.name, 'rec', ['cells'], ['rec'], { from, to }))
    for (const [cells] of rows) encodeCells(cells as string, encoders)
  const encoded = Object.fromEntries(mapped.map(({ field, encoder }) => [field, encoder.finish()]))
  return { rows: to - from, columns: encoded, country }
}

/** The distinct e-mail addresses that facts name, as one more table to clean: an opt-out may have been mistyped too. */
function readFactAddresses(store: Store): RawTable {
  const encoder = new ColumnEncoder()
  for (const [emails] of columnBlocks(store, facts, ['email']))
    for (const email of emails as readonly (string | null)[]) if (email !== null) encoder.idOf(email)
  const { values } = encoder.finish()
  const column = { values, ids: Uint32Array.from({ length: values.length - 1 }, (_, row) => row + 1) }
  return { rows: column.ids.length, columns: { email: column }, country: null }
}

const NO_HOST: ReadonlySet<unknown> = new Set(['no_host', 'no_mail_domain'])

/** Domains of addresses that bounced because no such host takes mail: 5.1.2 and its like, as ingest read them. */
function bouncedHosts(store: Store, odds: number): DomainHint[] {
  const domains = new Set<string>()
  for (const [kinds, emails, details] of columnBlocks(store, facts, ['kind', 'email', 'detail']))
    for (let i = 0; i < kinds!.length; i++)
      if (kinds![i] === 'bounce_hard' && NO_HOST.has(details![i]) && emails![i] !== null)
        domains.add(domainOf(String(emails![i])))
  return [...domains].sort().map((domain) => ({ domain, odds, says: 'mail to it bounced, no such host' }))
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()

function tellCleaned(cleaning: Cleaning, tableNo: number, firstRec: number, endRec: number, port: RepairPort): void {
  const { columns } = cleaning.tables[tableNo]!
  const types = [typesOf(columns.phone), typesOf(columns.mobile)]
  for (let from = firstRec; from < endRec; from += BLOCK_ROWS) {
    const rows = Math.min(endRec - from, BLOCK_ROWS)
    const packed = CLEAN_FIELDS.map((field) => {
      const column = columns[field]
      if (column === undefined) return null
      const ids = column.ids.subarray(from - firstRec, from - firstRec + rows)
      return packColumn(Array.from(ids, (id) => column.values[id]!))
    })
    const packedTypes = types.map((typeAt) =>
      typeAt === null ? null : packColumn(Array.from({ length: rows }, (_, i) => typeAt(from - firstRec + i))),
    )
    const recs = packColumn(Array.from({ length: rows }, (_, i) => from + i))
    port.say({ kind: 'cleaned', block: { rows, columns: [recs, ...packed, ...packedTypes] }, blockNo: from + 1 })
  }
}

/** The kind of line by row, worked out once per distinct number; null where there are no numbers. */
function typesOf(column: TextColumn<readonly (string | null)[]> | undefined): ((row: number) => string | null) | null {
  if (column === undefined) return null
  const types = column.values.map((number) => (number === null ? null : phoneType(number)))
  return (row) => types[column.ids[row]!]!
}

/** How many cells were repaired, are up for review, or hold nothing that can be saved. */
function tellTrail(cleaning: Cleaning, sources: readonly SourceTask[], port: RepairPort): Omit<RepairCounts, 'mended'> {
  const counts = { repaired: 0, review: 0, invalid: 0 }
  const packer = new RowPacker(changes.columns.length, -1, (block) => port.say({ kind: 'change', block }))
  for (const { tableNo, row, change } of cleaning.trail) {
    const source = sources[tableNo]
    if (source === undefined) continue
    if (change.decision !== 'ok') counts[change.decision]++
    const { field, before, after, rule, confidence, decision, evidence } = change
    packer.add([source.from + row, field, before, after, rule, confidence, decision, evidence])
  }
  packer.end()
  return counts
}

function tellMended(cleaning: Cleaning, named: RawTable, tableNo: number, port: RepairPort): number {
  const [typed, mended] = [named.columns.email!, cleaning.tables[tableNo]!.columns.email]
  if (mended === undefined) return 0
  let count = 0
  const packer = new RowPacker(mendedAddresses.columns.length, -1, (block) => port.say({ kind: 'mended', block }))
  for (let row = 0; row < named.rows; row++) {
    const [before, after] = [typed.values.at(typed.ids[row]!)!, mended.values[mended.ids[row]!]!]
    if (before === null || after === null || before === after.toLowerCase()) continue
    packer.add([before, after.toLowerCase()])
    count++
  }
  packer.end()
  return count
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

if (!isMainThread)
  serveTasks(async (task: RepairTask, port: TaskPort<RepairEvent>) => {
    const store = openReader(task.path)
    try {
      await repairSources(store, task, {
        say: (event) => port.send(event, event.kind === 'end' ? 0 : blockChars(event.block)),
        share: (own) => port.share(own),
      })
    } finally {
      store.close()
    }
  })
