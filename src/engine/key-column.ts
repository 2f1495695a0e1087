/** Columns that rows are blocked or sorted by: as they stand, or made of others, so that only those are kept and moved. */

import type { ValueIds } from './plan.ts'

export type KeyColumn = ValueIds | DerivedColumn

/** Another number in the place of each value; or of two columns that share numbers the lower or the higher one. */
export type DerivedColumn =
  | { readonly of: ValueIds; readonly numberOf: Uint32Array }
  | { readonly end: 'lower' | 'higher'; readonly ofBoth: readonly [ValueIds, ValueIds] }

export function valueAt(column: KeyColumn, row: number): number {
  if (column instanceof Uint32Array) return column[row]!
  if ('of' in column) return column.numberOf[column.of[row]!]!
  const [l, r] = column.ofBoth
  return column.end === 'lower' ? Math.min(l[row]!, r[row]!) : Math.max(l[row]!, r[row]!)
}

/** All of them; the column itself where it is not made of others. */
export function valuesOf(column: KeyColumn): ValueIds {
  if (column instanceof Uint32Array) return column
  if ('of' in column) return renumbered(column.of, column.numberOf)
  const [l, r] = column.ofBoth
  return column.end === 'lower' ? lowerOf(l, r) : higherOf(l, r)
}

/** The same made of other columns. */
export function madeOf(column: DerivedColumn, other: (ids: ValueIds) => ValueIds): DerivedColumn {
  if ('of' in column) return { ...column, of: other(column.of) }
  const [l, r] = column.ofBoth
  return { ...column, ofBoth: [other(l), other(r)] }
}

/** A column with another number in the place of each. */
export function renumbered(ids: ValueIds, numberOf: Uint32Array): Uint32Array<ArrayBuffer> {
  const values = new Uint32Array(ids.length)
  for (let row = 0; row < ids.length; row++) values[row] = numberOf[ids[row]!]!
  return values
}

function lowerOf(l: ValueIds, r: ValueIds): Uint32Array {
  const values = new Uint32Array(l.length)
  for (let row = 0; row < l.length; row++) values[row] = Math.min(l[row]!, r[row]!)
  return values
}

function higherOf(l: ValueIds, r: ValueIds): Uint32Array {
  const values = new Uint32Array(l.length)
  for (let row = 0; row < l.length; row++) values[row] = Math.max(l[row]!, r[row]!)
  return values
}
