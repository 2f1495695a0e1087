/** Which cell of a row holds which field, by a source's column mapping. */

import { UserError } from '../base/errors.ts'
import type { Field } from '../record/fields.ts'
import type { SourceSpec } from '../record/project.ts'

/** The trimmed cell, or null where it is blank or no column gives the field. */
export type CellReader = (cells: readonly string[]) => string | null

export interface FieldCells {
  has(field: Field): boolean
  /** Looked up once per source, so that a row costs no look-up. */
  reader(field: Field): CellReader
}

/** Throws a UserError that names the columns of the mapping which the file does not have. */
export function fieldCells(spec: SourceSpec, columns: readonly string[]): FieldCells {
  const named = [...Object.keys(spec.columns), ...Object.keys(spec.compare ?? {})]
  const wanted = [...named, ...(spec.key === null ? [] : [spec.key])]
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
    reader(field) {
      const index = indexes.get(field)
      if (index === undefined) return () => null
      return (cells) => {
        const cell = cells[index]
        if (cell === undefined || cell === '') return null
        const text = cell.trim()
        return text === '' ? null : text
      }
    },
  }
}
