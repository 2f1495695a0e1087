/** Tombstones: keyed hashes of people who were erased on request, so that no later import brings them back. Append-only. */

import type { Erased } from '../record/erased.ts'
import { knownSecretKey } from './secret-key.ts'
import type { Store } from './store.ts'
import { Table } from './table.ts'

export interface TombstoneRow {
  /** From 1. */
  readonly tombstone_no: number
  /** ISO date. */
  readonly erased_on: string
  /** As given; no personal data. */
  readonly reason: string
  /** JSON array of hashes. */
  readonly hashes: string
}

export const tombstones = new Table<TombstoneRow>('tombstone', {
  tombstone_no: 'INTEGER PRIMARY KEY',
  erased_on: 'TEXT NOT NULL',
  reason: 'TEXT NOT NULL',
  hashes: 'TEXT NOT NULL',
})

/** Null where nobody was erased. */
export function readErased(store: Store): Erased | null {
  const rows = [...tombstones.all(store, ['tombstone_no'])]
  if (rows.length === 0) return null
  const key = knownSecretKey(store, 'erasure')
  if (key === null) throw new Error('the key of the tombstones (erasure.key) is gone')
  const hashes = rows.map((row) => ({ erasedOn: row.erased_on, hashes: JSON.parse(row.hashes) as string[] }))
  return { key, tombstones: hashes }
}

export function appendTombstone(store: Store, row: Omit<TombstoneRow, 'tombstone_no'>): void {
  tombstones.insertAll(store, [{ ...row, tombstone_no: tombstones.count(store) + 1 }])
}
