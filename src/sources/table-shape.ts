/** Of a table's first rows: which one names the columns, what stands before it, and what the columns are called. */

import { type ColumnNames, nameColumns, numberColumns } from './column-names.ts'
import { looksLikeHeader } from './header.ts'

/** Lines of title and remarks before the header that are believed. */
const MAX_PREAMBLE = 20

/** A note. */
export const NO_ROWS = 'a header and no rows'

export interface TableShape {
  readonly header: boolean
  readonly columns: readonly string[]
  /** Index into the rows given: the first that is data. */
  readonly firstData: number
  readonly notes: readonly string[]
}

/**
 * @param rows the first rows, without blank ones
 * @param given whether there is a header; null: to be found out
 */
export function tableShape(rows: readonly (readonly string[])[], given: boolean | null, place: string): TableShape {
  const width = usualWidth(rows.map((cells) => cells.length))
  const skipped = given === false ? 0 : preambleLength(rows, width)
  const first = rows[skipped] ?? []
  const body = rows.slice(skipped + 1)
  const header = given ?? looksLikeHeader(first, body)
  if (!header) return { header, ...numberColumns(width, place), firstData: 0 }
  const { columns, notes } = nameHeader(first, body, place)
  const skipNote = skipped === 0 ? [] : [`${skipped} ${skipped === 1 ? 'line' : 'lines'} before the header skipped`]
  const emptyNote = body.length === 0 ? [NO_ROWS] : []
  return { header, columns, firstData: skipped + 1, notes: [...notes, ...skipNote, ...emptyNote] }
}

/** The header, widened where most rows are wider (R writes row names in front, without a heading). */
function nameHeader(header: readonly string[], body: readonly (readonly string[])[], place: string): ColumnNames {
  const wider = body.filter((cells) => cells.slice(header.length).some((cell) => cell !== ''))
  const width = usualWidth(wider.map((cells) => cells.length))
  if (wider.length * 2 <= body.length) return nameColumns(header, 0, place)
  const isRowNames = width === header.length + 1 && new Set(body.map((cells) => cells[0])).size === body.length
  const named = nameColumns(isRowNames ? ['', ...header] : header, width, place)
  return { columns: named.columns, notes: [...named.notes, `the header names ${header.length} of ${width} columns`] }
}

/** The most frequent number of cells; of two equally frequent ones the larger. */
export function usualWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
  let best = 0
  let bestCount = 0
  for (const [width, count] of counts) {
    if (count > bestCount || (count === bestCount && width > best)) {
      best = width
      bestCount = count
    }
  }
  return best
}

/** How many rows stand before the header: titles and remarks fill one cell where the table has three or more. */
function preambleLength(rows: readonly (readonly string[])[], width: number): number {
  if (width < 3) return 0
  let n = 0
  while (n < Math.min(MAX_PREAMBLE, rows.length - 1) && isRemark(rows[n]!)) n++
  return (rows[n]?.length ?? 0) >= width / 2 ? n : 0
}

/** An address or a number alone on its line is data: a list must not lose it. */
function isRemark(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  return filled.length <= 1 && !filled.some((cell) => cell.includes('@') || /^[\d\s+()/.-]+$/.test(cell))
}
