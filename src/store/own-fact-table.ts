/** Own facts: what people told us directly (a wish by phone, a tombstone, a sunset), by commands and not by files. Append-only. */

import { digest } from '../base/hash.ts'
import type { FactKind } from '../record/fact.ts'
import type { Channel } from '../record/project.ts'
import { ownFactWithdrawals } from './own-fact-withdrawal-table.ts'
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

/** Appends those that say something new, or what was said and withdrawn (whenever and by whomever entered); returns how many. */
export function appendOwnFacts(store: Store, facts: readonly NewOwnFact[]): number {
  const sayings = ownFacts.columns.filter((c) => c !== 'fact_no' && c !== 'added_on' && c !== 'added_by')
  const known = store.db
    .prepare(
      `SELECT 1 FROM own_fact WHERE ${sayings.map((c) => `"${c}" IS @${c}`).join(' AND ')}
       AND fact_no NOT IN (SELECT fact_no FROM own_fact_withdrawal) LIMIT 1`,
    )
    .pluck()
  // A number whose fact was erased is not given again: its withdrawal would count for the new one.
  const next = store.db
    .prepare(
      'SELECT max((SELECT coalesce(max(fact_no), 0) FROM own_fact), (SELECT coalesce(max(fact_no), 0) FROM own_fact_withdrawal)) + 1',
    )
    .pluck()
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

/** Those in force, oldest first. */
export function readOwnFacts(store: Store): readonly OwnFactRow[] {
  const withdrawn = new Set([...ownFactWithdrawals.all(store)].map((row) => row.fact_no))
  const all = [...ownFacts.all(store, ['fact_no'])]
  return withdrawn.size === 0 ? all : all.filter((fact) => !withdrawn.has(fact.fact_no))
}

/** Changes with what is in force. */
export function ownFactsFingerprint(store: Store): string {
  return digest(JSON.stringify(readOwnFacts(store)))
}
