/** A table that is read as a whole and never by row: a row of SQLite holds a block of rows, one text per column. */

import { compareText } from '../base/order.ts'
import { type RowBlock, RowPacker, unpackColumn } from '../record/row-block.ts'
import type { Store } from './store.ts'
import type { BulkInserter, SqlValue } from './table.ts'

export class PackedTable<Row extends { readonly [K in keyof Row]: SqlValue }> {
  readonly name: string
  readonly columns: readonly (keyof Row & string)[]

  constructor(name: string, columns: { readonly [K in keyof Row]: true }) {
    this.name = name
    this.columns = Object.keys(columns) as (keyof Row & string)[]
  }

  /** The statements that create it. */
  ddl(): string[] {
    const columns = this.columns.map((c) => `"${c}" TEXT`)
    return [
      `CREATE TABLE "${this.name}" (block_no INTEGER PRIMARY KEY, block_rows INTEGER NOT NULL, ${columns.join(', ')})`,
    ]
  }

  clear(store: Store): void {
    store.db.exec(`DELETE FROM "${this.name}"`)
  }

  count(store: Store): number {
    return store.db.prepare(`SELECT coalesce(sum(block_rows), 0) FROM "${this.name}"`).pluck().get() as number
  }

  /**
   * A function that stores a block whose columns are those of the table, in its order. Blocks are read in the order of
   * their numbers (from 1; null: behind the last one).
   */
  blockInserter(store: Store): (block: RowBlock, blockNo?: number | null) => void {
    const names = this.columns.map((c) => `"${c}"`).join(', ')
    const marks = this.columns.map(() => '?').join(', ')
    const insert = store.db.prepare(
      `INSERT INTO "${this.name}" (block_no, block_rows, ${names}) VALUES (?, ?, ${marks})`,
    )
    return ({ rows, columns }, blockNo = null) => {
      insert.run(blockNo, rows, ...columns)
    }
  }

  /** As {@link Table.bulkInserter}: `end` writes what is still held back. */
  bulkInserter(store: Store): BulkInserter {
    const insert = this.blockInserter(store)
    const packer = new RowPacker(this.columns.length, this.joinedColumn, (block) => insert(block))
    return { insert: (values) => packer.add(values), end: () => packer.end() }
  }

  /** Place of the column of raw cells; -1 where there is none. */
  get joinedColumn(): number {
    return (this.columns as readonly string[]).indexOf('cells')
  }

  insertAll(store: Store, rows: Iterable<Row>): void {
    const bulk = this.bulkInserter(store)
    for (const row of rows) bulk.insert(this.columns.map((c) => row[c]))
    bulk.end()
  }

  /**
   * Chosen columns of all rows in blocks, in the order they were stored: `block[column][row]`. With `only`, of the blocks
   * whose rows all have that value.
   */
  *blocks(
    store: Store,
    columns: readonly (keyof Row & string)[],
    only: { readonly column: keyof Row & string; readonly value: string | number } | null = null,
  ): IterableIterator<SqlValue[][]> {
    const names = columns.map((c) => `, "${c}"`).join('')
    const filter = only === null ? '' : ` AND "${only.column}" = ?`
    const wanted = only === null ? [] : [JSON.stringify(only.value)]
    const read = store.db.prepare(
      `SELECT block_no, block_rows${names} FROM "${this.name}" WHERE block_no > ?${filter} LIMIT 1`,
    )
    for (let after = 0; ; ) {
      const found = read.raw().get(after, ...wanted) as [number, number, ...(string | null)[]] | undefined
      if (found === undefined) return
      const [block, rows, ...packed] = found
      yield packed.map((column) => unpackColumn(column, rows))
      after = block
    }
  }

  /** All rows as objects; `orderBy` is for small tables: it sorts them in memory. */
  *all(store: Store, orderBy: readonly (keyof Row & string)[] = []): IterableIterator<Row> {
    if (orderBy.length > 0) {
      yield* [...this.all(store)].sort(byColumns(orderBy))
      return
    }
    for (const block of this.blocks(store, this.columns))
      for (let i = 0; i < block[0]!.length; i++) yield this.#row(block, i)
  }

  /** Rows where every given column equals the given value (null matches null). Looks through all blocks. */
  where(store: Store, match: Partial<Row>, orderBy: readonly (keyof Row & string)[] = []): Row[] {
    const keys = Object.keys(match) as (keyof Row & string)[]
    const wanted = keys.map((key) => match[key] ?? null)
    return this.#find(store, keys, (values) => values.every((value, k) => value === wanted[k])).sort(byColumns(orderBy))
  }

  /** Rows whose column has one of the values. Looks through all blocks. */
  whereIn(store: Store, column: keyof Row & string, wanted: ReadonlySet<SqlValue>): Row[] {
    return this.#find(store, [column], ([value]) => wanted.has(value!))
  }

  #find(store: Store, keys: readonly (keyof Row & string)[], fits: (values: readonly SqlValue[]) => boolean): Row[] {
    const found: Row[] = []
    let nth = 0
    for (const block of this.blocks(store, keys)) {
      const hits = Array.from(block[0] ?? [], (_, i) => i).filter((i) => fits(block.map((column) => column[i]!)))
      if (hits.length > 0) {
        const whole = this.#nthBlock(store, nth)
        found.push(...hits.map((i) => this.#row(whole, i)))
      }
      nth++
    }
    return found
  }

  #nthBlock(store: Store, nth: number): SqlValue[][] {
    const names = this.columns.map((c) => `, "${c}"`).join('')
    const [rows, ...packed] = store.db
      .prepare(`SELECT block_rows${names} FROM "${this.name}" ORDER BY block_no LIMIT 1 OFFSET ?`)
      .raw()
      .get(nth) as [number, ...(string | null)[]]
    return packed.map((column) => unpackColumn(column, rows))
  }

  #row(block: readonly SqlValue[][], i: number): Row {
    return Object.fromEntries(this.columns.map((c, at) => [c, block[at]![i]])) as Row
  }

  /** Takes back the blocks of one source: ingest never mixes sources in a block. */
  deleteSource(store: Store, sourceNo: number): void {
    store.db.prepare(`DELETE FROM "${this.name}" WHERE source_no = ?`).run(String(sourceNo))
  }

  /** Deletes the blocks whose rows all have the value. */
  deleteBlocks(store: Store, column: keyof Row & string, value: string | number): void {
    store.db.prepare(`DELETE FROM "${this.name}" WHERE "${column}" = ?`).run(JSON.stringify(value))
  }
}

/** As SQLite orders: null, then numbers, then texts. */
export function compareValues(l: SqlValue, r: SqlValue): number {
  if (l === null || r === null) return Number(l !== null) - Number(r !== null)
  if (typeof l === 'number' && typeof r === 'number') return l - r
  if (typeof l === 'string' && typeof r === 'string') return compareText(l, r)
  return typeof l === 'number' ? -1 : 1
}

function byColumns<Row extends { readonly [K in keyof Row]: SqlValue }>(
  columns: readonly (keyof Row & string)[],
): (l: Row, r: Row) => number {
  return (l, r) => columns.map((c) => compareValues(l[c], r[c])).find((sign) => sign !== 0) ?? 0
}
