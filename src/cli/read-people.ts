/** Reads one file of person records: each column's field recognised or given, each distinct value once. */

import { basename, extname } from 'node:path'
import { UserError } from '../base/errors.ts'
import { assignFields } from '../ingest/recognise/assign-fields.ts'
import { gatherEvidence } from '../ingest/recognise/candidates.ts'
import { profileColumn, valueSets } from '../ingest/recognise/column-profile.ts'
import { headerReader } from '../ingest/recognise/header-reader.ts'
import { recogniseCountry } from '../ingest/recognise/recognise-country.ts'
import type { RecogniseRules } from '../ingest/recognise/rules.ts'
import { settleAmbiguous } from '../ingest/recognise/settle-ambiguous.ts'
import { ColumnEncoder, type EncodedColumn } from '../record/encoded.ts'
import { CLEANABLE_FIELDS, type Field, isField } from '../record/fields.ts'
import type { RawTable } from '../repair/clean-tables.ts'
import { readTable, sampleRows, type TableInfo } from '../sources/source.ts'
import { oneTable } from './one-table.ts'

export interface PeopleFile {
  /** The file's name without extension. */
  readonly source: string
  readonly table: RawTable
  /** Row → the id column's cell. */
  readonly ids: readonly string[]
  /** Columns that `--map` names and goldpan has no field for. */
  readonly extra: ReadonlyMap<string, EncodedColumn>
  /** Column → field, as used. */
  readonly columns: Readonly<Record<string, string>>
  readonly rejected: number
}

const SAMPLE_ROWS = 2000

/**
 * `map`: column → field, or a name of the user's own for a column compared as it is; it outranks recognition.
 * @throws UserError where the file is no table or has no such id column.
 */
export async function readPeople(
  path: string,
  idColumn: string,
  map: ReadonlyMap<string, string>,
  rules: RecogniseRules,
): Promise<PeopleFile> {
  const info = await oneTable(path)
  const idAt = info.columns.indexOf(idColumn)
  if (idAt < 0)
    throw new UserError(`There is no column ${idColumn}.`, {
      place: path,
      wayOut: `Name the column with the record's id as --id; the columns are: ${info.columns.join(', ')}.`,
    })
  const { fields, country } = await recognise(info, idAt, rules)
  const plan = columnPlan(info, idAt, fields, map)
  const ids: string[] = []
  let rejected = 0
  for await (const batch of readTable(path, info, () => rejected++))
    for (const row of batch.rows) {
      ids.push(row[idAt]!)
      for (const { at, encoder } of plan) encoder.push(row[at]!)
    }
  const columns: Partial<Record<Field, EncodedColumn>> = {}
  const extra = new Map<string, EncodedColumn>()
  for (const { name, encoder } of plan)
    if (isField(name)) columns[name] = encoder.finish()
    else extra.set(name, encoder.finish())
  return {
    source: basename(path, extname(path)),
    table: { rows: ids.length, columns, country },
    ids,
    extra,
    columns: Object.fromEntries(plan.map(({ at, name }) => [info.columns[at]!, name])),
    rejected,
  }
}

async function recognise(
  info: TableInfo,
  idAt: number,
  rules: RecogniseRules,
): Promise<{ fields: ReadonlyMap<number, Field>; country: string | null }> {
  const rows = await sampleRows(info, SAMPLE_ROWS)
  const sets = valueSets(rules.values)
  const profiles = info.columns.map((_, i) =>
    profileColumn(
      rows.map((row) => row[i] ?? ''),
      sets,
    ),
  )
  const evidence = settleAmbiguous(
    gatherEvidence(info.columns, profiles, info.header ? headerReader(rules.columns) : null),
  ).filter((e) => e.index !== idAt)
  const fields = new Map<number, Field>()
  for (const { index, field } of assignFields(evidence, 'customers')) if (field !== null) fields.set(index, field)
  return { fields, country: recogniseCountry(evidence, rows, rules.values, sets) }
}

interface ColumnPlan {
  readonly at: number
  /** A field, or the user's own name. */
  readonly name: string
  readonly encoder: ColumnEncoder
}

function columnPlan(
  info: TableInfo,
  idAt: number,
  fields: ReadonlyMap<number, Field>,
  map: ReadonlyMap<string, string>,
): ColumnPlan[] {
  const given = new Set(map.values())
  const plan: ColumnPlan[] = []
  for (const [at, column] of info.columns.entries()) {
    const named = map.get(column)
    const guessed = fields.get(at)
    const name = named ?? (guessed !== undefined && !given.has(guessed) ? guessed : undefined)
    if (at === idAt || name === undefined || (isField(name) && !CLEANABLE_FIELDS.has(name))) continue
    if (plan.some((p) => p.name === name)) continue
    plan.push({ at, name, encoder: new ColumnEncoder() })
  }
  return plan
}
