/** What outlives a run of matching: who was who, what became of ids, and what reviewers decided. No stage clears these. */

import { Table } from './table.ts'

/** Person ids of the last run, many to a row; their place in the whole list stands for them. */
export interface RememberedIdsRow {
  readonly block: number
  /** JSON array. */
  readonly ids: string
}

export const rememberedIds = new Table<RememberedIdsRow>('remembered_ids', {
  block: 'INTEGER PRIMARY KEY',
  ids: 'TEXT NOT NULL',
})

/** Records that the workspace has ever seen and their person, many to a row, by uid. */
export interface RememberedRecordsRow {
  readonly block: number
  /** JSON array. */
  readonly uids: string
  /** JSON array: place of the person's id; `-1 - place` where the record was not there in the last run. */
  readonly people: string
}

export const rememberedRecords = new Table<RememberedRecordsRow>('remembered_records', {
  block: 'INTEGER PRIMARY KEY',
  uids: 'TEXT NOT NULL',
  people: 'TEXT NOT NULL',
})

/** Append-only: what became of a person id. An id that keeps all its records leaves no row. */
export interface PersonHistoryRow {
  readonly change_no: number
  /** The day of the run, and a hash of what it read. */
  readonly as_of: string
  readonly inputs: string
  readonly old_id: string
  /** Null where the person is gone. */
  readonly new_id: string | null
  /** merged | split | moved | gone | returned (record/remembered-people.ts) */
  readonly kind: string
  readonly records: number
}

export const personHistory = new Table<PersonHistoryRow>('person_history', {
  change_no: 'INTEGER PRIMARY KEY',
  as_of: 'TEXT NOT NULL',
  inputs: 'TEXT NOT NULL',
  old_id: 'TEXT NOT NULL',
  new_id: 'TEXT',
  kind: 'TEXT NOT NULL',
  records: 'INTEGER NOT NULL',
})

/** Append-only: what reviewers decided about two records; of one pair the last decision counts. */
export interface ReviewDecisionRow {
  readonly decision_no: number
  /** The smaller uid of the two. */
  readonly uid_l: string
  readonly uid_r: string
  /** same | different | undecided (taken back) */
  readonly decision: string
  readonly decided_by: string | null
  readonly decided_at: string
  readonly note: string | null
}

export const reviewDecisions = new Table<ReviewDecisionRow>('review_decision', {
  decision_no: 'INTEGER PRIMARY KEY',
  uid_l: 'TEXT NOT NULL',
  uid_r: 'TEXT NOT NULL',
  decision: 'TEXT NOT NULL',
  decided_by: 'TEXT',
  decided_at: 'TEXT NOT NULL',
  note: 'TEXT',
})
