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
/** Rows laid out at a time: they stay in the processor's memory until all their cells are there. */
const TILE = 1024

export function layOutRows(rows: number, asked: readonly Cell[]): RowCells {
  const empty = new Set([...new Set(asked.map(({ column }) => column))].filter(isEmpty))
  const kept: Cell[] = []
  const find = ({ column, trait }: Cell) => kept.findIndex((cell) => cell.column === column && cell.trait === trait)
  for (const cell of asked) if (!empty.has(cell.column) && find(cell) < 0) kept.push(cell)
  // The last place of a row is always 0.
  const width = Math.ceil((kept.length + 1) / GRAIN) * GRAIN
  const cells = sharedUint32(rows * width)
  for (let from = 0; from < rows; from += TILE) {
    const to = Math.min(rows, from + TILE)
    for (let place = 0; place < kept.length; place++) {
      const { column, trait } = kept[place]!
      if (trait === null) copyValues(cells, from * width + place, width, column, from, to)
      else copyTraits(cells, from * width + place, width, column, trait, from, to)
    }
  }
  return { cells, width, placeOf: (cell) => (empty.has(cell.column) ? width - 1 : find(cell)) }
}

function copyValues(cells: Uint32Array, first: number, width: number, column: ValueIds, from: number, to: number) {
  for (let row = from, at = first; row < to; row++, at += width) cells[at] = column[row]!
}

function copyTraits(
  cells: Uint32Array,
  first: number,
  width: number,
  column: ValueIds,
  trait: Uint32Array,
  from: number,
  to: number,
) {
  for (let row = from, at = first; row < to; row++, at += width) cells[at] = trait[column[row]!]!
}

function isEmpty(column: ValueIds): boolean {
  for (let row = 0; row < column.length; row++) if (column[row] !== 0) return false
  return true
}
