/** Year, month and day of birth in three columns: by their headers, if the values are such numbers. */

import type { Field } from '../../record/fields.ts'
import type { ColumnSample } from './column-evidence.ts'
import { BIRTH_PARTS, type BirthPart, type HeaderReader } from './header-reader.ts'

/** Part → index of its column. */
export type BirthColumns = Readonly<Record<BirthPart, number>>

const SPANS: Readonly<Record<BirthPart, readonly [from: number, to: number]>> = {
  year: [1500, 2099],
  month: [1, 12],
  day: [1, 31],
}
/** Of the filled cells, so many must be such numbers. */
const MOST_FIT = 0.9

/** `fields`: what the columns were taken for; a whole date among them is all that is needed. Null: not three such columns. */
export function birthColumns(
  { columns, header, rows }: ColumnSample,
  fields: ReadonlyMap<number, Field>,
  reader: HeaderReader,
): BirthColumns | null {
  if (!header) return null
  const isPart = (part: BirthPart, at: number) =>
    reader.birthParts(columns[at]!).includes(part) &&
    holds(
      rows.map((row) => row[at] ?? ''),
      SPANS[part],
    )
  const [year, month, day] = BIRTH_PARTS.map((part) => columns.findIndex((_, at) => isPart(part, at)))
  if (year! < 0 || month! < 0 || day! < 0) return null
  const found: BirthColumns = { year: year!, month: month!, day: day! }
  const whole = [...fields].find(([, field]) => field === 'birth_date')
  return whole === undefined || Object.values(found).includes(whole[0]) ? found : null
}

function holds(cells: readonly string[], [from, to]: readonly [number, number]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const fitting = filled.filter((cell) => /^\d{1,4}$/.test(cell) && Number(cell) >= from && Number(cell) <= to)
  return fitting.length > 0 && fitting.length >= filled.length * MOST_FIT
}
