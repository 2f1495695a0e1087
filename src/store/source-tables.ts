/** Ingest: sources, their files, every raw row of a person source with its place, and what could not be read. */

import { Table } from './table.ts'

export interface SourceRow {
  /** Rank of the name among all sources: does not depend on their order in goldpan.yaml. */
  readonly source_no: number
  readonly name: string
  readonly role: string
  readonly brand: string
  readonly country: string | null
  /** JSON of SourceSpec. */
  readonly spec: string
  /** JSON array of the column names, in the order of `cells`. */
  readonly columns: string
  readonly rows: number
  readonly rejected: number
}

export const sources = new Table<SourceRow>('source', {
  source_no: 'INTEGER PRIMARY KEY',
  name: 'TEXT NOT NULL UNIQUE',
  role: 'TEXT NOT NULL',
  brand: 'TEXT NOT NULL',
  country: 'TEXT',
  spec: 'TEXT NOT NULL',
  columns: 'TEXT NOT NULL',
  rows: 'INTEGER NOT NULL',
  rejected: 'INTEGER NOT NULL',
})

export interface FileRow {
  readonly source_no: number
  readonly path: string
  readonly sha256: string
  readonly format: string
  readonly encoding: string | null
  /** Delimiter, quote and line ends as found, for people. */
  readonly dialect: string | null
}

export const files = new Table<FileRow>('file', {
  source_no: 'INTEGER PRIMARY KEY',
  path: 'TEXT NOT NULL',
  sha256: 'TEXT NOT NULL',
  format: 'TEXT NOT NULL',
  encoding: 'TEXT',
  dialect: 'TEXT',
})

/** Rows of the roles `customers` and `leads`, as they came. */
export interface SourceRecordRow {
  /** Dense, 0-based, source by source in the order of reading: internal, never in an output, never a tie-breaker. */
  readonly rec: number
  readonly source_no: number
  /** Line (or row, or element) in the file, 1-based. */
  readonly line: number
  /** The source's own key, else null. */
  readonly own_key: string | null
  /** Stable id of the record: hash of source name and own key, or of the content where there is no key. Unique. */
  readonly uid: string
  /** Packed cells (record/cells.ts) in the order of `source.columns`. */
  readonly cells: string
}

export const sourceRecords = new Table<SourceRecordRow>('source_record', {
  rec: 'INTEGER PRIMARY KEY',
  source_no: 'INTEGER NOT NULL',
  line: 'INTEGER NOT NULL',
  own_key: 'TEXT',
  uid: 'TEXT NOT NULL',
  cells: 'TEXT NOT NULL',
})

/** What could not be read, with the reason. */
export interface RejectRow {
  readonly source_no: number
  readonly line: number
  readonly reason: string
  /** The raw text, cut at 4,096 characters. */
  readonly raw: string
}

export const rejects = new Table<RejectRow>('reject', {
  source_no: 'INTEGER NOT NULL',
  line: 'INTEGER NOT NULL',
  reason: 'TEXT NOT NULL',
  raw: 'TEXT NOT NULL',
})
