/** Own facts: what people told us directly (a wish by phone, a tombstone, a sunset), by commands and not by files. Append-only. */

import type { FactKind } from '../record/fact.ts'
import type { Channel } from '../record/project.ts'
import type { Store } from './store.ts'
import { Table } from './table.ts'

export interface OwnFactRow {
  /** From 1. */
  readonly fact_no: number
  /** What it came by, as it stands in the evidence of a verdict: `suppress add`, `measure spring-2026`. */
  readonly origin: string
  /** As in `fact`: FactKind, and null for all channels, brands, purposes. */
  readonly kind: string
  readonly channel: string | null
  readonly brand: string | null
  readonly purpose: string | null
  /** Whom it is about, by any of: e-mail address (lower case, trimmed), E.164 number, a record's uid, JSON of a CleanedRecord. */
  readonly email: string | null
  readonly phone: string | null
  readonly uid: string | null
  readonly identity: string | null
  /** Day number; null where nobody knows. */
  readonly day: number | null
  /** No personal data. */
  readonly detail: string | null
  /** The day it was entered (ISO), and by whom. */
  readonly added_on: string
  readonly added_by: string | null
}

export const ownFacts = new Table<OwnFactRow>('own_fact', {
  fact_no: 'INTEGER PRIMARY KEY',
  origin: 'TEXT NOT NULL',
  kind: 'TEXT NOT NULL',
  channel: 'TEXT',
  brand: 'TEXT',
  purpose: 'TEXT',
  email: 'TEXT',
  phone: 'TEXT',
  uid: 'TEXT',
  identity: 'TEXT',
  day: 'INTEGER',
  detail: 'TEXT',
  added_on: 'TEXT NOT NULL',
  added_by: 'TEXT',
})

export interface NewOwnFact extends Omit<OwnFactRow, 'fact_no'> {
  readonly kind: FactKind
  readonly channel: Channel | null
}

/** Appends those that say something new (whenever and by whomever entered); returns how many. */
export function appendOwnFacts(store: Store, facts: readonly NewOwnFact[]): number {
  const sayings = ownFacts.columns.filter((c) => c !== 'fact_no' && c !== 'added_on' && c !== 'added_by')
  const known = store.db
    .prepare(`SELECT 1 FROM own_fact WHERE ${sayings.map((c) => `"${c}" IS @${c}`).join(' AND ')} LIMIT 1`)
    .pluck()
  const next = store.db.prepare('SELECT coalesce(max(fact_no), 0) + 1 FROM own_fact').pluck()
  let added = 0
  const append = store.db.transaction(() => {
    for (const fact of facts) {
      if (known.get(fact) !== undefined) continue
      ownFacts.insertAll(store, [{ ...fact, fact_no: next.get() as number }])
      added++
    }
  })
  append.immediate()
  return added
}

/** Oldest first. */
export function readOwnFacts(store: Store): readonly OwnFactRow[] {
  return [...ownFacts.all(store, ['fact_no'])]
}
