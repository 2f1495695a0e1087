/** Facts: opt-outs, consents, bounces, complaints as events. Written by ingest (and later by commands); never updated. */

import { Table } from './table.ts'

export interface FactRow {
  readonly source_no: number
  readonly line: number
  /** FactKind. */
  readonly kind: string
  readonly channel: string | null
  readonly brand: string | null
  readonly purpose: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly customer_ref: string | null
  /** The source record that carries the fact itself. */
  readonly rec: number | null
  /** Name and address where a list gives nothing else: normalised by the reader, JSON of CleanedRecord. */
  readonly identity: string | null
  /** Day number. */
  readonly day: number | null
  readonly detail: string | null
  /** Packed raw cells; null where `rec` already holds the row. */
  readonly cells: string | null
}

export const facts = new Table<FactRow>('fact', {
  source_no: 'INTEGER NOT NULL',
  line: 'INTEGER NOT NULL',
  kind: 'TEXT NOT NULL',
  channel: 'TEXT',
  brand: 'TEXT',
  purpose: 'TEXT',
  email: 'TEXT',
  phone: 'TEXT',
  customer_ref: 'TEXT',
  rec: 'INTEGER',
  identity: 'TEXT',
  day: 'INTEGER',
  detail: 'TEXT',
  cells: 'TEXT',
})
