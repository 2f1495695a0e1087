/** What the runner remembers: which stage stands at which inputs, and the log of runs. */

import { Table } from './table.ts'

/** One row per finished stage. */
export interface StageStateRow {
  readonly stage: string
  /** Hash over `parts`; equal means nothing to do. */
  readonly key: string
  /** JSON object: name of an input, rule or code version → its hash, so that `status` can say which one changed. */
  readonly parts: string
  /** JSON of StageSummary. */
  readonly summary: string
}

export const stageStates = new Table<StageStateRow>('stage_state', {
  stage: 'TEXT PRIMARY KEY',
  key: 'TEXT NOT NULL',
  parts: 'TEXT NOT NULL',
  summary: 'TEXT NOT NULL',
})

export interface RunRow {
  readonly run_no: number | null
  readonly stage: string
  readonly as_of: string
  readonly started_at: string
  readonly seconds: number
  readonly outcome: string
}

/** Append-only. The only table with clock times; no output is made from it. */
export const runs = new Table<RunRow>('run_log', {
  run_no: 'INTEGER PRIMARY KEY',
  stage: 'TEXT NOT NULL',
  as_of: 'TEXT NOT NULL',
  started_at: 'TEXT NOT NULL',
  seconds: 'REAL NOT NULL',
  outcome: 'TEXT NOT NULL',
})
