/** The cells of a row by field, where several columns may hold the same field. */

import type { Field } from '../../record/fields.ts'
import type { SourceSpec } from '../../record/project.ts'

export interface RowCells {
  /** Indexes of the columns that hold the field, in the order of the columns. */
  indexes(field: Field): readonly number[]
  /** The first filled cell of the field, trimmed; '' where there is none. */
  get(cells: readonly string[], field: Field): string
}

export function rowCells(spec: SourceSpec, columns: readonly string[]): RowCells {
  const byField = new Map<Field, number[]>()
  for (const [i, column] of columns.entries()) {
    const field = Object.hasOwn(spec.columns, column) ? spec.columns[column] : undefined
    if (field !== undefined) byField.set(field, [...(byField.get(field) ?? []), i])
  }
  const keyIndex = spec.key === null ? -1 : columns.indexOf(spec.key)
  if (keyIndex >= 0 && !byField.has('customer_id')) byField.set('customer_id', [keyIndex])
  const none: readonly number[] = []
  return {
    indexes: (field) => byField.get(field) ?? none,
    get(cells, field) {
      for (const i of byField.get(field) ?? none) {
        const cell = cells[i]?.trim()
        if (cell) return cell
      }
      return ''
    },
  }
}
