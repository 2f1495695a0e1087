/** What a command may touch of the outside: its streams, its progress, the day. Tests pass their own. */

import type { Progress } from '../base/progress.ts'
import { createProgress } from './progress.ts'

export interface Io {
  /** Results, for people or (with --json) one JSON object. */
  readonly out: (text: string) => void
  /** Progress and notes, on stderr. */
  readonly progress: Progress
  /** Standard input, for `-`. */
  readonly stdin: NodeJS.ReadableStream
  /** Today as YYYY-MM-DD: the one place that reads the clock. */
  readonly today: () => string
  /** Sets the exit code of a command that ran but says no. */
  readonly setExitCode: (code: number) => void
}

export function realIo(): Io {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unlessUnheard)
  return {
    out: (text) => process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    progress: createProgress(process.stderr),
    stdin: process.stdin,
    today: () => new Date().toISOString().slice(0, 10),
    setExitCode: (code) => {
      process.exitCode = code
    },
  }
}

/** Whoever listened may leave, as in `goldpan run --help | head -1`: what the command writes to files is not worth less. */
function unlessUnheard(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
