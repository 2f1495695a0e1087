/** Writes CSV as RFC 4180 has it (comma, LF, UTF-8, quotes only where needed), fast, and whole or not at all. */

import { openPending } from './atomic.ts'

export type Cell = string | number | null

export interface CsvOptions {
  /**
   * For files that people open in a spreadsheet: text cells that a spreadsheet would run as a formula (`=`, `+`, `-`,
   * `@`, tab or CR in front) get a `'` in front. Plain numbers and phone numbers such as +49 30 123456 stay as they
   * are: digits and spacing cannot make a formula that does anything. Off by default, as it changes the data.
   */
  readonly guardFormulas?: boolean
}

export interface CsvFile {
  /** One row; null is an empty cell. */
  write(cells: readonly Cell[]): void
  /** One row that is CSV already ({@link csvText}), without the end of its line. */
  writeText(line: string): void
  /** A part of a line, as the bytes of CSV that it is. */
  writePiece(bytes: Uint8Array): void
  /** Renames the file into place. */
  close(): void
  /** Leaves nothing behind; harmless after `close`. */
  abort(): void
}

const FLUSH_CHARS = 64 * 1024
const NEEDS_QUOTES = /[",\r\n]|^[ \t]|[ \t]$/
const FORMULA = /^[=+\-@\t\r]/
/** A sign, digits, spacing, one decimal part, an exponent: a number or a phone number. */
const PLAIN_NUMBER = /^[+-]?\(?\d[\d\s().,/-]*(?:[eE][+-]?\d+)?$/

/** Opens a CSV file and writes its header. Rows must have as many cells as `columns`. */
export function openCsv(path: string, columns: readonly string[], options: CsvOptions = {}): CsvFile {
  const file = openPending(path)
  const text = options.guardFormulas === true ? (cell: string) => quoted(guarded(cell)) : quoted
  let buffer = ''
  let bytes = Buffer.allocUnsafe(4 * FLUSH_CHARS)
  const flush = (): void => {
    // A UTF-16 unit takes three bytes at most.
    if (buffer.length * 3 > bytes.length) bytes = Buffer.allocUnsafe(buffer.length * 3)
    file.write(bytes.subarray(0, bytes.write(buffer)))
    buffer = ''
  }
  const putText = (line: string): void => {
    buffer += line
    buffer += '\n'
    if (buffer.length > FLUSH_CHARS) flush()
  }
  const put = (cells: readonly Cell[]): void => {
    const line = join(cells, text)
    // A row of one empty cell would read back as a blank line, which holds no row.
    putText(line === '' && cells.length === 1 ? '""' : line)
  }
  put(columns)
  return {
    write(cells) {
      if (cells.length !== columns.length)
        throw new RangeError(`a row of ${cells.length} cells for ${columns.length} columns`)
      put(cells)
    },
    writeText: putText,
    writePiece(bytes) {
      flush()
      file.write(bytes)
    },
    close() {
      flush()
      file.commit()
    },
    abort: () => file.abort(),
  }
}

/** Cells as they stand in a line, quoted where needed, for lines put together from parts; formulas are not guarded. */
export const csvText = (cells: readonly Cell[]): string => join(cells, quoted)

function join(cells: readonly Cell[], text: (cell: string) => string): string {
  let line = ''
  for (let c = 0; c < cells.length; c++) {
    if (c > 0) line += ','
    const cell = cells[c]
    if (typeof cell === 'string') line += cell === '' ? '' : text(cell)
    else if (typeof cell === 'number') line += cell
  }
  return line
}

function quoted(cell: string): string {
  if (!NEEDS_QUOTES.test(cell)) return cell
  return cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : `"${cell}"`
}

const guarded = (cell: string): string => (FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell)
