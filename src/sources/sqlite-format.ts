/** SQLite database files as a format: each table read-only, nothing written beside the file. */

import { isUtf8 } from 'node:buffer'
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { UserError } from '../base/errors.ts'
import { readAll } from './bytes.ts'
import { checkColumnCount, nameColumns } from './column-names.ts'
import { type Format, type Location, placeOf, tableName } from './format.ts'
import { BATCH_ROWS, MAX_CELL_BYTES, MAX_PACKED_DATABASE_BYTES } from './limits.ts'
import { makeReject, type TableInfo } from './table.ts'

export const sqliteFormat: Format = {
  async inspect(at) {
    return withDatabase(at, (db) => tablesOf(db).map((table) => infoOf(at, db, table)))
  },

  async *read(at, inner, _spec, { onReject }) {
    const db = await openDatabase(at)
    try {
      const table = inner === null ? onlyTable(db, at) : checkTable(db, inner, at)
      let lines: number[] = []
      let rows: string[][] = []
      let line = 0
      const statement = db
        .prepare(`SELECT * FROM ${quote(table)}`)
        .raw()
        .safeIntegers()
      for (const values of statement.iterate() as IterableIterator<unknown[]>) {
        line++
        const row = values.map(cellOf)
        if (row.some((cell) => cell.length > MAX_CELL_BYTES))
          onReject(makeReject(line, `a cell is longer than ${MAX_CELL_BYTES} characters`, cutRow(row)))
        else {
          lines.push(line)
          rows.push(row)
        }
        if (rows.length < BATCH_ROWS) continue
        yield { lines, rows }
        lines = []
        rows = []
      }
      if (rows.length > 0) yield { lines, rows }
    } catch (cause) {
      throw cause instanceof UserError ? cause : unreadable(at, cause)
    } finally {
      db.close()
    }
  },
}

function infoOf(at: Location, db: Database.Database, table: string): TableInfo {
  const given = columnsOf(db, table)
  checkColumnCount(given.length, `${placeOf(at)}!${table}`)
  const { columns, notes } = nameColumns(given, given.length, placeOf(at))
  return {
    path: at.path,
    table: tableName(at, table),
    format: 'sqlite',
    encoding: null,
    delimiter: null,
    header: true,
    columns,
    dialect: 'SQLite table',
    notes,
  }
}

async function withDatabase<T>(at: Location, use: (db: Database.Database) => T): Promise<T> {
  const db = await openDatabase(at)
  try {
    return use(db)
  } catch (cause) {
    throw cause instanceof UserError ? cause : unreadable(at, cause)
  } finally {
    db.close()
  }
}

async function openDatabase(at: Location): Promise<Database.Database> {
  try {
    const db = await connect(at)
    db.pragma('trusted_schema = OFF')
    db.pragma('query_only = ON')
    return db
  } catch (cause) {
    throw cause instanceof UserError ? cause : unreadable(at, cause)
  }
}

/** Bytes 18 and 19 of the header: 2 means write-ahead log, 1 the rollback journal. */
const JOURNAL_VERSION_AT = 18

/**
 * Opening a write-ahead-log database even for reading makes files beside it. So where no log is left to be read, its
 * bytes are opened in memory with the journal version turned back.
 */
async function connect(at: Location): Promise<Database.Database> {
  const head = at.member === null ? readStart(at.path) : null
  if (head === null || head[0] === 0x1f) return fromBytes(await readAll(at.path, at.member, MAX_PACKED_DATABASE_BYTES))
  const hasLog = existsSync(`${at.path}-wal`) && statSync(`${at.path}-wal`).size > 0
  const isLogged = head[JOURNAL_VERSION_AT] === 2
  if (isLogged && !hasLog && statSync(at.path).size <= MAX_PACKED_DATABASE_BYTES)
    return fromBytes(readFileSync(at.path))
  return new Database(at.path, { readonly: true, fileMustExist: true })
}

function fromBytes(bytes: Buffer): Database.Database {
  if (bytes[JOURNAL_VERSION_AT] === 2) bytes.fill(1, JOURNAL_VERSION_AT, JOURNAL_VERSION_AT + 2)
  return new Database(bytes)
}

function readStart(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(100)
    readSync(file, head, 0, 100, 0)
    return head
  } finally {
    closeSync(file)
  }
}

/** Ordinary tables: no views, virtual or internal tables, whose reading would run what the file says. */
function tablesOf(db: Database.Database): string[] {
  const sql = `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`
  return (db.prepare(sql).pluck().all() as unknown[]).filter((name): name is string => typeof name === 'string')
}

function checkTable(db: Database.Database, table: string, at: Location): string {
  if (tablesOf(db).includes(table)) return table
  throw new UserError('the database has no such table', {
    place: `${placeOf(at)}!${table}`,
    wayOut: 'run goldpan init to list its tables',
  })
}

function onlyTable(db: Database.Database, at: Location): string {
  const tables = tablesOf(db)
  if (tables.length === 1) return tables[0]!
  throw new UserError(`the database holds ${tables.length} tables`, {
    place: placeOf(at),
    wayOut: 'name one as "table" in goldpan.yaml',
  })
}

function columnsOf(db: Database.Database, table: string): string[] {
  return db
    .prepare(`SELECT * FROM ${quote(table)}`)
    .columns()
    .map((c) => c.name)
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (!Buffer.isBuffer(value)) return String(value)
  return isUtf8(value) ? value.toString('utf8') : `0x${value.toString('hex')}`
}

const cutRow = (row: readonly string[]): string => row.map((cell) => cell.slice(0, 200)).join(', ')
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

const unreadable = (at: Location, cause: unknown): UserError =>
  new UserError('the SQLite database cannot be read', {
    place: placeOf(at),
    wayOut: 'check it with "PRAGMA integrity_check", or export its tables as CSV',
    cause,
  })
