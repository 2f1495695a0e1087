/** Cleans whole tables of person records: every distinct value once, with the project's own columns as evidence. */

import type { Change, CleanedTable } from '../record/cleaned.ts'
import type { EncodedColumn } from '../record/encoded.ts'
import type { CleanField, Field } from '../record/fields.ts'
import { decideDateFormat } from '../text/read-date.ts'
import { collectField, type OutcomeColumn, repairPairs, repairValues } from './columns.ts'
import { type Outcome, tidy, UNCHANGED } from './outcome.ts'
import { type AddressRepairer, createAddressRepairer } from './repair-address.ts'
import { createBirthDateReader, present } from './repair-birth-date.ts'
import { countDomains, createEmailRepairer, type EmailRepairer } from './repair-email.ts'
import { createNameRepairer, type NameRepairer } from './repair-name.ts'
import { repairNationalId } from './repair-national-id.ts'
import { repairPhone } from './repair-phone.ts'
import { decideSexCodes } from './repair-sex.ts'
import type { RepairRules } from './rules.ts'

/** Raw values of one source by field; columns without a field stay outside. */
export interface RawTable {
  readonly rows: number
  readonly columns: Partial<Readonly<Record<Field, EncodedColumn>>>
  /** ISO 3166 alpha-2 default of the source. */
  readonly country: string | null
}

export interface CleaningOptions {
  /** The run's day as YYYY-MM-DD: births after it are impossible, two-digit years end with it. Null: not checked. */
  readonly asOf?: string | null
}

export interface TrailEntry {
  readonly tableNo: number
  readonly row: number
  readonly change: Change
}

export interface Cleaning {
  readonly tables: readonly CleanedTable[]
  /** Every change of content, by table, then column, then row. Iterates afresh each time; holds nothing per row. */
  readonly trail: Iterable<TrailEntry>
  /** Sentences worth a person's attention; no personal data. */
  readonly notes: readonly string[]
  /** Rows per rule and decision (`email.domain-slip repaired`), and `records`. */
  readonly counts: Readonly<Record<string, number>>
}

/** Cleans the tables of a project together. Total: any strings go in. Idempotent: clean values stay as they are. */
export function cleanTables(tables: readonly RawTable[], rules: RepairRules, options: CleaningOptions = {}): Cleaning {
  const tools: Tools = {
    rules,
    asOf: options.asOf ?? null,
    emails: createEmailRepairer(rules.emails, countDomains(emailCells(tables))),
    names: createNameRepairer(rules.names),
    addresses: createAddressRepairer(rules.addresses),
    isBlank: blankTest(rules.values.blanks),
    notes: new Set(),
  }
  const outcomes = tables.map((table) => repairTable(table, tools))
  return {
    tables: outcomes.map((columns, i) => collectTable(columns, tables[i]!.rows, tools.isBlank)),
    trail: { [Symbol.iterator]: () => listChanges(outcomes) },
    notes: [...tools.notes].sort(),
    counts: countChanges(outcomes, tables),
  }
}

interface Tools {
  readonly rules: RepairRules
  readonly asOf: string | null
  readonly emails: EmailRepairer
  readonly names: NameRepairer
  readonly addresses: AddressRepairer
  readonly isBlank: (value: string) => boolean
  readonly notes: Set<string>
}

/** The columns of one table after repair, in order of precedence for the fields they fill. */
function repairTable(table: RawTable, tools: Tools): readonly OutcomeColumn[] {
  const columns = table.columns
  const done: OutcomeColumn[] = []
  const each = (field: Field, repair: (value: string) => Outcome) => {
    const column = columns[field]
    if (column !== undefined)
      done.push(repairValues(column, NAME_FIELDS.has(field) ? repair : unlessBlank(tools, repair)))
  }
  each('country', (cell) => tools.addresses.repairCountry(cell))
  const country = done.length > 0 ? collectField(done, 'country', table.rows, tools.isBlank) : null
  const eachByCountry = (field: Field, repair: (value: string, country: string | null) => Outcome) => {
    const column = columns[field]
    if (column !== undefined)
      done.push(
        repairPairs(column, country, table.country, (v, c) =>
          field !== 'full_name' && tools.isBlank(v) ? NO_VALUE : repair(v, c),
        ),
      )
  }
  repairPeople(table, tools, each)
  eachByCountry('full_name', (cell, c) => tools.names.repairFullName(cell, c))
  for (const field of ['email', 'email_2'] as const) each(field, (cell) => repairEmailCell(cell, field, tools.emails))
  for (const field of ['phone', 'mobile'] as const) eachByCountry(field, (cell, c) => repairPhone(cell, c, field))
  each('house_number', plain('house_number', 20))
  each('unit', plain('unit', 40))
  // Numbers stay in the street line where the source keeps numbers apart: what is left there belongs to the name.
  const splitNumber = collectField(done, 'house_number', table.rows, tools.isBlank) === null
  eachByCountry('street', (cell, c) => tools.addresses.repairStreet(cell, c, splitNumber))
  eachByCountry('postcode', (cell, c) => tools.addresses.repairPostcode(cell, c))
  for (const field of ['city', 'district', 'address_extra'] as const)
    each(field, (cell) => tools.addresses.repairPlace(cell, field))
  each('region', (cell) => ({ values: { region: regionCode(tidy(cell, 60)) }, changes: UNCHANGED }))
  eachByCountry('address', (cell, c) => tools.addresses.splitAddress(cell, c))
  each('language', (cell) => ({ values: { language: tidy(cell, 20).toLowerCase() }, changes: UNCHANGED }))
  repairDates(table, tools, each)
  return done
}

type Each = (field: Field, repair: (value: string) => Outcome) => void

function repairPeople({ columns }: RawTable, tools: Tools, each: Each): void {
  if (columns.sex !== undefined) {
    const sexOf = decideSexCodes(present(columns.sex), tools.rules.names.sex)
    each('sex', (cell) => ({ values: { sex: sexOf(cell) }, changes: UNCHANGED }))
  }
  each('title', (cell) => tools.names.repairTitle(cell))
  // "None", "Na" and "Null" are people's names: only the name rules say what an empty name is.
  for (const field of ['first_name', 'middle_name', 'last_name', 'birth_name', 'suffix'] as const)
    each(field, (cell) => tools.names.repairPart(cell, field))
  each('company', (cell) => tools.names.repairCompany(cell))
  each('national_id', repairNationalId)
}

function repairDates(table: RawTable, tools: Tools, each: Each): void {
  const birth = table.columns.birth_date
  if (birth !== undefined) {
    const reader = createBirthDateReader(birth, {
      country: table.country,
      latest: tools.asOf,
      rules: tools.rules.values.birth_dates,
    })
    if (reader.note !== null) tools.notes.add(`birth_date: ${reader.note}`)
    each('birth_date', reader.read)
  }
  for (const field of ['created_at', 'updated_at'] as const) {
    const column = table.columns[field]
    if (column === undefined) continue
    const reader = decideDateFormat(present(column), { country: table.country })
    if (reader.note !== null) tools.notes.add(`${field}: ${reader.note}`)
    each(field, (cell) => ({ values: { [field]: reader.read(cell) }, changes: UNCHANGED }))
  }
}

const never = () => false
const NO_VALUE: Outcome = { values: {}, changes: UNCHANGED }
const NAME_FIELDS = new Set<Field>(['first_name', 'middle_name', 'last_name', 'birth_name', 'company'])

function unlessBlank(tools: Tools, repair: (value: string) => Outcome): (value: string) => Outcome {
  return (value) => (tools.isBlank(value) ? NO_VALUE : repair(value))
}

/** `review` keeps the original downstream and lists the suggestion. */
function repairEmailCell(cell: string, field: 'email' | 'email_2', emails: EmailRepairer): Outcome {
  const found = emails.repair(cell)
  const values = { [field]: found.email }
  if (found.decision === 'ok') return { values, changes: UNCHANGED }
  const change: Change = {
    field,
    before: cell.slice(0, 320),
    after: found.suggestion ?? '',
    rule: found.rule,
    confidence: found.confidence,
    decision: found.decision,
    evidence: found.evidence,
  }
  return { values, changes: [change] }
}

const plain =
  (field: CleanField, limit: number) =>
  (cell: string): Outcome => ({ values: { [field]: tidy(cell, limit) }, changes: UNCHANGED })

/** State codes in capitals; names of states as they are. */
const regionCode = (text: string): string => (/^\p{L}{2,3}$/u.test(text) ? text.toUpperCase() : text)

function blankTest(blanks: readonly string[]): (value: string) => boolean {
  const known = new Set(blanks)
  const longest = Math.max(...blanks.map((b) => b.length))
  return (value) => value.length <= longest + 4 && known.has(value.trim().toLowerCase())
}

function* emailCells(tables: readonly RawTable[]): IterableIterator<string> {
  for (const { columns } of tables)
    for (const column of [columns.email, columns.email_2]) if (column !== undefined) yield* present(column)
}

function collectTable(
  columns: readonly OutcomeColumn[],
  rows: number,
  isBlank: (value: string) => boolean,
): CleanedTable {
  const sourcesOf = new Map<CleanField, OutcomeColumn[]>()
  for (const column of columns)
    for (const field of filledFields(column)) {
      const sources = sourcesOf.get(field)
      if (sources) sources.push(column)
      else sourcesOf.set(field, [column])
    }
  const clean: Partial<Record<CleanField, EncodedColumn>> = {}
  for (const field of [...sourcesOf.keys()].sort()) {
    const column = collectField(sourcesOf.get(field)!, field, rows, NAME_FIELDS.has(field) ? never : isBlank)
    if (column !== null) clean[field] = column
  }
  return { rows, columns: clean }
}

function filledFields({ outcomes }: OutcomeColumn): Set<CleanField> {
  const fields = new Set<CleanField>()
  for (const { values } of outcomes)
    for (const field in values) if (values[field as CleanField]) fields.add(field as CleanField)
  return fields
}

function* listChanges(tables: readonly (readonly OutcomeColumn[])[]): IterableIterator<TrailEntry> {
  for (const [tableNo, columns] of tables.entries())
    for (const { ids, outcomes } of columns) {
      const hasChange = Uint8Array.from(outcomes, (o) => (o.changes.length > 0 ? 1 : 0))
      if (!hasChange.includes(1)) continue
      for (let row = 0; row < ids.length; row++)
        if (hasChange[ids[row]!] === 1)
          for (const change of outcomes[ids[row]!]!.changes) yield { tableNo, row, change }
    }
}

function countChanges(
  outcomes: readonly (readonly OutcomeColumn[])[],
  tables: readonly RawTable[],
): Record<string, number> {
  const counts = new Map<string, number>()
  for (const { ids, outcomes: distinct } of outcomes.flat()) {
    if (distinct.every((o) => o.changes.length === 0)) continue
    const rows = new Uint32Array(distinct.length)
    for (let row = 0; row < ids.length; row++) rows[ids[row]!]!++
    distinct.forEach(({ changes }, at) => {
      if (rows[at] === 0) return
      for (const { rule, decision } of changes) {
        const key = `${rule} ${decision}`
        counts.set(key, (counts.get(key) ?? 0) + rows[at]!)
      }
    })
  }
  const sorted = [...counts].sort(([l], [r]) => (l < r ? -1 : 1))
  return { records: tables.reduce((sum, t) => sum + t.rows, 0), ...Object.fromEntries(sorted) }
}
