/** A raw row as one text: compact in the workspace, exact when unpacked. */

export const SEPARATOR = '\x1f'
export const ESCAPE = '\x1b'

/** Joins cells with U+001F; a cell that itself holds U+001F or U+001B is escaped, so unpacking is exact. */
export function packCells(cells: readonly string[]): string {
  const joined = cells.join(SEPARATOR)
  if (joined.includes(ESCAPE) || countSeparators(joined) !== cells.length - 1)
    return cells.map(escapeCell).join(SEPARATOR)
  return joined
}

/** The cells that {@link packCells} joined. */
export function unpackCells(packed: string): string[] {
  const cells = packed.split(SEPARATOR)
  return packed.includes(ESCAPE) ? cells.map(unescapeCell) : cells
}

function countSeparators(text: string): number {
  let n = 0
  for (let i = text.indexOf(SEPARATOR); i >= 0; i = text.indexOf(SEPARATOR, i + 1)) n++
  return n
}

const escapeCell = (cell: string): string => cell.replaceAll(ESCAPE, `${ESCAPE}e`).replaceAll(SEPARATOR, `${ESCAPE}s`)
const unescapeCell = (cell: string): string => cell.replaceAll(`${ESCAPE}s`, SEPARATOR).replaceAll(`${ESCAPE}e`, ESCAPE)
