/** What comparisons read, row by row: all that most pairs need of a row lies in one or two lines of memory. */

import type { ValueIds } from './plan.ts'
import { sharedUint32 } from './shared-memory.ts'

/** A cell of every row: the value's number in a column or, with a trait, what the trait says of that value. */
export interface Cell {
  readonly column: ValueIds
  /** Value → word. */
  readonly trait: Uint32Array | null
}

export interface RowCells {
  readonly cells: Uint32Array
  /** Cells a row; row `i` begins at `i * width`. */
  readonly width: number
  /** Where in a row each of the asked cells is; equal ones, and all that are empty throughout, are kept once. */
  readonly placeOf: (cell: Cell) => number
}

/** Rows of so many cells or a multiple do not straddle more memory lines than they must. */
const GRAIN = 4

export function layOutRows(rows: number, asked: readonly Cell[]): RowCells {
  const empty = new Set(asked.map(({ column }) => column).filter((column) => column.every((value) => value === 0)))
  const kept: Cell[] = []
  const find = ({ column, trait }: Cell) => kept.findIndex((cell) => cell.column === column && cell.trait === trait)
  for (const cell of asked) if (!empty.has(cell.column) && find(cell) < 0) kept.push(cell)
  // The last place of a row is always 0.
  const width = Math.ceil((kept.length + 1) / GRAIN) * GRAIN
  const cells = sharedUint32(rows * width)
  for (const [place, { column, trait }] of kept.entries())
    for (let row = 0, at = place; row < rows; row++, at += width)
      cells[at] = trait === null ? column[row]! : trait[column[row]!]!
  return { cells, width, placeOf: (cell) => (empty.has(cell.column) ? width - 1 : find(cell)) }
}
