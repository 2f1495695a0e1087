/** Columns that hold the customers' key under a name of the house: the same header, and values, in a list where each stands once. */

import { headerTokens, joinTokens } from './header-tokens.ts'

/** The beginning of a table; rows have one cell per column. */
export interface SampledTable {
  readonly columns: readonly string[]
  readonly header: boolean
  readonly rows: readonly (readonly string[])[]
  /** A list of people: only there a key can tell who somebody is. */
  readonly isPeople: boolean
  /** There may be more rows than these. */
  readonly isCut: boolean
}

/** Keys carry a digit and are one word; dates and amounts are none. */
const KEY = /^(?=.*\d)[\p{L}\d][\p{L}\d_/-]{0,39}$/u
const DATE = /^\d{1,4}[/-]\d{1,2}[/-]\d{1,4}$/
const MIN_ROWS = 5
/** Share of the values of one table that must stand in the other, where both were read as a whole. */
const MIN_SHARED = 0.3

interface Column {
  readonly table: number
  readonly name: string
  readonly values: ReadonlySet<string>
  readonly isKey: boolean
  readonly isCut: boolean
}

/** By table: names of its columns that are such keys. */
export function sharedKeys(tables: readonly SampledTable[]): readonly ReadonlySet<string>[] {
  const byHeader = new Map<string, Column[]>()
  for (const [table, sampled] of tables.entries())
    for (const [header, column] of keyLike(table, sampled)) {
      const known = byHeader.get(header)
      if (known === undefined) byHeader.set(header, [column])
      else known.push(column)
    }
  const found = tables.map(() => new Set<string>())
  for (const columns of byHeader.values())
    for (const key of columns) {
      if (!key.isKey) continue
      for (const other of columns) {
        if (other.table === key.table || !overlap(other, key)) continue
        found[key.table]!.add(key.name)
        found[other.table]!.add(other.name)
      }
    }
  return found
}

function* keyLike(table: number, { columns, header, rows, isPeople, isCut }: SampledTable): Iterable<[string, Column]> {
  if (!header || rows.length < MIN_ROWS) return
  for (const [at, name] of columns.entries()) {
    const cells = rows.map((row) => (row[at] ?? '').trim()).filter((cell) => cell !== '')
    const fit = cells.filter((cell) => KEY.test(cell) && !DATE.test(cell)).length
    if (cells.length < MIN_ROWS || fit < cells.length * 0.95) continue
    const values = new Set(cells)
    const isKey = isPeople && cells.length === rows.length && values.size === cells.length
    yield [joinTokens(headerTokens(name)), { table, name, values, isKey, isCut }]
  }
}

/** Of files read in part only the beginnings can be compared, and those may be different people's. */
function overlap(events: Column, key: Column): boolean {
  let shared = 0
  for (const value of events.values) if (key.values.has(value)) shared++
  return shared >= events.values.size * MIN_SHARED || (key.isCut && shared > 0)
}
