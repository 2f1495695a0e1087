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
