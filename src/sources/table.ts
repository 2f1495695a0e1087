/** What every format says about a table and how it hands out rows. */

import type { SourceFormat } from '../record/project.ts'
import { MAX_RAW_CHARS } from './limits.ts'

/** How to read one table of a file; what `goldpan.yaml` remembers of a {@link TableInfo}. */
export interface TableSpec {
  readonly format: SourceFormat
  /** Sheet, database table, archive member, or `member!sheet`; null when the file is one table. */
  readonly table: string | null
  /** Null: found out from the file's beginning. */
  readonly encoding: string | null
  /** Null: found out from the file's beginning. */
  readonly delimiter: string | null
  readonly header: boolean
}

export interface TableInfo extends TableSpec {
  readonly path: string
  /** Unique: a repeated `email` becomes `email (2)`, a blank one `column 3`. */
  readonly columns: readonly string[]
  /** For people: `; delimited, windows-1252, CRLF`. */
  readonly dialect: string | null
  /** For people, without personal data: renamed headers, skipped lines. */
  readonly notes: readonly string[]
}

export interface RowBatch {
  /** 1-based line (text), row (sheet, database) or element (JSON) at which each row starts. */
  readonly lines: readonly number[]
  /** Each row has exactly one cell per column; '' where there is nothing. */
  readonly rows: readonly (readonly string[])[]
}

/** What could not be read. */
export interface Reject {
  readonly line: number
  /** Without personal data. */
  readonly reason: string
  /** Cut at 4,096 characters. */
  readonly raw: string
}

export type OnReject = (reject: Reject) => void

/** A row that strings cannot hold. */
export interface OddRow {
  readonly line: number
  /**
   * `long`: a cell or the row is too long to be held; `bytes`: NUL bytes or half a surrogate pair; `quote`: a broken
   * quote, all quotes of the line taken as text; `cells`: more cells than the table has columns.
   */
  readonly why: 'long' | 'bytes' | 'quote' | 'cells'
}

/** Gets such rows cell by cell, as UTF-8 bytes in any number of pieces, each lent for the call only. */
export interface RowPieces {
  begin(row: OddRow): void
  piece(bytes: Uint8Array): void
  endCell(): void
  endRow(): void
}

/** Told once per kind at the end of reading: what was mended in accepted rows, and in how many. No personal data. */
export type OnNote = (note: string) => void

/** A reject with its raw text cut. */
export function makeReject(line: number, reason: string, raw: string): Reject {
  return { line, reason, raw: raw.length > MAX_RAW_CHARS ? raw.slice(0, MAX_RAW_CHARS) : raw }
}

/** Counts what was mended while reading. */
export class Mendings {
  readonly #counts = new Map<string, number>()

  add(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1)
  }

  tell(onNote: OnNote): void {
    for (const [what, count] of this.#counts) onNote(`${count} ${count === 1 ? 'row' : 'rows'}: ${what}`)
  }
}
