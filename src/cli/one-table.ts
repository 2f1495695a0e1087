/** Files that hold one table, and the columns that a command was told to use. */

import { UserError } from '../base/errors.ts'
import { inspectFile, type TableInfo } from '../sources/source.ts'
import { fold } from '../text/fold.ts'

/** The only table of a file. */
export async function oneTable(path: string): Promise<TableInfo> {
  const tables = await inspectFile(path)
  if (tables.length === 1) return tables[0]!
  throw new UserError(tables.length === 0 ? 'The file holds no table.' : `The file holds ${tables.length} tables.`, {
    place: path,
    wayOut:
      tables.length === 0 ? 'Give a CSV, JSON, XLSX or SQLite file.' : 'Export the one you mean to a file of its own.',
  })
}

/** Index of the named column: exactly so, else but for case and punctuation. */
export function requireColumn(info: TableInfo, name: string, place: string): number {
  const exact = info.columns.indexOf(name)
  const at = exact >= 0 ? exact : info.columns.findIndex((column) => fold(column) === fold(name))
  if (at >= 0) return at
  throw new UserError(`There is no column "${name}".`, {
    place,
    wayOut: `The columns are ${info.columns.join(', ')}.`,
  })
}
