/** Cleans the records of some sources, from reading them to the rows to store; in a thread where there is one. */

import { isMainThread } from 'node:worker_threads'
import { serveTasks, type TaskPort } from '../base/task-threads.ts'
import type { CleanedTable, TrailDecision } from '../record/cleaned.ts'
import { encodeCells } from '../record/encode-cells.ts'
import { ColumnEncoder } from '../record/encoded.ts'
import { CLEAN_FIELDS, CLEANABLE_FIELDS, type Field, isField } from '../record/fields.ts'
import type { SourceSpec } from '../record/project.ts'
import { BLOCK_ROWS, blockChars, packColumn, type RowBlock, RowPacker } from '../record/row-block.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import { readChunks } from '../store/read-chunks.ts'
import { recordsOfUids } from '../store/repair-decisions.ts'
import { openReader, type Store } from '../store/store.ts'
import { changes, facts, mendedAddresses, pastFacts, sourceRecords } from '../store/tables.ts'
import { type Cleaning, domainsOf, type OpenCleaning, openCleaning, type RawTable } from './clean-tables.ts'
import { derivedColumns } from './derived-columns.ts'
import { type AddressKnowledge, answersOf, joinQuestions } from './emails/address-evidence.ts'
import { holdersAmong, questionsOf, settle } from './emails/address-rounds.ts'
import type { DomainHint } from './emails/domain-hints.ts'
import { createDomainJudge } from './emails/email-domain.ts'
import type { EmailDomainRules } from './emails/email-domain-file.ts'
import { FactAddresses } from './emails/fact-addresses.ts'
import { UnknownDomains } from './emails/name-servers.ts'
import type { RepairRules } from './rules.ts'
import { type RepairOrder, type RepairOrders, repairOrders, takeBack } from './take-back.ts'

/** Plain data, so that it can be sent to a thread. */
export interface RepairTask {
  /** Of the workspace. */
  readonly path: string
  readonly sources: readonly SourceTask[]
  /** This task also mends the addresses that only facts name. */
  readonly withFacts: boolean
  /** What name servers said. */
  readonly hints: readonly DomainHint[]
  readonly rules: RepairRules
  /** YYYY-MM-DD */
  readonly asOf: string
  /** Domains that the user says are right as they are. */
  readonly ownDomains: readonly string[]
  /** Sources whose earlier files do not count. */
  readonly disregard: readonly string[]
  /** What people took back, and took back again. */
  readonly orders: readonly RepairOrder[]
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

/** Changes by what became of them, and addresses that only facts name and that were mended. */
export type RepairCounts = Readonly<Record<Exclude<TrailDecision, 'ok'> | 'mended', number>>

const NO_REPAIRS = { repaired: 0, review: 0, invalid: 0, revoked: 0, undone: 0, dismissed: 0 }

/** Addresses by domain. */
type DomainCounts = readonly (readonly [string, number])[]

export interface RepairPort {
  say(event: RepairEvent): void
  /** What the tasks of a run tell each other: each gives its part in each round, and gets those of all. */
  share<Part>(own: Part): Promise<readonly Part[]>
}

export async function repairSources(store: Store, task: RepairTask, port: RepairPort): Promise<void> {
  const raw = task.sources.map((source) => readSource(store, source))
  const facts = task.withFacts ? readFactAddresses(store, task.disregard) : null
  const tables = facts === null ? raw : [...raw, facts.table()]
  const odds = task.rules.values.evidence
  const domains = addUp(await port.share<DomainCounts>([...domainsOf(tables)]))
  const heard = [...task.hints, ...(facts?.hints(odds.bounced_host) ?? [])]
  const hints = (await port.share<readonly DomainHint[]>(heard)).flat()
  const { asOf, ownDomains } = task
  const open = openCleaning(tables, task.rules, { asOf, domains, hints, ownDomains })
  await weighAddresses(open, facts, port, odds.same_person)
  const orders = repairOrders(task.orders)
  if (!orders.isEmpty) obey(store, task.sources, open, orders)
  const cleaning = open.finish()
  for (const [no, source] of task.sources.entries()) tellCleaned(cleaning.tables[no]!, source, task.rules, port)
  const trail = tellTrail(cleaning, task.sources, port)
  const mended = facts === null ? 0 : tellMended(cleaning, tables[raw.length]!, raw.length, port)
  port.say({ kind: 'end', counts: { ...trail, mended }, notes: cleaning.notes })
}

/** Every thread hears every question and all that is known, so that all of them come to the same answers. */
async function weighAddresses(
  open: OpenCleaning,
  facts: FactAddresses | null,
  port: RepairPort,
  samePersonOdds: number,
): Promise<void> {
  const asked = await port.share(open.tables.flatMap(questionsOf))
  const questions = joinQuestions(asked.flat())
  if (questions.length === 0) return
  const typed = new Set(questions.map((q) => q.typed))
  const meant = new Set(questions.map((q) => q.meant))
  const knowledge = await port.share<AddressKnowledge>({
    holders: open.tables.flatMap((work) => holdersAmong(work, meant)),
    ...(facts?.knowledge(meant, typed) ?? { dead: [], alive: [] }),
  })
  const answers = answersOf(questions, knowledge)
  for (const [no, work] of open.tables.entries())
    settle(work, answers, { samePersonOdds, onlyTowardsRepair: facts !== null && no === open.tables.length - 1 })
}

/** Takes back what people took back. Facts have no records of their own, so what they are mended to stands. */
function obey(store: Store, sources: readonly SourceTask[], open: OpenCleaning, orders: RepairOrders): void {
  const named = recordsOfUids(store, orders.uids)
  for (const [no, { from, to }] of sources.entries()) {
    const uidOf = new Map<number, string>()
    for (const [rec, uid] of named) if (rec >= from && rec < to) uidOf.set(rec - from, uid)
    open.tables[no]!.revise((column, numbers) => takeBack(column, numbers, orders, uidOf))
  }
}

/** The mail domains of the records that are worth asking name servers about. */
export function listUnknownDomains(
  store: Store,
  sources: readonly SourceTask[],
  rules: EmailDomainRules,
): readonly string[] {
  const unknown = new UnknownDomains(createDomainJudge(rules))
  for (const source of sources) {
    const { columns } = readSource(store, source, EMAIL_FIELDS)
    for (const field of EMAIL_FIELDS)
      columns[field]?.values.forEach((cell) => {
        if (cell !== null) unknown.add(cell)
      })
  }
  return unknown.finish()
}

const EMAIL_FIELDS = ['email', 'email_2'] as const

/** Sorted, so that who counted what shows nowhere. */
function addUp(shares: readonly DomainCounts[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const [domain, n] of shares.flat()) sums.set(domain, (sums.get(domain) ?? 0) + n)
  return new Map([...sums].sort(([l], [r]) => (l < r ? -1 : 1)))
}

/** Only mapped cells (of `fields`, where they are given) are kept, each distinct value once. */
function readSource(
  store: Store,
  { spec, columns, country, from, to }: SourceTask,
  fields: readonly Field[] | null = null,
): RawTable {
  const mapped = mappedColumns(spec, columns).filter(({ field }) => fields?.includes(field) ?? true)
  const encoders: (ColumnEncoder | null)[] = Array.from(JSON.parse(columns), () => null)
  for (const { at, encoder } of mapped) encoders[at] = encoder
  for (const rows of readChunks(store, sourceRecords.name, 'rec', ['cells'], ['rec'], { from, to }))
    for (const [cells] of rows) encodeCells(cells as string, encoders)
  const encoded = Object.fromEntries(mapped.map(({ field, encoder }) => [field, encoder.finish()]))
  return { rows: to - from, columns: encoded, country }
}

/** What files say, and what files that were replaced said: a bounce stays known. */
function readFactAddresses(store: Store, disregard: readonly string[]): FactAddresses {
  const addresses = new FactAddresses()
  const add = (kinds: readonly unknown[], emails: readonly unknown[], details: readonly unknown[]): void => {
    for (let i = 0; i < emails.length; i++) {
      const email = emails[i]
      if (typeof email === 'string') addresses.add(kinds[i], email, details[i])
    }
  }
  for (const [kinds, emails, details] of columnBlocks(store, facts, ['kind', 'email', 'detail']))
    add(kinds!, emails!, details!)
  for (const [source, kinds, emails, details] of columnBlocks(store, pastFacts, ['source', 'kind', 'email', 'detail']))
    if (!disregard.includes(String(source![0]))) add(kinds!, emails!, details!)
  return addresses
}

function tellCleaned(
  table: CleanedTable,
  { from: firstRec, to: endRec }: SourceTask,
  rules: RepairRules,
  port: RepairPort,
): void {
  const { columns } = table
  const derived = derivedColumns(table, rules.emails)
  for (let from = firstRec; from < endRec; from += BLOCK_ROWS) {
    const rows = Math.min(endRec - from, BLOCK_ROWS)
    const packed = CLEAN_FIELDS.map((field) => {
      const column = columns[field]
      if (column === undefined) return null
      const ids = column.ids.subarray(from - firstRec, from - firstRec + rows)
      return packColumn(Array.from(ids, (id) => column.values[id]!))
    })
    const besides = derived.map((valueAt) =>
      valueAt === null ? null : packColumn(Array.from({ length: rows }, (_, i) => valueAt(from - firstRec + i))),
    )
    const recs = packColumn(Array.from({ length: rows }, (_, i) => from + i))
    port.say({ kind: 'cleaned', block: { rows, columns: [recs, ...packed, ...besides] }, blockNo: from + 1 })
  }
}

/** How many cells came out which way. */
function tellTrail(cleaning: Cleaning, sources: readonly SourceTask[], port: RepairPort): Omit<RepairCounts, 'mended'> {
  const counts = { ...NO_REPAIRS }
  const packer = new RowPacker(changes.columns.length, -1, (block) => port.say({ kind: 'change', block }))
  for (const { tableNo, row, change } of cleaning.trail) {
    const source = sources[tableNo]
    if (source === undefined) continue
    const { field, before, after, rule, confidence, decision, evidence } = change
    if (decision !== 'ok') counts[decision]++
    packer.add([source.from + row, field, before, after, rule, confidence, decision, evidence])
  }
  packer.end()
  return counts
}

/** A restriction holds for both forms, also where the user knows the domain as typed. */
function tellMended(cleaning: Cleaning, named: RawTable, tableNo: number, port: RepairPort): number {
  const [typed, clean] = [named.columns.email!, cleaning.tables[tableNo]!.columns.email]
  const undone = new Map<number, string>()
  for (const entry of cleaning.trail)
    if (entry.tableNo === tableNo && entry.change.decision === 'undone' && entry.change.after !== '')
      undone.set(entry.row, entry.change.after)
  let count = 0
  const packer = new RowPacker(mendedAddresses.columns.length, -1, (block) => port.say({ kind: 'mended', block }))
  for (let row = 0; row < named.rows; row++) {
    const before = typed.values.at(typed.ids[row]!)!
    const after = undone.get(row) ?? (clean === undefined ? null : clean.values[clean.ids[row]!]!)
    if (after === null || before === after.toLowerCase()) continue
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
