/** Writes rows that strings cannot hold (a cell of a gigabyte, NUL bytes) as they come, cell by cell, byte for byte. */

import type { CsvFile } from '../sinks/csv.ts'
import { decodeCell } from '../sources/csv-bytes.ts'
import { hasHalfPair } from '../sources/faithful-rows.ts'
import type { OddRow, RowPieces } from '../sources/source.ts'

/** Bytes of a cell that are held back before it is written in pieces; no address or number is as long. */
const MOST_HELD = 64 * 1024
/** Bytes whose quotes are doubled at a time. */
const WINDOW = 1024 * 1024
const COMMA = Buffer.from(',')
const QUOTE = Buffer.from('"')
const NEEDS_QUOTES = /[",\r\n]|^[ \t]|[ \t]$/

interface Table {
  /** Columns of the file. */
  readonly columns: number
  readonly delimiter: string
}

interface EndOfRow {
  /** Columns that are looked at. */
  readonly wanted: readonly number[]
  /** The CSV text behind the row's own cells; `textOf`: a wanted cell, null where it is too long to be looked at. */
  readonly end: (row: OddRow, textOf: (column: number) => string | null) => string
}

export class OddRowWriter implements RowPieces {
  readonly #csv: CsvFile
  readonly #last: number
  readonly #delimiter: Buffer
  readonly #after: EndOfRow
  #row: OddRow = { line: 0, why: 'long' }
  #cell = 0
  /** The last column is full: one more cell is joined to it. */
  #owesDelimiter = false
  readonly #held = Buffer.alloc(MOST_HELD)
  #heldBytes = 0
  /** The cell was too long to hold, and is being written. */
  #isOpen = false
  readonly #texts = new Map<number, string | null>()

  constructor(csv: CsvFile, { columns, delimiter }: Table, after: EndOfRow) {
    this.#csv = csv
    this.#last = columns - 1
    this.#delimiter = Buffer.from(delimiter)
    this.#after = after
  }

  begin(row: OddRow): void {
    this.#row = row
    this.#cell = 0
    this.#owesDelimiter = false
    this.#texts.clear()
  }

  piece(bytes: Uint8Array): void {
    this.#payDelimiter()
    this.#put(bytes)
  }

  endCell(): void {
    this.#payDelimiter()
    if (this.#cell < this.#last) this.#close(this.#cell)
    this.#cell++
    this.#owesDelimiter = this.#cell > this.#last
  }

  endRow(): void {
    for (let column = Math.min(this.#cell, this.#last); column <= this.#last; column++) this.#close(column)
    this.#csv.writePiece(Buffer.from(`${this.#after.end(this.#row, (column) => this.#texts.get(column) ?? null)}\n`))
  }

  #payDelimiter(): void {
    if (this.#owesDelimiter) this.#put(this.#delimiter)
    this.#owesDelimiter = false
  }

  #put(bytes: Uint8Array): void {
    if (this.#heldBytes + bytes.length > MOST_HELD) this.#writeHeld()
    if (bytes.length > MOST_HELD) this.#writeDoubled(bytes)
    else {
      this.#held.set(bytes, this.#heldBytes)
      this.#heldBytes += bytes.length
    }
  }

  /** The cell at hand is too long to be held: what there is of it goes out. */
  #writeHeld(): void {
    if (!this.#isOpen) {
      this.#isOpen = true
      this.#writeSeparator(Math.min(this.#cell, this.#last))
      this.#csv.writePiece(QUOTE)
    }
    this.#writeDoubled(this.#held.subarray(0, this.#heldBytes))
    this.#heldBytes = 0
  }

  #close(column: number): void {
    const isWanted = this.#after.wanted.includes(column)
    if (this.#isOpen) {
      this.#writeHeld()
      this.#csv.writePiece(QUOTE)
      if (isWanted) this.#texts.set(column, null)
    } else {
      const bytes = this.#held.subarray(0, this.#heldBytes)
      if (isWanted) this.#texts.set(column, hasHalfPair(bytes) ? bytes.toString('utf8') : decodeCell(bytes))
      this.#writeSeparator(column)
      const isQuoted = NEEDS_QUOTES.test(bytes.toString('latin1'))
      if (isQuoted) this.#csv.writePiece(QUOTE)
      this.#writeDoubled(bytes)
      if (isQuoted) this.#csv.writePiece(QUOTE)
    }
    this.#heldBytes = 0
    this.#isOpen = false
  }

  #writeSeparator(column: number): void {
    if (column > 0) this.#csv.writePiece(COMMA)
  }

  #writeDoubled(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += WINDOW) {
      const window = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(WINDOW, bytes.length - at))
      const isPlain = window.indexOf(0x22) < 0
      this.#csv.writePiece(isPlain ? window : Buffer.from(window.toString('latin1').replaceAll('"', '""'), 'latin1'))
    }
  }
}
