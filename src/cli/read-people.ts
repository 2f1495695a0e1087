/** Reads one file of person records: each column's field recognised or given, each distinct value once. */

import { basename, extname } from 'node:path'
import { BIRTH_PARTS, type BirthPart } from '../ingest/recognise/header-reader.ts'
import { type PeopleColumns, recognisePeople } from '../ingest/recognise/recognise-people.ts'
import type { RecogniseRules } from '../ingest/recognise/rules.ts'
import { CLEANABLE_FIELDS, type Field, isField } from '../record/fields.ts'
import { type CellTaker, PackedCells, PackedColumn } from '../record/packed-column.ts'
import type { PackedTexts } from '../record/packed-texts.ts'
import type { TextColumn } from '../record/text-list.ts'
import type { RawTable } from '../repair/clean-tables.ts'
import { encodeTable, sampleRows, type TableInfo } from '../sources/source.ts'
import { joinBirthDates } from './join-birth-dates.ts'
import { oneTable, requireColumn } from './one-table.ts'

/** What a file holds and where; plain data, for threads that each read some of its columns. */
export interface PeoplePlan {
  readonly path: string
  /** The file's name without extension. */
  readonly source: string
  readonly info: TableInfo
  readonly idAt: number
  readonly country: string | null
  readonly columns: readonly PlannedColumn[]
}

interface PlannedColumn {
  readonly at: number
  /** A field, or the user's own name. */
  readonly name: string
  /** Of a birth date whose parts stand in columns of their own. */
  readonly part?: BirthPart
}

export interface PeopleFile {
  readonly source: string
  readonly table: RawTable
  /** Row → the id column's cell. */
  readonly ids: PackedTexts
  /** Columns that `--map` names and goldpan has no field for. */
  readonly extra: ReadonlyMap<string, TextColumn<PackedTexts>>
  /** Column → field, as used. */
  readonly columns: Readonly<Record<string, string>>
  readonly rejected: number
}

const SAMPLE_ROWS = 2000

/** {@link planPeople} and {@link encodePeople}: every column, in this thread. */
export async function readPeople(
  path: string,
  idColumn: string,
  map: ReadonlyMap<string, string>,
  rules: RecogniseRules,
): Promise<PeopleFile> {
  return encodePeople(await planPeople(path, idColumn, map, rules), () => true)
}

/**
 * `map`: column → field, or a name of the user's own for a column compared as it is; it outranks recognition.
 * @throws UserError where the file is no table or has no such id column.
 */
export async function planPeople(
  path: string,
  idColumn: string,
  map: ReadonlyMap<string, string>,
  rules: RecogniseRules,
): Promise<PeoplePlan> {
  const info = await oneTable(path)
  const idAt = requireColumn(info, idColumn, path)
  const sample = { columns: info.columns, header: info.header, rows: await sampleRows(info, SAMPLE_ROWS) }
  const found = recognisePeople(sample, idAt, rules)
  const source = sourceName(path)
  return {
    path,
    source,
    info,
    idAt,
    country: found.country,
    columns: columnPlan(info, idAt, found, map),
  }
}

/** The file's name without extension, and without what says that it is packed. */
function sourceName(path: string): string {
  const name = basename(path).replace(/\.gz$/i, '')
  return basename(name, extname(name))
}

/** Reads the columns that are wanted, by field or the user's own name; the ids in any case. */
export async function encodePeople(plan: PeoplePlan, isWanted: (name: string) => boolean): Promise<PeopleFile> {
  const { path, info, idAt } = plan
  const ids = new PackedCells()
  const takers: (CellTaker | null)[] = info.columns.map(() => null)
  takers[idAt] = ids
  const wanted = plan.columns.flatMap((column) =>
    isWanted(column.name) ? [{ ...column, cells: new PackedColumn() }] : [],
  )
  for (const { at, cells } of wanted) takers[at] = cells
  let rejected = 0
  await encodeTable(path, info, takers, () => rejected++)
  const columns: Partial<Record<Field, TextColumn>> = {}
  const extra = new Map<string, TextColumn<PackedTexts>>()
  const parts: Partial<Record<BirthPart, TextColumn<PackedTexts>>> = {}
  for (const { name, part, cells } of wanted)
    if (part !== undefined) parts[part] = cells.finish()
    else if (isField(name)) columns[name] = cells.finish()
    else extra.set(name, cells.finish())
  const { year, month, day } = parts
  if (year !== undefined && month !== undefined && day !== undefined)
    columns.birth_date = joinBirthDates(year, month, day)
  const names = ids.finish()
  return {
    source: plan.source,
    table: { rows: names.length, columns, country: plan.country },
    ids: names,
    extra,
    columns: Object.fromEntries(plan.columns.map(({ at, name }) => [info.columns[at]!, name])),
    rejected,
  }
}

function columnPlan(
  info: TableInfo,
  idAt: number,
  { fields, described, birth }: PeopleColumns,
  map: ReadonlyMap<string, string>,
): PlannedColumn[] {
  const names = new Map<number, string>([...described, ...fields])
  const given = new Set(map.values())
  const plan: PlannedColumn[] = []
  for (const [at, column] of info.columns.entries()) {
    const named = map.get(column)
    const guessed = names.get(at)
    const name = named ?? (guessed !== undefined && !given.has(guessed) ? guessed : undefined)
    if (at === idAt || name === undefined || (isField(name) && !CLEANABLE_FIELDS.has(name))) continue
    if (plan.some((p) => p.name === name)) continue
    plan.push({ at, name })
  }
  if (birth === null || plan.some(({ at, name }) => name === 'birth_date' || Object.values(birth).includes(at)))
    return plan
  for (const part of BIRTH_PARTS) plan.push({ at: birth[part], name: 'birth_date', part })
  return plan
}
