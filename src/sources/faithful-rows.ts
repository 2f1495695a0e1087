/** What it takes to hand every row of a CSV text on as it stands: which records are lawful, which bytes no string holds. */

import { isUtf8 } from 'node:buffer'
import type { CsvLayout } from './csv.ts'
import { CR, LF } from './csv-scanner.ts'
import { type CellPieces, LongRecord } from './long-record.ts'

/**
 * Whether the text begins with a record by RFC 4180, whatever its length. False also where a stray quote found another
 * one far below, and nearly all lines between them are rows by themselves.
 */
export async function isLawfulRecord(
  chunks: AsyncIterable<Buffer>,
  { delimiter, columnCount }: CsvLayout,
): Promise<boolean> {
  const lines = new LineCounter(delimiter.charCodeAt(0), columnCount)
  const record = new LongRecord(delimiter, 'record', lines)
  let end = -1
  for await (const bytes of chunks) {
    end = record.feed(bytes, 0, false)
    if (end >= 0 || record.isBroken) break
  }
  if (end < 0 && !record.isBroken) record.feed(Buffer.alloc(0), 0, true)
  if (record.isBroken) return false
  return record.innerLines === 0 || (record.cells <= columnCount && !lines.areRows)
}

const ROWS_BY_THEMSELVES = 0.9
const MIN_COLUMNS_TO_SUSPECT = 3
const QUOTE = 34

/** Counts the lines that stand whole within cells, and those of them that would be a row of their own. */
class LineCounter implements CellPieces {
  readonly #delimiter: number
  readonly #columns: number
  #lines = 0
  #rows = 0
  #delimiters = 0
  /** Before the first line end of a cell: the rest of a line that began outside. */
  #isFirst = true
  #isBlank = true
  #hasQuote = false

  constructor(delimiter: number, columns: number) {
    this.#delimiter = delimiter
    this.#columns = columns
  }

  /** In a narrow table many a text has lines like rows; a quote that is doubled was written by a quoting hand. */
  get areRows(): boolean {
    const isWide = this.#columns >= MIN_COLUMNS_TO_SUSPECT
    return isWide && !this.#hasQuote && this.#lines > 0 && this.#rows >= this.#lines * ROWS_BY_THEMSELVES
  }

  piece(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === this.#delimiter) this.#delimiters++
      else if (byte === LF || byte === CR) this.#endLine()
      else {
        this.#isBlank = false
        if (byte === QUOTE) this.#hasQuote = true
      }
    }
  }

  endCell(): void {
    this.#isFirst = true
    this.#delimiters = 0
    this.#isBlank = true
  }

  #endLine(): void {
    if (!this.#isFirst && !(this.#isBlank && this.#delimiters === 0)) {
      this.#lines++
      if (this.#delimiters === this.#columns - 1) this.#rows++
    }
    this.#isFirst = false
    this.#delimiters = 0
    this.#isBlank = true
  }
}

/** Whether bytes that are no UTF-8 hold half a surrogate pair, as JavaScript and Java write it: a string cannot keep it. */
export function hasHalfPair(bytes: Buffer): boolean {
  if (isUtf8(bytes)) return false
  for (let i = bytes.indexOf(0xed); i >= 0; i = bytes.indexOf(0xed, i + 1))
    if ((bytes[i + 1] ?? 0) >= 0xa0 && (bytes[i + 1] ?? 0) <= 0xbf && ((bytes[i + 2] ?? 0) & 0xc0) === 0x80) return true
  return false
}
