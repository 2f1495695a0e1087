/** What people decided about repairs: appended, never changed. No stage clears it. */

import { Table } from './table.ts'

/** About one repair (`repair_id` and `uid`) or about all of a rule (`rule`); of a repair the last decision counts. */
export interface RepairDecisionRow {
  readonly decision_no: number
  readonly repair_id: string | null
  /** Of the repair's record. */
  readonly uid: string | null
  readonly rule: string | null
  /** undo | redo | accept (the suggestion, or `value` in its place) */
  readonly decision: string
  readonly decided_by: string | null
  readonly decided_at: string
  readonly note: string | null
  /** With accept: what stands instead of the suggestion; null: the suggestion. */
  readonly value: string | null
}

export const repairDecisions = new Table<RepairDecisionRow>('repair_decision', {
  decision_no: 'INTEGER PRIMARY KEY',
  repair_id: 'TEXT',
  uid: 'TEXT',
  rule: 'TEXT',
  decision: 'TEXT NOT NULL',
  decided_by: 'TEXT',
  decided_at: 'TEXT NOT NULL',
  note: 'TEXT',
  value: 'TEXT',
})
