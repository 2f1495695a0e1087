/** Writes the rows that pass as they are, and the others with their reason; both in the order of the list. */

import type { Judged } from '../gate/open-gate.ts'
import { fromDayNo } from '../record/dates.ts'
import { type Cell, type CsvFile, openCsv } from '../sinks/csv.ts'
import { type Reject, readTable, type TableInfo } from '../sources/source.ts'
import { uniqueNames } from './unique-names.ts'

const ADDED = ['reason', 'since', 'evidence', 'alternate_channel']

export interface Scrubbed {
  readonly rows: number
  readonly clean: number
  readonly rejected: number
  /** Of those that passed: people whom the workspace does not know. */
  readonly unknown: number
  readonly unreadable: number
  readonly suspected: number
  readonly byReason: ReadonlyMap<string, number>
  readonly notes: readonly string[]
}

export interface ScrubFiles {
  readonly out: string
  readonly rejected: string
}

export async function writeScrubbed(
  info: TableInfo,
  judge: (row: number) => Judged,
  files: ScrubFiles,
  tick: (rows: number) => void,
): Promise<Scrubbed> {
  const clean = openCsv(files.out, info.columns)
  try {
    const rejected = openCsv(files.rejected, uniqueNames([...info.columns, ...ADDED]))
    try {
      const writer = new ScrubWriter(clean, rejected, info.columns.length, judge)
      const notes: string[] = []
      const options = { onNote: (note: string) => notes.push(note) }
      for await (const batch of readTable(info.path, info, (reject) => writer.hold(reject), options)) {
        for (let i = 0; i < batch.rows.length; i++) writer.write(batch.rows[i]!, batch.lines[i]!)
        tick(batch.rows.length)
      }
      writer.writeHeld(Number.POSITIVE_INFINITY)
      // The list of those who must not be contacted first: a clean list never stands alone.
      rejected.close()
      clean.close()
      return { ...writer.counts(), notes }
    } finally {
      rejected.abort()
    }
  } finally {
    clean.abort()
  }
}

class ScrubWriter {
  #rows = 0
  #clean = 0
  #unknown = 0
  #unreadable = 0
  #suspected = 0
  readonly #byReason = new Map<string, number>()
  readonly #files: { readonly clean: CsvFile; readonly rejected: CsvFile }
  readonly #width: number
  readonly #judge: (row: number) => Judged
  #held: Reject[] = []

  constructor(clean: CsvFile, rejected: CsvFile, width: number, judge: (row: number) => Judged) {
    this.#files = { clean, rejected }
    this.#width = width
    this.#judge = judge
  }

  hold(reject: Reject): void {
    this.#held.push(reject)
  }

  write(cells: readonly string[], line: number): void {
    if (this.#held.length > 0) this.writeHeld(line)
    const { refusal, isUnknown } = this.#judge(this.#rows++)
    if (refusal === null) {
      this.#clean++
      if (isUnknown) this.#unknown++
      this.#files.clean.write(cells)
      return
    }
    const { reason, sinceDay, evidence, suspected, alternate } = refusal
    if (suspected) this.#suspected++
    const why = suspected ? [evidence, SUSPECTED].filter((text) => text !== null).join('; ') : evidence
    this.#reject([...cells, reason, sinceDay === null ? null : fromDayNo(sinceDay), why, alternate], reason)
  }

  /** What cannot be read cannot be checked: it is rejected as it stands, in the first column. */
  writeHeld(before: number): void {
    this.#held.sort((l, r) => l.line - r.line)
    let next = 0
    while (next < this.#held.length && this.#held[next]!.line < before) {
      const { raw, reason, line } = this.#held[next++]!
      const row: Cell[] = new Array(this.#width).fill(null)
      row[0] = raw
      this.#unreadable++
      this.#reject([...row, 'unreadable', null, `line ${line}: ${reason}`, null], 'unreadable')
    }
    this.#held = this.#held.slice(next)
  }

  counts(): Omit<Scrubbed, 'notes'> {
    return {
      rows: this.#rows + this.#unreadable,
      clean: this.#clean,
      rejected: this.#rows - this.#clean + this.#unreadable,
      unknown: this.#unknown,
      unreadable: this.#unreadable,
      suspected: this.#suspected,
      byReason: this.#byReason,
    }
  }

  #reject(row: readonly Cell[], reason: string): void {
    this.#files.rejected.write(row)
    this.#byReason.set(reason, (this.#byReason.get(reason) ?? 0) + 1)
  }
}

const SUSPECTED = 'suspected: may be the same person'
