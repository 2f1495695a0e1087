/** Whether `--map` says what it was meant to say: columns that are there, names of fields spelled right. */

import { UserError } from '../base/errors.ts'
import { CLEANABLE_FIELDS, isField } from '../record/fields.ts'
import { didYouMean } from '../rules/suggest.ts'

/**
 * Returns what the user should know; `columns`: those of all files.
 * @throws UserError for a column that no file has.
 */
export function checkMap(map: ReadonlyMap<string, string>, columns: readonly string[]): string[] {
  const notes: string[] = []
  for (const [column, name] of map) {
    if (!columns.includes(column))
      throw new UserError(`There is no column ${column}${didYouMean(column, columns)}`.replace(/([^?])$/, '$1.'), {
        place: '--map',
        wayOut: `The columns are ${columns.join(', ')}.`,
      })
    if (!isField(name))
      notes.push(
        `${column} is compared as it is: ${name} is no field of goldpan${column === name ? '' : didYouMean(name, CLEANABLE_FIELDS)}`,
      )
  }
  return notes
}

/** @throws UserError where one file's columns cannot all be what the map says. */
export function checkMapOf(
  map: ReadonlyMap<string, string>,
  columns: readonly string[],
  id: string,
  path: string,
): void {
  const columnOf = new Map<string, string>()
  for (const [column, name] of map) {
    if (!columns.includes(column)) continue
    const other = columnOf.get(name)
    if (other !== undefined)
      throw new UserError(`${other} and ${column} are both mapped to ${name}.`, {
        place: path,
        wayOut: 'Map one of them, or give the other a name of its own.',
      })
    if (column === id)
      throw new UserError(`${column} holds the ids; it cannot be compared, too.`, {
        place: path,
        wayOut: 'Leave it out of --map.',
      })
    columnOf.set(name, column)
  }
}
