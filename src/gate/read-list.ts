/** Reads a list of people and cleans it as the pipeline cleans sources: each distinct value once. */

import type { Field } from '../record/fields.ts'
import { isField } from '../record/fields.ts'
import { type CellTaker, PackedColumn } from '../record/packed-column.ts'
import type { PackedTexts } from '../record/packed-texts.ts'
import type { TextColumn } from '../record/text-list.ts'
import { cleanPacked } from '../repair/clean-tables.ts'
import type { RepairRules } from '../repair/rules.ts'
import { encodeTable, type TableInfo } from '../sources/source.ts'
import type { ListColumns } from './list-columns.ts'

type Column = TextColumn<PackedTexts>

export interface GateList {
  readonly rows: number
  /** Cells as they came, by field (and `person_id`, `source`, `record_id`). */
  readonly raw: ReadonlyMap<string, Column>
  readonly clean: ReadonlyMap<string, Column>
  /** Row → the address that repair would rather have, though not surely enough to change it. */
  readonly suggested: ReadonlyMap<number, string>
  /** Rows whose e-mail cell holds no address at all. */
  readonly invalid: ReadonlySet<number>
  readonly notes: readonly string[]
}

/** `country`: of numbers and addresses that name none. */
export async function readList(
  info: TableInfo,
  columns: ListColumns,
  country: string | null,
  rules: RepairRules,
): Promise<GateList> {
  const takers: (CellTaker | null)[] = info.columns.map(() => null)
  const encoders = new Map<string, PackedColumn>()
  for (const [name, at] of columns.at) {
    const known = takers[at]
    const encoder = known instanceof PackedColumn ? known : new PackedColumn()
    takers[at] = encoder
    encoders.set(name, encoder)
  }
  // A list without any column of ours still has rows, which must be counted.
  const counter = takers.every((taker) => taker === null) ? new PackedColumn() : null
  if (counter !== null) takers[0] = counter
  await encodeTable(info.path, info, takers, () => undefined)
  const finished = new Map<PackedColumn, Column>()
  const raw = new Map<string, Column>()
  for (const [name, encoder] of encoders) {
    const column = finished.get(encoder) ?? encoder.finish()
    finished.set(encoder, column)
    raw.set(name, column)
  }
  const rows = [...raw.values()][0]?.ids.length ?? counter?.finish().ids.length ?? 0
  return { rows, raw, ...cleaned(rows, raw, country, rules) }
}

function cleaned(rows: number, raw: ReadonlyMap<string, Column>, country: string | null, rules: RepairRules) {
  const fields: Partial<Record<Field, Column>> = {}
  const whole: [string, Column][] = []
  for (const [name, column] of raw)
    if ((name === 'phone' || name === 'mobile') && areInternational(column)) whole.push([name, column])
    else if (isField(name)) fields[name] = column
  const { tables, trail, notes } = cleanPacked([{ rows, columns: fields, country }], rules)
  const suggested = new Map<number, string>()
  const invalid = new Set<number>()
  for (const { row, change } of trail) {
    if (change.field !== 'email') continue
    if (change.decision === 'review' && change.after !== '') suggested.set(row, change.after)
    else if (change.decision === 'invalid') invalid.add(row)
  }
  const clean = new Map([...(Object.entries(tables[0]!.columns) as [string, Column][]), ...whole])
  return { clean, suggested, invalid, notes }
}

/** Numbers that are E.164 already need no cleaning, which for a million of them takes longer than all the rest. */
function areInternational({ values }: Column): boolean {
  let all = true
  values.forEach((text) => {
    all &&= text === null || E164.test(text)
  })
  return all
}
const E164 = /^\+[1-9]\d{7,14}$/

/** The cell of a row, or '' where there is none. */
export function textAt(columns: ReadonlyMap<string, Column>, name: string, row: number): string {
  const column = columns.get(name)
  return column === undefined ? '' : (column.values.at(column.ids[row]!) ?? '')
}

/** Whether the row has anything in the cell. */
export const hasText = (columns: ReadonlyMap<string, Column>, name: string, row: number): boolean =>
  (columns.get(name)?.ids[row] ?? 0) !== 0
