/** Own facts that were entered in error, and so count no more: appended, never changed. No stage clears it. */

import { Table } from './table.ts'

export interface OwnFactWithdrawalRow {
  readonly fact_no: number
  /** Why it was an error, and what shows it where that was asked for; no personal data. */
  readonly reason: string
  readonly proof: string | null
  /** The day (ISO). */
  readonly withdrawn_on: string
  readonly withdrawn_by: string
}

export const ownFactWithdrawals = new Table<OwnFactWithdrawalRow>('own_fact_withdrawal', {
  fact_no: 'INTEGER PRIMARY KEY',
  reason: 'TEXT NOT NULL',
  proof: 'TEXT',
  withdrawn_on: 'TEXT NOT NULL',
  withdrawn_by: 'TEXT NOT NULL',
})
