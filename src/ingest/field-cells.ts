/** Which cell of a row holds which field, by a source's column mapping. */

import { UserError } from '../base/errors.ts'
import type { Field } from '../record/fields.ts'
import type { SourceSpec } from '../record/project.ts'

export interface FieldCells {
  has(field: Field): boolean
  /** The trimmed cell, or null where it is blank or no column gives the field. */
  get(cells: readonly string[], field: Field): string | null
}

/** Throws a UserError that names the columns of the mapping which the file does not have. */
export function fieldCells(spec: SourceSpec, columns: readonly string[]): FieldCells {
  const wanted = [...Object.keys(spec.columns), ...(spec.key === null ? [] : [spec.key])]
  const absent = [...new Set(wanted)].filter((column) => !columns.includes(column))
  if (absent.length > 0) {
    throw new UserError(`The source ${spec.name} has no column ${absent.map((c) => `"${c}"`).join(', ')}.`, {
      place: `goldpan.yaml, source ${spec.name} (${spec.file})`,
      wayOut: `Its columns are: ${columns.slice(0, 40).join(', ')}${columns.length > 40 ? ' …' : ''}.`,
    })
  }
  const indexes = new Map<Field, number>()
  for (const [column, field] of Object.entries(spec.columns)) {
    if (!indexes.has(field)) indexes.set(field, columns.indexOf(column))
  }
  return {
    has: (field) => indexes.has(field),
    get(cells, field) {
      const index = indexes.get(field)
      const cell = index === undefined ? '' : (cells[index] ?? '').trim()
      return cell === '' ? null : cell
    },
  }
}
