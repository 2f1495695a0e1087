/** Own facts with what became of them: those in force, and those that were withdrawn. */

import { type OwnFactRow, ownFacts } from './own-fact-table.ts'
import { type OwnFactWithdrawalRow, ownFactWithdrawals } from './own-fact-withdrawal-table.ts'
import type { Store } from './store.ts'

/** What the origin of a fact that came by `goldpan suppress add` says: no other one can be withdrawn. */
export const BY_SUPPRESS_ADD = 'suppress add'

export interface OwnFactHistory extends OwnFactRow {
  /** Null while it is in force. */
  readonly withdrawn: Omit<OwnFactWithdrawalRow, 'fact_no'> | null
}

/** All that was ever entered and not erased, oldest first. */
export function ownFactHistory(store: Store): readonly OwnFactHistory[] {
  const withdrawn = new Map([...ownFactWithdrawals.all(store)].map(({ fact_no, ...rest }) => [fact_no, rest]))
  return [...ownFacts.all(store, ['fact_no'])].map((fact) => ({
    ...fact,
    withdrawn: withdrawn.get(fact.fact_no) ?? null,
  }))
}

/** Appends withdrawals of facts that have none yet; returns the numbers of these facts. */
export function withdrawOwnFacts(store: Store, withdrawals: readonly OwnFactWithdrawalRow[]): readonly number[] {
  const fresh: number[] = []
  const append = store.db.transaction(() => {
    for (const row of withdrawals) {
      if (ownFactWithdrawals.where(store, { fact_no: row.fact_no }).length > 0) continue
      ownFactWithdrawals.insertAll(store, [row])
      fresh.push(row.fact_no)
    }
  })
  append.immediate()
  return fresh
}
