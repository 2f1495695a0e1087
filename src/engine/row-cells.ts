/** The columns that comparisons read, row by row: what a pair needs of a row lies in one or two lines of memory. */

import type { ComparisonPlan } from './plan.ts'
import { sharedUint32 } from './shared-memory.ts'

export interface RowCells {
  readonly cells: Uint32Array
  /** Cells a row; row `i` begins at `i * width`. */
  readonly width: number
  /** By comparison: the places of its columns within a row. */
  readonly places: readonly (readonly number[])[]
}

/** Widths are rounded up to this many cells, so that a row does not straddle more memory lines than it must. */
const GRAIN = 4

export function layOutRows(rows: number, comparisons: readonly ComparisonPlan[]): RowCells {
  const columns = [...new Set(comparisons.flatMap((c) => c.columns))]
  const width = Math.ceil(columns.length / GRAIN) * GRAIN
  const cells = sharedUint32(rows * width)
  for (const [place, column] of columns.entries())
    for (let row = 0, at = place; row < rows; row++, at += width) cells[at] = column[row]!
  return { cells, width, places: comparisons.map((c) => c.columns.map((column) => columns.indexOf(column))) }
}
