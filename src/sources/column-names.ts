/** Header cells become column names that are there and unique. */

import { UserError } from '../base/errors.ts'
import { MAX_COLUMNS } from './limits.ts'

export interface ColumnNames {
  readonly columns: readonly string[]
  readonly notes: readonly string[]
}

/**
 * Trims header cells, names blank ones `column 3`, numbers repeated ones (`email`, `email (2)`), pads to `width`.
 * @throws UserError past {@link MAX_COLUMNS}.
 */
export function nameColumns(header: readonly string[], width: number, place: string): ColumnNames {
  const count = Math.max(header.length, width)
  checkColumnCount(count, place)
  const taken = new Set<string>()
  const columns: string[] = []
  const repeated = new Set<string>()
  for (let i = 0; i < count; i++) {
    const given = cleanName(header[i] ?? '')
    const base = given === '' ? `column ${i + 1}` : given
    let name = base
    for (let n = 2; taken.has(name); n++) name = `${base} (${n})`
    if (name !== base) repeated.add(base)
    taken.add(name)
    columns.push(name)
  }
  return { columns, notes: [...repeated].map((name) => `column name "${name}" is there more than once: numbered`) }
}

/** `column 1` … for tables without a header. */
export function numberColumns(count: number, place: string): ColumnNames {
  checkColumnCount(count, place)
  return { columns: Array.from({ length: count }, (_, i) => `column ${i + 1}`), notes: [] }
}

export function checkColumnCount(count: number, place: string): void {
  if (count <= MAX_COLUMNS) return
  throw new UserError(`the table has more than ${MAX_COLUMNS} columns`, {
    place,
    wayOut: 'check that the file has line breaks, or that its delimiter is given rightly in goldpan.yaml',
  })
}

const cleanName = (cell: string): string =>
  cell
    .replace(/[\s\u0000-\u001f\u007f\u00a0\ufeff]+/g, ' ')
    .trim()
    .slice(0, 200)
