/** A stray quote that found another one further down: the rows between would be swallowed as one cell. */

import { CR, LF } from './csv-scanner.ts'

/** Columns from which on "each line is a whole row by itself" is no coincidence. */
const MIN_COLUMNS_TO_SUSPECT = 5

/** Whether every line of the record, which has line breaks in a quoted cell, would be a whole row by itself. */
export function areWholeRows(record: Buffer, delimiter: string, columns: number): boolean {
  if (columns < MIN_COLUMNS_TO_SUSPECT) return false
  const separator = delimiter.charCodeAt(0)
  let found = 1
  for (let i = 0; i <= record.length; i++) {
    const byte = i === record.length ? LF : record[i]
    if (byte === separator) found++
    else if (byte === LF || byte === CR) {
      if (byte === LF && i > 0 && record[i - 1] === CR) continue
      if (found !== columns) return false
      found = 1
    }
  }
  return true
}
