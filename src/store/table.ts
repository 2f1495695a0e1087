/** A table of the workspace declared as data: its SQL is made here and nowhere else. */

import type { Store } from './store.ts'

export type SqlValue = string | number | null

/** Column name → SQL type with constraints, in the order of the columns. */
export type ColumnTypes<Row> = { readonly [K in keyof Row]: string }

export interface TableOptions<Row> {
  /** Composite primary key; the table is then WITHOUT ROWID. */
  readonly primaryKey?: readonly (keyof Row & string)[]
}

export interface BulkInserter {
  insert(values: readonly SqlValue[]): void
  end(): void
}

const ROWS_PER_STATEMENT = 16

export class Table<Row extends { readonly [K in keyof Row]: SqlValue }> {
  readonly name: string
  readonly columns: readonly (keyof Row & string)[]
  readonly #types: ColumnTypes<Row>
  readonly #options: TableOptions<Row>

  constructor(name: string, types: ColumnTypes<Row>, options: TableOptions<Row> = {}) {
    this.name = name
    this.#types = types
    this.#options = options
    this.columns = Object.keys(types) as (keyof Row & string)[]
  }

  /** The statements that create it. */
  ddl(): string[] {
    const columns = this.columns.map((c) => `"${c}" ${this.#types[c]}`)
    const key = this.#options.primaryKey
    if (key) columns.push(`PRIMARY KEY (${quoteAll(key)})`)
    const create = `CREATE TABLE "${this.name}" (${columns.join(', ')})${key ? ' WITHOUT ROWID' : ''}`
    return [create]
  }

  clear(store: Store): void {
    store.db.exec(`DELETE FROM "${this.name}"`)
  }

  count(store: Store): number {
    return store.db.prepare(`SELECT count(*) FROM "${this.name}"`).pluck().get() as number
  }

  /** A function that inserts one row given as an array in the order of `columns` (the fast way: no object per row). */
  rawInserter(store: Store): (values: readonly SqlValue[]) => void {
    const marks = this.columns.map(() => '?').join(',')
    const statement = store.db.prepare(`INSERT INTO "${this.name}" (${quoteAll(this.columns)}) VALUES (${marks})`)
    return (values) => {
      statement.run(values as SqlValue[])
    }
  }

  /**
   * Inserts many rows a statement, a third faster than {@link rawInserter}: `insert` takes a row (of `columns`; the others
   * become null) and copies it, `end` writes what is still held back and must be called before anything reads the table.
   */
  bulkInserter(store: Store, columns: readonly (keyof Row & string)[] = this.columns): BulkInserter {
    const width = columns.length
    const row = `(${columns.map(() => '?').join(',')})`
    const insert = (rows: number) =>
      store.db.prepare(`INSERT INTO "${this.name}" (${quoteAll(columns)}) VALUES ${Array(rows).fill(row).join(',')}`)
    const [one, many] = [insert(1), insert(ROWS_PER_STATEMENT)]
    let held: SqlValue[] = []
    return {
      insert(values) {
        for (let i = 0; i < width; i++) held.push(values[i]!)
        if (held.length < width * ROWS_PER_STATEMENT) return
        many.run(held)
        held = []
      },
      end() {
        for (let i = 0; i < held.length; i += width) one.run(held.slice(i, i + width))
        held = []
      },
    }
  }

  insertAll(store: Store, rows: Iterable<Row>): number {
    const insert = this.rawInserter(store)
    let n = 0
    for (const row of rows) {
      insert(this.columns.map((c) => row[c]))
      n++
    }
    return n
  }

  /** All rows as objects; `orderBy` is a list of columns. Iterates without loading the table. */
  *all(store: Store, orderBy: readonly (keyof Row & string)[] = []): IterableIterator<Row> {
    yield* store.db.prepare(`SELECT * FROM "${this.name}"${order(orderBy)}`).iterate() as IterableIterator<Row>
  }

  /** Chosen columns of all rows as arrays (the fast way to read); iterates without loading the table. */
  *raw(
    store: Store,
    columns: readonly (keyof Row & string)[],
    orderBy: readonly (keyof Row & string)[] = [],
  ): IterableIterator<SqlValue[]> {
    const statement = store.db.prepare(`SELECT ${quoteAll(columns)} FROM "${this.name}"${order(orderBy)}`)
    yield* statement.raw().iterate() as IterableIterator<SqlValue[]>
  }

  /** Deletes rows where every given column equals the given value (null matches null). */
  delete(store: Store, match: Partial<Row>): void {
    const keys = Object.keys(match) as (keyof Row & string)[]
    const conditions = keys.map((k) => `"${k}" IS ?`).join(' AND ')
    store.db.prepare(`DELETE FROM "${this.name}" WHERE ${conditions}`).run(...keys.map((k) => match[k] as SqlValue))
  }

  /** Rows where every given column equals the given value (null matches null). */
  where(store: Store, match: Partial<Row>, orderBy: readonly (keyof Row & string)[] = []): Row[] {
    const keys = Object.keys(match) as (keyof Row & string)[]
    const conditions = keys.map((k) => `"${k}" IS ?`).join(' AND ')
    const sql = `SELECT * FROM "${this.name}" WHERE ${conditions || '1'}${order(orderBy)}`
    return store.db.prepare(sql).all(...keys.map((k) => match[k] as SqlValue)) as Row[]
  }
}

const quoteAll = (names: readonly string[]): string => names.map((n) => `"${n}"`).join(', ')
const order = (columns: readonly string[]): string => (columns.length ? ` ORDER BY ${quoteAll(columns)}` : '')
