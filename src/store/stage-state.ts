/** Reading and writing of what the runner remembers of each stage. */

import type { StageSummary } from '../stage.ts'
import { runs, stageStates } from './spine-tables.ts'
import type { Store } from './store.ts'

export interface StageState {
  readonly key: string
  readonly parts: Readonly<Record<string, string>>
  readonly summary: StageSummary
}

export function readStageState(store: Store, stage: string): StageState | null {
  const [row] = stageStates.where(store, { stage })
  if (!row) return null
  return { key: row.key, parts: JSON.parse(row.parts), summary: JSON.parse(row.summary) }
}

export function writeStageState(store: Store, stage: string, state: StageState): void {
  store.db.prepare('DELETE FROM stage_state WHERE stage = ?').run(stage)
  stageStates.insertAll(store, [
    { stage, key: state.key, parts: JSON.stringify(state.parts), summary: JSON.stringify(state.summary) },
  ])
}

export interface RunLogEntry {
  readonly stage: string
  readonly asOf: string
  readonly startedAt: string
  readonly seconds: number
  /** done | skipped | failed */
  readonly outcome: string
}

export function logRun(store: Store, entry: RunLogEntry): void {
  runs.insertAll(store, [
    {
      run_no: null,
      stage: entry.stage,
      as_of: entry.asOf,
      started_at: entry.startedAt,
      seconds: entry.seconds,
      outcome: entry.outcome,
    },
  ])
}

/** When the stage last began a run that it finished (ISO, UTC); null where there is none. */
export function lastStart(store: Store, stage: string): string | null {
  const found = store.db
    .prepare(`SELECT max(started_at) FROM run_log WHERE stage = ? AND outcome = 'done'`)
    .pluck()
    .get(stage)
  return found as string | null
}
