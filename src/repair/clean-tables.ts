/** Cleans whole tables of person records: every distinct value once, with the project's own columns as evidence. */

import type { Change, CleanedTable } from '../record/cleaned.ts'
import { ColumnEncoder } from '../record/encoded.ts'
import { PackedTexts } from '../record/packed-texts.ts'
import type { TextList } from '../record/text-list.ts'
import { blankBytesTest, blankTest } from './blanks.ts'
import type { Numbering, OutcomeColumn } from './columns.ts'
import { countDomains } from './emails/count-domains.ts'
import type { DomainHint } from './emails/domain-hints.ts'
import { createEmailRepairer } from './emails/repair-email.ts'
import { GrownTexts } from './grown-texts.ts'
import { createNameRepairer } from './names/repair-name.ts'
import { createAddressRepairer } from './places/repair-address.ts'
import { createQuickWays } from './quick/quick-ways.ts'
import type { RepairRules } from './rules.ts'
import { type MakeNumbering, type RawTable, TableWork, type Tools } from './table-work.ts'

export type { RawTable }

export interface CleaningOptions {
  /** The run's day as YYYY-MM-DD: births after it are impossible, two-digit years end with it. Null: not checked. */
  readonly asOf?: string | null
  /** Of {@link domainsOf}, where the tables are not all that speak for a domain. */
  readonly domains?: ReadonlyMap<string, number>
  /** What is known of domains beyond their spelling. */
  readonly hints?: readonly DomainHint[]
  /** Domains that the user says are right as they are. */
  readonly ownDomains?: readonly string[]
  /** False where nobody reads the trail: what is only flagged is then not looked for. */
  readonly flags?: boolean
  /** False where every value is to go the long way, to the same end. */
  readonly quick?: boolean
}

/** How many addresses of the tables each domain has: evidence that it is no slip. Counts of several tables add up. */
export function domainsOf(tables: readonly RawTable[]): Map<string, number> {
  return countDomains(emailColumns(tables))
}

export interface TrailEntry {
  readonly tableNo: number
  readonly row: number
  readonly change: Change
}

export interface Cleaning<V extends TextList = readonly (string | null)[]> {
  readonly tables: readonly CleanedTable<V>[]
  /** Every change of content, by table, then column, then row. Iterates afresh each time; holds nothing per row. */
  readonly trail: Iterable<TrailEntry>
  /** Sentences worth a person's attention; no personal data. */
  readonly notes: readonly string[]
}

/** Cleans the tables of a project together. Total: any strings go in. Idempotent: clean values stay as they are. */
export function cleanTables(tables: readonly RawTable[], rules: RepairRules, options: CleaningOptions = {}): Cleaning {
  return openCleaning(tables, rules, options).finish()
}

/** The same with the clean values packed. */
export function cleanPacked(
  tables: readonly RawTable[],
  rules: RepairRules,
  options: CleaningOptions = {},
): Cleaning<PackedTexts> {
  const quick = (options.quick ?? true) ? createQuickWays : null
  return openInto(tables, rules, options, { makeNumbering: asPacked, quick }).finish()
}

/** Cleaned by what stands in the cells; evidence and people may still change what came of them. */
export interface OpenCleaning<V extends TextList = readonly (string | null)[]> {
  readonly tables: readonly TableWork<V>[]
  finish(): Cleaning<V>
}

export function openCleaning(
  tables: readonly RawTable[],
  rules: RepairRules,
  options: CleaningOptions = {},
): OpenCleaning {
  return openInto(tables, rules, options, { makeNumbering: asStrings, quick: null })
}

const asPacked = (raw: TextList | null): Numbering<PackedTexts> =>
  new GrownTexts(raw instanceof PackedTexts ? raw : null)

function asStrings(): Numbering<readonly (string | null)[]> {
  const encoder = new ColumnEncoder(0)
  return { idOf: (value) => encoder.idOf(value), finish: () => encoder.finish().values }
}

function openInto<V extends TextList>(
  tables: readonly RawTable[],
  rules: RepairRules,
  options: CleaningOptions,
  { makeNumbering, quick }: { readonly makeNumbering: MakeNumbering<V>; readonly quick: typeof createQuickWays | null },
): OpenCleaning<V> {
  const emails = createEmailRepairer(rules.emails, options.domains ?? domainsOf(tables), options)
  const names = createNameRepairer(rules.names)
  const addresses = createAddressRepairer(rules.addresses)
  const tools: Tools = {
    rules,
    asOf: options.asOf ?? null,
    emails,
    names,
    addresses,
    isBlank: blankTest(rules.values.blanks),
    mayBeBlank: blankBytesTest(rules.values.blanks),
    quick: quick?.(emails, names, addresses) ?? null,
    hasFlags: options.flags ?? true,
    notes: new Set(),
  }
  const work = tables.map((table) => new TableWork(table, tools, makeNumbering))
  for (const one of work) one.repairAll()
  return {
    tables: work,
    finish: () => ({
      tables: work.map((one) => one.finish()),
      trail: { [Symbol.iterator]: () => listChanges(work.map((one) => one.done)) },
      notes: [...tools.notes].sort(),
    }),
  }
}

function emailColumns(tables: readonly RawTable[]): TextList[] {
  return tables.flatMap(({ columns }) => [columns.email, columns.email_2].flatMap((c) => (c ? [c.values] : [])))
}

function* listChanges(tables: readonly (readonly OutcomeColumn[])[]): IterableIterator<TrailEntry> {
  for (const [tableNo, columns] of tables.entries())
    for (const { ids, changed, changes } of columns) {
      if (changed.length === 0) continue
      /** Outcome → place among the changed ones, from 1. */
      const placeOf = new Uint32Array(changed.at(-1)! + 1)
      for (const [i, outcome] of changed.entries()) placeOf[outcome] = i + 1
      for (let row = 0; row < ids.length; row++) {
        const place = placeOf[ids[row]!] ?? 0
        if (place > 0) for (const change of changes[place - 1]!) yield { tableNo, row, change }
      }
    }
}
