/** Takes one person's data out of every table: whole rows where that can be, else the cells; then the file is written anew. */

import { compareText } from '../base/order.ts'
import { packColumn } from '../record/row-block.ts'
import { columnBlocks } from './column-blocks.ts'
import { blankPersonKeys } from './golden-table.ts'
import { PackedTable } from './packed-table.ts'
import type { Store } from './store.ts'
import type { SqlValue } from './table.ts'
import {
  cleaned,
  persons,
  rememberedIds,
  rememberedRecords,
  sourceRecords,
  stageStates,
  TABLES,
  tombstones,
} from './tables.ts'

export interface ErasedPerson {
  readonly personNo: number | null
  readonly personId: string | null
  readonly recs: ReadonlySet<number>
  readonly uids: ReadonlySet<string>
  /** Nobody else's e-mail addresses, numbers and the like, in lower case: a row that has one somewhere is about them. */
  readonly marks: readonly string[]
  /** Words which together in one text mean them, in lower case: given name, last name, postcode or street. */
  readonly together: readonly (readonly string[])[]
  /** By source that events come from, as number and as name: the customer numbers that are theirs. */
  readonly customerRefs: ReadonlyMap<number | string, ReadonlySet<string>>
}

/** Numbers of the sources that rows were taken out of. */
export function eraseRows(store: Store, given: ErasedPerson): ReadonlySet<number> {
  const touched = new Set<number>()
  const person = { ...given, personIds: idsOfPerson(store, given.personId) }
  const erase = store.db.transaction(() => {
    for (const table of TABLES) {
      if (KEPT_TABLES.has(table.name)) continue
      if (table instanceof PackedTable)
        erasePacked(store, table as unknown as PackedTable<AnyRow>, person, touched, dropRow)
      else erasePlain(store, table.name, table.columns, person, touched)
    }
    erasePacked(
      store,
      cleaned as unknown as PackedTable<AnyRow>,
      { ...person, marks: [], together: [] },
      touched,
      (row, columns) => columns.map((column, c) => (column === 'rec' ? row[c]! : null)),
    )
    blankRecords(store, person, touched)
    blankPerson(store, person, touched)
    forget(store, person)
  })
  erase.immediate()
  return touched
}

/** The id of today, and those that were merged away into it: campaigns and states of the past stand under them. */
function idsOfPerson(store: Store, personId: string | null): ReadonlySet<string> {
  if (personId === null) return new Set()
  const ids = store.db
    .prepare(
      `WITH RECURSIVE one (id) AS (
         VALUES (?) UNION SELECT p.old_id FROM one o JOIN person_history p ON p.new_id = o.id AND p.kind = 'merged')
       SELECT id FROM one`,
    )
    .pluck()
    .all(personId) as string[]
  return new Set(ids)
}

type Wanted = ErasedPerson & { readonly personIds: ReadonlySet<string> }

/** Writes the file anew, without what was deleted, and empties the write-ahead log. */
export function shredFreePages(store: Store): void {
  store.db.pragma('wal_checkpoint(TRUNCATE)')
  store.db.exec('VACUUM')
  store.db.pragma('wal_checkpoint(TRUNCATE)')
}

/** Places in other tables (the row stays, with nothing in it), or no person's data. */
const KEPT_TABLES: ReadonlySet<string> = new Set(
  [sourceRecords, cleaned, persons, rememberedIds, rememberedRecords, tombstones, stageStates].map((t) => t.name),
)

type AnyRow = { readonly [column: string]: SqlValue }
type Replace = (row: readonly SqlValue[], columns: readonly string[]) => readonly SqlValue[] | null
const dropRow: Replace = () => null

function erasePacked(
  store: Store,
  table: PackedTable<AnyRow>,
  person: Wanted,
  touched: Set<number>,
  replace: Replace,
): void {
  const isTheirs = rowTest(table.columns, person)
  const sourceAt = table.columns.indexOf('source_no')
  const changed: { readonly no: number; readonly rows: readonly (readonly SqlValue[])[] }[] = []
  const numbers = store.db.prepare(`SELECT block_no FROM "${table.name}" ORDER BY block_no`).pluck().all() as number[]
  let nth = 0
  for (const block of columnBlocks(store, table, table.columns)) {
    const no = numbers[nth++]!
    const rows: (readonly SqlValue[])[] = []
    let hits = 0
    for (let i = 0; i < block[0]!.length; i++) {
      const row = block.map((column) => column[i]!)
      if (!isTheirs(row)) {
        rows.push(row)
        continue
      }
      hits++
      if (sourceAt >= 0) touched.add(row[sourceAt] as number)
      const instead = replace(row, table.columns)
      if (instead !== null) rows.push(instead)
    }
    if (hits > 0) changed.push({ no, rows })
  }
  const remove = store.db.prepare(`DELETE FROM "${table.name}" WHERE block_no = ?`)
  const insert = table.blockInserter(store)
  for (const { no, rows } of changed) {
    remove.run(no)
    if (rows.length === 0) continue
    const columns = table.columns.map((_, c) =>
      packColumn(
        rows.map((row) => row[c]!),
        c === table.joinedColumn,
      ),
    )
    insert({ rows: rows.length, columns }, no)
  }
}

function erasePlain(
  store: Store,
  name: string,
  columns: readonly string[],
  person: Wanted,
  touched: Set<number>,
): void {
  const isTheirs = rowTest(columns, person)
  const sourceAt = columns.indexOf('source_no')
  const keys = keyColumns(store, name)
  const quoted = (all: readonly string[]): string => all.map((c) => `"${c}"`).join(', ')
  const read = store.db.prepare(`SELECT ${quoted([...keys, ...columns])} FROM "${name}"`).raw()
  const found: SqlValue[][] = []
  for (const values of read.iterate() as Iterable<SqlValue[]>) {
    const row = values.slice(keys.length)
    if (!isTheirs(row)) continue
    // Descriptions of sources hold no person, whatever words stand in them.
    if (name === 'source' || name === 'file') continue
    found.push(values.slice(0, keys.length))
    if (sourceAt >= 0) touched.add(row[sourceAt] as number)
  }
  const remove = store.db.prepare(`DELETE FROM "${name}" WHERE ${keys.map((key) => `"${key}" = ?`).join(' AND ')}`)
  for (const key of found) remove.run(...key)
}

/** What tells the rows of a table apart: its primary key, or the row's number. */
function keyColumns(store: Store, name: string): readonly string[] {
  const sql = store.db.prepare(`SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?`).pluck().get(name)
  if (!/WITHOUT ROWID/i.test(String(sql))) return ['rowid']
  const columns = store.db.pragma(`table_info("${name}")`) as { readonly name: string; readonly pk: number }[]
  return columns
    .filter((c) => c.pk > 0)
    .sort((l, r) => l.pk - r.pk || compareText(l.name, r.name))
    .map((c) => c.name)
}

const REC: ReadonlySet<string> = new Set(['rec', 'rec_l', 'rec_r'])
const PERSON: ReadonlySet<string> = new Set(['person_no', 'person_l', 'person_r'])
const UID: ReadonlySet<string> = new Set(['uid', 'uid_l', 'uid_r'])
const PERSON_ID: ReadonlySet<string> = new Set(['person_id', 'old_id', 'new_id'])

function rowTest(columns: readonly string[], person: Wanted): (row: readonly SqlValue[]) => boolean {
  const { personNo, personIds, recs, uids, marks, together, customerRefs } = person
  const refAt = columns.indexOf('customer_ref')
  const sourceAt = columns.includes('source_no') ? columns.indexOf('source_no') : columns.indexOf('source')
  const says = (text: string): boolean => {
    const folded = text.toLowerCase()
    return (
      marks.some((mark) => folded.includes(mark)) || together.some((words) => words.every((w) => folded.includes(w)))
    )
  }
  return (row) => {
    for (let c = 0; c < columns.length; c++) {
      const [column, value] = [columns[c]!, row[c]]
      if (value === null || value === undefined) continue
      if (typeof value === 'number') {
        if (REC.has(column) ? recs.has(value) : PERSON.has(column) && value === personNo) return true
      } else if (UID.has(column) ? uids.has(value) : PERSON_ID.has(column) && personIds.has(value)) return true
      else if (c === refAt && customerRefs.get(row[sourceAt] ?? '')?.has(value) === true) return true
      else if (value.length >= MIN_TEXT && says(value)) return true
    }
    return false
  }
}

const MIN_TEXT = 5

function blankRecords(store: Store, { recs }: ErasedPerson, touched: Set<number>): void {
  const source = store.db.prepare('SELECT source_no FROM source_record WHERE rec = ?').pluck()
  const blank = store.db.prepare(
    `UPDATE source_record SET own_key = NULL, uid = 'erased~' || lower(hex(randomblob(8))), cells = '' WHERE rec = ?`,
  )
  for (const rec of recs) {
    touched.add(source.get(rec) as number)
    blank.run(rec)
  }
}

/** The person's row stays, with nothing in it. */
function blankPerson(store: Store, person: Wanted, touched: Set<number>): void {
  if (person.personNo === null) return
  const id = blankPersonKeys(store, person.personNo)
  const byNumber = { ...person, personIds: new Set<string>(), marks: [], together: [] }
  erasePacked(store, persons as unknown as PackedTable<AnyRow>, byNumber, touched, (row, columns) =>
    columns.map((column, c) => (column === 'person_id' ? id : KEPT.has(column) ? row[c]! : null)),
  )
}
const KEPT: ReadonlySet<string> = new Set(['person_no', 'person_id', 'records', 'sources'])

/** Who was who: their uids and id become names that mean nobody. */
function forget(store: Store, { uids, personIds }: Wanted): void {
  const replaceIn = (table: string, column: string, all: ReadonlySet<string>): void => {
    const update = store.db.prepare(`UPDATE "${table}" SET "${column}" = ? WHERE block = ?`)
    const rows = store.db.prepare(`SELECT block, "${column}" AS texts FROM "${table}"`).all() as {
      block: number
      texts: string
    }[]
    for (const { block, texts } of rows) {
      const list = JSON.parse(texts) as string[]
      if (!list.some((text) => all.has(text))) continue
      const names = list.map((text, i) => (all.has(text) ? `erased~${block}.${i}` : text))
      update.run(JSON.stringify(names), block)
    }
  }
  replaceIn(rememberedRecords.name, 'uids', uids)
  if (personIds.size > 0) replaceIn(rememberedIds.name, 'ids', personIds)
}
