/** What a command may touch of the outside: its two streams and its progress. Tests pass their own. */

import type { Progress } from '../base/progress.ts'

export interface Io {
  /** Results, for people or (with --json) one JSON object. */
  readonly out: (text: string) => void
  /** Progress and notes, on stderr. */
  readonly progress: Progress
  /** Standard input, for `-`. */
  readonly stdin: NodeJS.ReadableStream
  /** The day of today as YYYY-MM-DD: the one place that reads the clock. */
  readonly today: () => string
  /** Sets the exit code of a command that ran but says no. */
  readonly setExitCode: (code: number) => void
}
