/** What every format offers: say which tables there are, and read one. */

import type { CellTaker } from '../record/packed-column.ts'
import type { Mendings, OnReject, RowBatch, RowPieces, TableInfo, TableSpec } from './table.ts'

/** A file, or one member of a zip archive. */
export interface Location {
  readonly path: string
  readonly member: string | null
}

export interface ReadContext {
  readonly onReject: OnReject
  readonly mendings: Mendings
  /** Where text rows go that strings cannot hold; null: they are rejected. */
  readonly pieces: RowPieces | null
  /** Bytes read at a time; smaller in tests. */
  readonly chunkBytes: number
}

export interface Format {
  /** `given`: what the project file says already; null: find everything out. */
  inspect(at: Location, given: TableSpec | null): Promise<readonly TableInfo[]>
  /** `inner`: sheet or database table, null where the file is one table. */
  read(at: Location, inner: string | null, spec: TableSpec, context: ReadContext): AsyncGenerator<RowBatch>
  /** The same rows, cell by cell to the takers of their columns, where the format has a quicker way than {@link read}. */
  encode?(at: Location, inner: string | null, spec: TableSpec, takers: Takers, context: ReadContext): Promise<void>
}

/** By column; null where nobody wants it. */
export type Takers = readonly (CellTaker | null)[]

/** `dir/file.zip!member`, for messages. */
export const placeOf = (at: Location): string => (at.member === null ? at.path : `${at.path}!${at.member}`)

/** The `table` of a TableInfo: member, inner table, `member!inner`, or null. */
export function tableName(at: Location, inner: string | null): string | null {
  if (at.member === null) return inner
  return inner === null ? at.member : `${at.member}!${inner}`
}
