/** What a stage is: the one interface that the spine walks and every stage fills. */

import type { Progress } from './base/progress.ts'
import type { IsoDate } from './record/ids.ts'
import type { Project } from './record/project.ts'
import type { RuleSpec, Rules } from './rules/rule-file.ts'
import type { Store } from './store/store.ts'

export type StageName = 'ingest' | 'repair' | 'match' | 'flag' | 'segment' | 'plan' | 'report'

export interface StageContext {
  readonly project: Project
  readonly store: Store
  /** The loaded rule files of this stage. */
  readonly rules: Rules
  readonly asOf: IsoDate
  readonly threads: number
  /** Absolute path of `goldpan-out/`; only `report` writes there. */
  readonly outDir: string
  /** Write Parquet beside every CSV output. */
  readonly parquet: boolean
  readonly progress: Progress
  /** Name servers may be asked about mail domains; not where it is left out. */
  readonly dns?: DnsSettings | null
}

export interface DnsSettings {
  /** `IP` or `IP:port`; null: those of the machine. */
  readonly server: string | null
}

/** Counts and notes for the run log, `run --json` and the terminal; no personal data. */
export interface StageSummary {
  readonly counts: Readonly<Record<string, number>>
  /** Sentences worth a person's attention. */
  readonly notes: readonly string[]
  /**
   * Where the result also follows from earlier runs: equal inputs and an equal edition mean an equal result, so that stages
   * behind this one know when to run again.
   */
  readonly edition?: string
}

export interface Stage {
  readonly name: StageName
  /** One sentence: what it does. */
  readonly does: string
  /** Tables it reads (of other stages) and the tables it rewrites. */
  readonly reads: readonly string[]
  readonly writes: readonly string[]
  /** Rule files it obeys; a change in one makes the stage stale. */
  readonly rules: readonly RuleSpec<unknown>[]
  /** Results depend on the day of the run, or (so that not every day is a new run) on its year only. */
  readonly usesAsOf: boolean | 'year'
  /** Files it writes into `goldpan-out/`; a missing one makes the stage stale. */
  readonly outputs: readonly string[]
  /** Raise when the code would give other results for the same input. */
  readonly version: number
  /** What else its result follows from, named and hashed: what people decided, files it was told to use. */
  alsoRestsOn?(given: {
    readonly project: Project
    readonly store: Store
    readonly asOf: IsoDate
    readonly rules: Rules
  }): Readonly<Record<string, string>>
  /**
   * Gets from outside what the stage then rests on, before it is settled whether it must run. Outside its transaction:
   * what it writes, to a table that no stage clears, is kept even where the run is killed.
   */
  gather?(context: StageContext): Promise<void>
  /** Looks at what its tables held before they are emptied; in the same transaction as `run`. */
  before?(context: StageContext): Promise<void>
  /** Runs inside one transaction that the runner opened on `store`; its own tables are already empty. */
  run(context: StageContext): Promise<StageSummary>
  /**
   * Begins the stage's work in a thread of its own, from what is committed, while an earlier stage that it needs nothing of
   * is running. Null where there are no threads. What comes of it must be what `run` gives.
   */
  ahead?(context: StageContext): StageAhead | null
}

export interface StageAhead {
  /** In the place of `run`. */
  finish(): Promise<StageSummary>
  /** Its turn does not come. */
  cancel(): Promise<void>
}
