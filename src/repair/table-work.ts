/** One table of raw person records on its way to clean columns: which repair each field gets, and in which order. */

import { compareText } from '../base/order.ts'
import type { Change, CleanedTable } from '../record/cleaned.ts'
import type { CleanField, Field } from '../record/fields.ts'
import { PackedTexts } from '../record/packed-texts.ts'
import type { TextColumn, TextList } from '../record/text-list.ts'
import { decideDateFormat } from '../text/read-date.ts'
import {
  type ByteNumbers,
  type FieldNumbers,
  firstOf,
  type Numbering,
  type OutcomeColumn,
  type QuickWay,
  repairPairs,
  repairValues,
} from './columns.ts'
import type { EmailRepairer } from './emails/repair-email.ts'
import { GrownTexts } from './grown-texts.ts'
import type { NameRepairer } from './names/repair-name.ts'
import { NOTHING, type Outcome, tidy, UNCHANGED } from './outcome.ts'
import { repairPhone } from './phones/repair-phone.ts'
import type { AddressRepairer } from './places/repair-address.ts'
import { contradictions } from './places/town-of-postcode.ts'
import { QuickBirthDates } from './quick/quick-date.ts'
import type { QuickRepair } from './quick/quick-repair.ts'
import type { QuickWays } from './quick/quick-ways.ts'
import { createBirthDateReader, noDate, present } from './repair-birth-date.ts'
import { repairNationalId } from './repair-national-id.ts'
import { decideSexCodes } from './repair-sex.ts'
import type { RepairRules } from './rules.ts'

/** Raw values of one source by field; columns without a field stay outside. */
export interface RawTable {
  readonly rows: number
  readonly columns: Partial<Readonly<Record<Field, TextColumn>>>
  /** ISO 3166 alpha-2 default of the source. */
  readonly country: string | null
}

/** `raw`: the values of the field's raw column, if it has one. */
export type MakeNumbering<V extends TextList> = (raw: TextList | null) => Numbering<V>

/** What repairs each kind of field. */
export interface Tools {
  readonly rules: RepairRules
  readonly asOf: string | null
  readonly emails: EmailRepairer
  readonly names: NameRepairer
  readonly addresses: AddressRepairer
  readonly isBlank: (value: string) => boolean
  readonly mayBeBlank: (bytes: Uint8Array, from: number, to: number) => boolean
  /** The quick way of a field, null where it has none; null: none is wanted. */
  readonly quick: QuickWays | null
  /** Whether values that cannot both be right are looked for, which changes none. */
  readonly hasFlags: boolean
  readonly notes: Set<string>
}

/** One table on its way from raw to clean columns. */
export class TableWork<V extends TextList> implements ByteNumbers {
  /** The columns after repair, in order of precedence for the fields they fill. */
  readonly done: OutcomeColumn[] = []
  readonly #doneOf = new Map<Field, number>()
  readonly #table: RawTable
  readonly #tools: Tools
  readonly #makeNumbering: MakeNumbering<V>
  readonly #numberings = new Map<CleanField, Numbering<V>>()
  /** By their numbers: what phones and addresses are read by. */
  readonly #countries: (string | null)[] = [null]
  #splitsNumbers = false

  constructor(table: RawTable, tools: Tools, makeNumbering: MakeNumbering<V>) {
    this.#table = table
    this.#tools = tools
    this.#makeNumbering = makeNumbering
  }

  get rows(): number {
    return this.#table.rows
  }

  /** What a raw column became; null where the table has none. */
  column(field: Field): OutcomeColumn | null {
    const at = this.#doneOf.get(field)
    return at === undefined ? null : this.done[at]!
  }

  /** Puts another in its place. */
  replace(field: Field, column: OutcomeColumn): void {
    this.done[this.#doneOf.get(field)!] = column
  }

  /** Puts others in the place of all. */
  revise(other: (column: OutcomeColumn, numbers: FieldNumbers) => OutcomeColumn): void {
    for (const [at, column] of this.done.entries()) this.done[at] = other(column, this)
  }

  /** The distinct values of a clean field so far. */
  values(field: CleanField): V | null {
    return this.#numberings.get(field)?.finish() ?? null
  }

  numberOf(field: CleanField, value: string): number {
    if (!NAME_FIELDS.has(field) && this.#tools.isBlank(value)) return 0
    const number = this.#numbering(field).idOf(value)
    if (field === 'country') this.#countries[number] = value
    return number
  }

  mayBeBlank(field: Field, bytes: Uint8Array, from: number, to: number): boolean {
    return !NAME_FIELDS.has(field) && this.#tools.mayBeBlank(bytes, from, to)
  }

  keep(field: CleanField, id: number): void {
    this.#grown(field).keep(id)
  }

  put(field: CleanField, bytes: Uint8Array, from: number, to: number, into: Uint32Array, at: number): void {
    if (this.mayBeBlank(field, bytes, from, to))
      into[at] = this.numberOf(field, Buffer.from(bytes.subarray(from, to)).toString())
    else this.#grown(field).put(bytes, from, to, into, at)
  }

  settle(): void {
    for (const numbering of this.#numberings.values()) if (numbering instanceof GrownTexts) numbering.settle()
  }

  #numbering(field: CleanField): Numbering<V> {
    let numbering = this.#numberings.get(field)
    if (numbering === undefined) {
      numbering = this.#makeNumbering(this.#table.columns[field]?.values ?? null)
      this.#numberings.set(field, numbering)
    }
    return numbering
  }

  finish(): CleanedTable<V> {
    const clean: Partial<Record<CleanField, TextColumn<V>>> = {}
    for (const [field, numbering] of [...this.#numberings].sort(([l], [r]) => compareText(l, r))) {
      const ids = firstOf(this.done, field, this.#table.rows)
      if (ids !== null) clean[field] = { values: numbering.finish(), ids }
    }
    return { rows: this.#table.rows, columns: clean }
  }

  repairAll(): void {
    const tools = this.#tools
    const each: Each = (field, repair, quick) => this.#each(field, repair, quick)
    each('country', (cell) => tools.addresses.repairCountry(cell))
    const ids = firstOf(this.done, 'country', this.#table.rows)
    const country = ids === null ? null : { ids, values: this.#countries }
    const eachByCountry = (field: Field, repair: (value: string, country: string | null) => Outcome) =>
      this.#eachBy(country, field, repair)
    repairPeople(this.#table, tools, each)
    eachByCountry('full_name', (cell, c) => tools.names.repairFullName(cell, c))
    for (const field of ['email', 'email_2'] as const) each(field, (cell) => repairEmailCell(cell, field, tools.emails))
    for (const field of ['mobile', 'phone'] as const) eachByCountry(field, (cell, c) => repairPhone(cell, c, field))
    each('house_number', plain('house_number', 20))
    each('unit', plain('unit', 40))
    // Numbers stay in the street line where the source keeps numbers apart: what is left there belongs to the name.
    this.#splitsNumbers = !this.done.some((column) => column.fields.has('house_number'))
    eachByCountry('street', (cell, c) => tools.addresses.repairStreet(cell, c, this.#splitsNumbers))
    eachByCountry('postcode', (cell, c) => tools.addresses.repairPostcode(cell, c))
    for (const field of ['city', 'district', 'address_extra'] as const)
      each(field, (cell) => tools.addresses.repairPlace(cell, field))
    each('region', (cell) => ({ values: { region: regionCode(tidy(cell, 60)) }, changes: UNCHANGED }))
    eachByCountry('address', (cell, c) => tools.addresses.splitAddress(cell, c))
    each('language', (cell) => ({ values: { language: tidy(cell, 20).toLowerCase() }, changes: UNCHANGED }))
    repairDates(this.#table, tools, each)
    if (tools.hasFlags) this.#flagTowns()
  }

  #flagTowns(): void {
    const [postcode, city, country] = (['postcode', 'city', 'country'] as const).map((field) => this.#column(field))
    const flagged = postcode && city ? contradictions(postcode, city, country ?? null, this.#table.country) : null
    if (flagged !== null) this.done.push(flagged)
  }

  /** A clean column so far; null where nothing fills it. */
  #column(field: CleanField): TextColumn | null {
    const ids = firstOf(this.done, field, this.#table.rows)
    const values = this.values(field)
    return ids === null || values === null ? null : { ids, values }
  }

  #each(field: Field, repair: (value: string) => Outcome, quick?: QuickRepair): void {
    const column = this.#table.columns[field]
    if (column === undefined) return
    const { isBlank } = this.#tools
    const careful = NAME_FIELDS.has(field) ? repair : (value: string) => (isBlank(value) ? NOTHING : repair(value))
    this.#push(field, repairValues(column, this, careful, this.#quickWay(field, column, quick)))
  }

  #eachBy(country: Country, field: Field, repair: (value: string, country: string | null) => Outcome): void {
    const column = this.#table.columns[field]
    if (column === undefined) return
    const { isBlank } = this.#tools
    const careful = (value: string, c: string | null) =>
      field !== 'full_name' && isBlank(value) ? NOTHING : repair(value, c)
    const quick = this.#quickWay(field, column)
    this.#push(field, repairPairs(column, country, this.#table.country, this, careful, quick))
  }

  /** Values have to be packed as they come and as they go. */
  #quickWay(field: Field, column: TextColumn, own?: QuickRepair): QuickWay | null {
    const { quick } = this.#tools
    if (quick === null || !(column.values instanceof PackedTexts)) return null
    const repair = own ?? quick(field, this, this.#splitsNumbers)
    return repair === null ? null : { field, repair, numbers: this }
  }

  #grown(field: CleanField): GrownTexts {
    const numbering: Numbering<TextList> = this.#numbering(field)
    if (numbering instanceof GrownTexts) return numbering
    throw new Error('only packed texts have a quick way')
  }

  #push(field: Field, column: OutcomeColumn): void {
    this.#doneOf.set(field, this.done.length)
    this.done.push(column)
  }
}

type Country = { readonly ids: Uint32Array; readonly values: readonly (string | null)[] } | null
type Each = (field: Field, repair: (value: string) => Outcome, quick?: QuickRepair) => void

function repairPeople({ columns }: RawTable, tools: Tools, each: Each): void {
  if (columns.sex !== undefined) {
    const sexOf = decideSexCodes(present(columns.sex), tools.rules.names.sex)
    each('sex', (cell) => ({ values: { sex: sexOf(cell) }, changes: UNCHANGED }))
  }
  each('title', (cell) => tools.names.repairTitle(cell))
  // "None", "Na" and "Null" are people's names: only the name rules say what an empty name is.
  // What has a column of its own comes before what another column also shows (a suffix behind the last name).
  each('company', (cell) => tools.names.repairCompany(cell))
  for (const field of ['suffix', 'birth_name', 'middle_name', 'first_name', 'last_name'] as const)
    each(field, (cell) => tools.names.repairPart(cell, field))
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
    each('birth_date', reader.read, new QuickBirthDates(reader.isOrdinaryYear))
  }
  for (const field of ['created_at', 'updated_at'] as const) {
    const column = table.columns[field]
    if (column === undefined) continue
    const reader = decideDateFormat(present(column), { country: table.country })
    if (reader.note !== null) tools.notes.add(`${field}: ${reader.note}`)
    each(field, (cell) => {
      const date = reader.read(cell)
      return date === null ? noDate(field, 'date', cell) : { values: { [field]: date }, changes: UNCHANGED }
    })
  }
}

const NAME_FIELDS = new Set<Field>(['first_name', 'middle_name', 'last_name', 'birth_name', 'company'])

/** `review` keeps the original downstream and lists the suggestion; of two addresses in one cell both are kept. */
function repairEmailCell(cell: string, field: 'email' | 'email_2', emails: EmailRepairer): Outcome {
  const found = emails.repair(cell)
  const [first, second] = found.several
  const isPair = second !== undefined && field === 'email'
  const values = isPair ? { email: first!, email_2: second } : { [field]: found.email }
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
