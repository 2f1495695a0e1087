/** What long work tells its caller; the command line draws it, tests ignore it. */

export interface Progress {
  /** Begins a step; `total` in `unit`s where known. */
  start(label: string, total: number | null, unit: string): void
  /** So many more units are done. */
  tick(count: number): void
  /** Ends the step. */
  done(): void
  /** A line for the user that is not progress (a note, a warning). Never personal data. */
  note(text: string): void
}

export const silentProgress: Progress = { start() {}, tick() {}, done() {}, note() {} }
