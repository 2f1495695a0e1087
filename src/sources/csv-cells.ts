/** The cells of a scanned CSV record as strings: whatever its quotes, its NULs and its encoding. */

import { isUtf8 } from 'node:buffer'
import { decodeCell } from './csv-bytes.ts'
import { type CsvScanner, ESCAPED_CELL } from './csv-scanner.ts'
import type { Mendings } from './table.ts'

export interface CutOptions {
  readonly columns: number
  readonly delimiter: string
  readonly mendings: Mendings
}

/** Cells of the record that the scanner found at `at`; no more than there are columns, fewer where the record is short. */
export function cellsOf(scanner: CsvScanner, bytes: Buffer, at: number, options: CutOptions): string[] {
  const count = Math.min(scanner.cells, options.columns)
  let row: string[]
  if (scanner.hasHigh) row = highCells(scanner, bytes, at, options)
  else {
    // One decoded text per row: cells share it, and keeping a cell keeps its row alive, not the whole chunk.
    const text = bytes.toString('latin1', at, scanner.end)
    const { starts, ends } = scanner
    row = new Array(count)
    for (let c = 0; c < count; c++) row[c] = text.slice(starts[c]! - at, ends[c]! - at)
  }
  if (scanner.hasQuoted)
    for (let c = 0; c < count; c++) if (scanner.kinds[c] === ESCAPED_CELL) row[c] = row[c]!.replaceAll('""', '"')
  if (scanner.hasNul) {
    options.mendings.add('NUL bytes removed')
    row = row.map((cell) => cell.replaceAll('\0', ''))
  }
  return row
}

/** Cells of a row beyond ASCII. */
function highCells(scanner: CsvScanner, bytes: Buffer, at: number, options: CutOptions): string[] {
  const count = Math.min(scanner.cells, options.columns)
  const text = bytes.toString('utf8', at, scanner.end)
  const isBroken = text.includes('\ufffd') && !isUtf8(bytes.subarray(at, scanner.end))
  if (!isBroken && !scanner.hasQuoted && count === scanner.cells) return text.split(options.delimiter)
  if (isBroken) options.mendings.add('not valid UTF-8, the cells concerned read as windows-1252')
  const row: string[] = new Array(count)
  for (let c = 0; c < count; c++) row[c] = decodeCell(bytes.subarray(scanner.starts[c]!, scanner.ends[c]!))
  return row
}
