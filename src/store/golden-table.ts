/** Golden records, packed for those who read them all; their ids, sizes and households also by row, for SQL. */

import { CLEAN_FIELDS, type CleanField } from '../record/fields.ts'
import { unpackColumn } from '../record/row-block.ts'
import { PackedTable } from './packed-table.ts'
import type { Store } from './store.ts'
import { type BulkInserter, type SqlValue, Table } from './table.ts'

interface PersonKeys {
  /** Rank of person_id: dense, 0-based. */
  readonly person_no: number
  readonly person_id: string
  readonly records: number
  readonly sources: number
  readonly household_id: string | null
}

export type PersonRow = PersonKeys & { readonly [F in CleanField]: string | null }

/** The table that SQL joins: `person`. */
const keys = new Table<PersonKeys>('person', {
  person_no: 'INTEGER PRIMARY KEY',
  person_id: 'TEXT NOT NULL UNIQUE',
  records: 'INTEGER NOT NULL',
  sources: 'INTEGER NOT NULL',
  household_id: 'TEXT',
})

const COLUMNS = Object.fromEntries([...keys.columns, ...CLEAN_FIELDS].map((c) => [c, true])) as {
  readonly [K in keyof PersonRow]: true
}

/** Rows must come by person_no. */
class PersonTable extends PackedTable<PersonRow> {
  constructor() {
    super('golden', COLUMNS)
  }

  override ddl(): string[] {
    return [...super.ddl(), ...keys.ddl().map((sql) => sql.replace('CREATE TABLE', 'CREATE TABLE IF NOT EXISTS'))]
  }

  override clear(store: Store): void {
    super.clear(store)
    keys.clear(store)
  }

  override bulkInserter(store: Store): BulkInserter {
    const [whole, byRow] = [super.bulkInserter(store), keys.bulkInserter(store)]
    return {
      insert(values: readonly SqlValue[]) {
        whole.insert(values)
        byRow.insert(values)
      },
      end() {
        whole.end()
        byRow.end()
      },
    }
  }
}

export const persons: PackedTable<PersonRow> = new PersonTable()

/** One person's golden record; undefined where there is no such person. Looks through one block. */
export function goldenRecord(store: Store, personNo: number): PersonRow | undefined {
  const columns = persons.columns.map((c) => `, "${c}"`).join('')
  const read = store.db.prepare(
    `SELECT block_rows${columns} FROM golden WHERE block_no = (
       SELECT min(block_no) FROM (SELECT block_no, sum(block_rows) OVER (ORDER BY block_no) AS upto FROM golden) WHERE upto > ?)`,
  )
  const [rows, ...packed] = (read.raw().get(personNo) as [number, ...(string | null)[]] | undefined) ?? [0]
  const block = packed.map((column) => unpackColumn(column, rows))
  const at = block[0]?.indexOf(personNo) ?? -1
  if (at < 0) return undefined
  return Object.fromEntries(persons.columns.map((c, i) => [c, block[i]![at]])) as unknown as PersonRow // as it was inserted
}

/** Empties what the person's row for SQL says and gives them an id that means nobody. */
export function blankPersonKeys(store: Store, personNo: number): string {
  return store.db
    .prepare(
      `UPDATE person SET person_id = 'erased~' || lower(hex(randomblob(8))), household_id = NULL
       WHERE person_no = ? RETURNING person_id`,
    )
    .pluck()
    .get(personNo) as string
}

/** Takes over a workspace whose table of persons held the whole records. */
export function takeOverPersons(store: Store): void {
  const { db } = store
  const columns = db.prepare("SELECT name FROM pragma_table_info('person')").pluck().all() as string[]
  if (!columns.includes('email')) return
  db.exec('ALTER TABLE person RENAME TO person_before')
  db.exec(`DROP TABLE IF EXISTS "${persons.name}"`)
  for (const sql of persons.ddl()) db.exec(sql)
  const read = db.prepare('SELECT * FROM person_before WHERE person_no >= ? ORDER BY person_no LIMIT 10000')
  const bulk = persons.bulkInserter(store)
  for (let from = 0; ; ) {
    const rows = read.all(from) as PersonRow[]
    if (rows.length === 0) break
    for (const row of rows) bulk.insert(persons.columns.map((c) => row[c] ?? null))
    from = rows.at(-1)!.person_no + 1
  }
  bulk.end()
  db.exec('DROP TABLE person_before')
}
