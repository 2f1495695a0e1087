/** Facts: opt-outs, consents, bounces, complaints as events. Written by ingest (and later by commands); never updated. */

import { PackedTable } from './packed-table.ts'

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

export const facts = new PackedTable<FactRow>('fact', {
  source_no: true,
  line: true,
  kind: true,
  channel: true,
  brand: true,
  purpose: true,
  email: true,
  phone: true,
  customer_ref: true,
  rec: true,
  identity: true,
  day: true,
  detail: true,
  cells: true,
})
