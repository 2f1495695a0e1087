/** The state of reading one CSV text: bytes in, batches of rows out, records cut by the scanner and judged here. */

import { CellBatch } from './cell-batch.ts'
import type { CsvLayout } from './csv.ts'
import { decodeCell, findLineEnd, isOnlyNuls } from './csv-bytes.ts'
import { type CutOptions, cellsOf } from './csv-cells.ts'
import { CR, CsvScanner, ESCAPED_CELL, LF } from './csv-scanner.ts'
import { lastWholeCharacter } from './encoding.ts'
import { hasHalfPair } from './faithful-rows.ts'
import type { Takers } from './format.ts'
import { BATCH_ROWS, MAX_CELL_BYTES, MAX_RAW_CHARS, MAX_ROW_BYTES } from './limits.ts'
import { LongRecord } from './long-record.ts'
import { PlainRows } from './plain-rows.ts'
import { RepeatedHeader } from './repeated-header.ts'
import { areWholeRows } from './swallowed-rows.ts'
import { type Mendings, makeReject, type OddRow, type OnReject, type RowBatch, type RowPieces } from './table.ts'

const DOS_END_OF_FILE = 0x1a
const SHORT = 'fewer cells than columns, the missing ones at the end taken as empty'

interface Step {
  readonly batch: RowBatch
  /** Offset up to which the bytes are used up. */
  readonly next: number
  /** No further row can be had from these bytes. */
  readonly isDrained: boolean
  /** A record begins at `next` whose end is too far away to be seen: {@link CsvReader.settle} wants to know if it is one. */
  readonly hasDoubt: boolean
}

interface Outlets {
  /** Where rows go cell by cell; null: as strings. */
  readonly takers: Takers | null
  /** Where rows go that strings cannot hold; null: they are rejected. */
  readonly pieces: RowPieces | null
  readonly onReject: OnReject
  readonly mendings: Mendings
}

/** What came of reading one record, where it is no offset. */
const NEEDS_MORE = -1
/** The rows before it must be handed out first. */
const NEEDS_FLUSH = -2
const IN_DOUBT = -3

export class CsvReader {
  readonly #scanner: CsvScanner
  readonly #columns: number
  readonly #delimiter: string
  readonly #cut: CutOptions
  /** Where rows go as cells, not as strings. */
  readonly #batch: CellBatch | null
  readonly #header: RepeatedHeader
  readonly #plain: PlainRows | null
  readonly #onReject: OnReject
  readonly #pieces: RowPieces | null
  /** The record being handed on in pieces. */
  #long: LongRecord | null = null
  /** The record at hand was doubted, and is none: its line stands alone. */
  #isUnlawful = false
  /** Blank lines since the last row, in a table of one column: rows, where another row follows. */
  #blanks = 0
  readonly #mendings: Mendings
  #line: number
  /** Bytes still to be passed over before the first data row. */
  #toSkip: number
  /** Inside a line that was too long to hold: passing over it. */
  #isSkippingLine = false
  /** The last thing read was a line with a broken quote; a short line after it is likely its rest. */
  #isAfterBroken = false
  #lines: number[] = []
  #rows: string[][] = []

  constructor(layout: CsvLayout, { takers, pieces, onReject, mendings }: Outlets) {
    this.#columns = layout.columnCount
    this.#delimiter = layout.delimiter
    this.#header = new RepeatedHeader(layout.headerCells)
    this.#batch = takers === null ? null : new CellBatch(takers, layout.columnCount)
    this.#plain =
      this.#batch === null ? null : new PlainRows(layout.delimiter, layout.columnCount, this.#header, this.#batch)
    this.#scanner = new CsvScanner(layout.delimiter, layout.columnCount)
    this.#onReject = onReject
    this.#pieces = pieces
    this.#mendings = mendings
    this.#cut = { columns: layout.columnCount, delimiter: layout.delimiter, mendings }
    this.#line = layout.dataLine
    this.#toSkip = layout.dataOffset
  }

  /** Reads up to a batch of rows from `bytes[from..]`. */
  read(bytes: Buffer, from: number, isLast: boolean): Step {
    this.#lines = []
    this.#rows = []
    let at = this.#passOver(bytes, from, isLast)
    let next = at
    while (this.#rows.length < BATCH_ROWS) {
      at = this.#takePlain(bytes, at)
      if (at >= bytes.length) next = NEEDS_MORE
      else if (this.#long !== null) next = this.#goOn(this.#long, bytes, at, isLast)
      else next = this.#readOne(bytes, at, isLast)
      if (next < 0) break
      at = next
    }
    this.#batch?.flush(bytes)
    const batch = { lines: this.#lines, rows: this.#rows }
    return { batch, next: at, isDrained: next === NEEDS_MORE, hasDoubt: next === IN_DOUBT }
  }

  /** The offset after the rows from `at` on that need no judgement. */
  #takePlain(bytes: Buffer, at: number): number {
    if (this.#plain === null || at >= bytes.length) return at
    const rows = this.#plain.take(bytes, at)
    if (rows === 0) return at
    this.#line += rows
    this.#isAfterBroken = false
    return this.#plain.next
  }

  /** Answers the doubt about the record at hand. */
  settle(isLawful: boolean): void {
    if (isLawful) this.#beginLong('record')
    else this.#isUnlawful = true
  }

  #beginLong(mode: 'record' | 'line'): void {
    if (this.#pieces === null) return
    this.#pieces.begin({ line: this.#line, why: mode === 'line' ? 'quote' : 'long' })
    this.#long = new LongRecord(this.#delimiter, mode, this.#pieces)
  }

  #passOver(bytes: Buffer, from: number, isLast: boolean): number {
    const skipped = Math.min(this.#toSkip, bytes.length - from)
    this.#toSkip -= skipped
    const at = from + skipped
    if (this.#long !== null) return this.#goOn(this.#long, bytes, at, isLast)
    return this.#isSkippingLine ? this.#skipLine(bytes, at, isLast) : at
  }

  /** Hands on what the bytes hold of a long record. */
  #goOn(long: LongRecord, bytes: Buffer, at: number, isLast: boolean): number {
    const end = long.feed(bytes, at, isLast)
    if (end < 0) return bytes.length
    this.#pieces?.endRow()
    this.#line += long.innerLines + 1
    this.#long = null
    return end
  }

  /** Reads one record at `at`; the offset after it, or one of the answers that are none. */
  #readOne(bytes: Buffer, at: number, isLast: boolean): number {
    if (this.#blanks > 0 && bytes[at] !== LF && bytes[at] !== CR && !this.#giveBlanks()) return NEEDS_FLUSH
    if (this.#isUnlawful) return this.#recover(bytes, at, isLast)
    const scanner = this.#scanner
    const result = scanner.scan(bytes, at, bytes.length, isLast)
    if (result === 'more' && bytes.length - at <= MAX_ROW_BYTES) return NEEDS_MORE
    if (result !== 'record') {
      if (this.#pieces === null || (result === 'broken' && !scanner.isTooLong)) return this.#recover(bytes, at, isLast)
      return this.#rows.length > 0 ? NEEDS_FLUSH : IN_DOUBT
    }
    if (scanner.innerLines > 0 && areWholeRows(bytes.subarray(at, scanner.end), this.#delimiter, this.#columns))
      return this.#recover(bytes, at, isLast)
    if (this.#pieces !== null) {
      if (!this.#keep(bytes, at, this.#pieces)) return NEEDS_FLUSH
    } else this.#isAfterBroken = this.#accept(bytes, at) === 'rest of broken'
    this.#line += scanner.innerLines + (scanner.next > scanner.end ? 1 : 0)
    return scanner.next
  }

  /** The record that the scanner holds becomes a row or goes to `pieces`; false: not yet, rows stand before it. */
  #keep(bytes: Buffer, at: number, pieces: RowPieces): boolean {
    const { end, hasNul, hasExtra, hasHigh, longest } = this.#scanner
    if (end === at) {
      if (this.#columns === 1) this.#blanks++
      return true
    }
    if (end === at + 1 && bytes[at] === DOS_END_OF_FILE && end === bytes.length) return true
    const isOddBytes = hasNul || (hasHigh && hasHalfPair(bytes.subarray(at, end)))
    const why = longest > MAX_CELL_BYTES ? 'long' : hasExtra ? 'cells' : isOddBytes ? 'bytes' : null
    if (why !== null) return this.#giveOdd(bytes.subarray(at, end), why, pieces)
    const row = cellsOf(this.#scanner, bytes, at, this.#cut)
    this.#pad(row)
    this.#lines.push(this.#line)
    this.#rows.push(row)
    return true
  }

  #giveOdd(record: Buffer, why: OddRow['why'], pieces: RowPieces): boolean {
    if (this.#rows.length > 0) return false
    pieces.begin({ line: this.#line, why })
    new LongRecord(this.#delimiter, why === 'quote' ? 'line' : 'record', pieces).feed(record, 0, true)
    pieces.endRow()
    return true
  }

  /** The blank lines before a row become rows; false where there are more of them than a batch holds. */
  #giveBlanks(): boolean {
    for (; this.#blanks > 0 && this.#rows.length < BATCH_ROWS; this.#blanks--) {
      this.#lines.push(this.#line - this.#blanks)
      this.#rows.push([''])
    }
    return this.#blanks === 0
  }

  /** The record that the scanner holds becomes a row or a reject. */
  #accept(bytes: Buffer, at: number): 'done' | 'rest of broken' {
    const { cells, end, hasNul, hasExtra, longest } = this.#scanner
    if (end === at || (end === at + 1 && bytes[at] === DOS_END_OF_FILE)) return 'done' // a blank line holds nothing
    if (longest > MAX_CELL_BYTES) this.#reject(bytes, at, end, `a cell is longer than ${MAX_CELL_BYTES} bytes`)
    else if (hasExtra) this.#reject(bytes, at, end, `${cells} cells where the table has ${this.#columns} columns`)
    else if (cells < this.#columns && this.#isAfterBroken) {
      this.#reject(
        bytes,
        at,
        end,
        `${cells} of ${this.#columns} cells, after a line with a broken quote: likely its rest`,
      )
      return 'rest of broken'
    } else if (hasNul && isOnlyNuls(bytes, at, end)) this.#reject(bytes, at, end, 'nothing but NUL bytes')
    else this.#push(bytes, at, end)
    return 'done'
  }

  #push(bytes: Buffer, at: number, end: number): void {
    const batch = this.#batch
    if (batch !== null && this.#isPlain(bytes, at, end)) {
      batch.add(bytes, this.#scanner)
      if (this.#scanner.cells < this.#columns) this.#mendings.add(SHORT)
    } else {
      const row = cellsOf(this.#scanner, bytes, at, this.#cut)
      if (this.#header.isRow(row)) {
        this.#reject(bytes, at, end, 'the header again')
        return
      }
      this.#pad(row)
      if (batch === null) {
        this.#lines.push(this.#line)
        this.#rows.push(row)
      } else batch.addTexts(bytes, row)
    }
  }

  #pad(row: string[]): void {
    if (row.length >= this.#columns) return
    this.#mendings.add(SHORT)
    while (row.length < this.#columns) row.push('')
  }

  /** Its cells can be taken from the bytes as they stand: whole UTF-8, nothing doubled or to be left out, surely no header. */
  #isPlain(bytes: Buffer, at: number, end: number): boolean {
    const { cells, kinds, starts, ends, hasNul, hasQuoted, hasHigh } = this.#scanner
    if (hasNul || this.#header.mayBegin(bytes, starts[0]!, ends[0]!)) return false
    if (hasQuoted) for (let c = 0; c < cells && c < this.#columns; c++) if (kinds[c] === ESCAPED_CELL) return false
    return !hasHigh || this.#plain === null || this.#plain.isUtf8(bytes, at, end)
  }

  /** The quote at `at` is broken: judge its line alone, and go on with the next one. −1: needs more bytes. */
  #recover(bytes: Buffer, at: number, isLast: boolean): number {
    const lineEnd = findLineEnd(bytes, at)
    if (lineEnd < 0 && !isLast)
      return bytes.length - at > MAX_ROW_BYTES ? this.#giveGiant(bytes, at, isLast) : NEEDS_MORE
    const end = lineEnd < 0 ? bytes.length : lineEnd
    if (bytes[end] === CR && end + 1 >= bytes.length && !isLast) return NEEDS_MORE
    const scanner = this.#scanner
    const isWhole = end - at <= MAX_ROW_BYTES && scanner.scan(bytes, at, end, true, true) === 'record'
    if (
      isWhole &&
      scanner.cells === this.#columns &&
      scanner.hasQuoted &&
      !scanner.hasExtra &&
      scanner.longest <= MAX_CELL_BYTES
    ) {
      this.#mendings.add('a quote inside a quoted cell was not doubled, taken as text')
      this.#push(bytes, at, end)
      this.#isAfterBroken = false
    } else if (this.#pieces === null) {
      this.#reject(bytes, at, end, 'a quote is opened and not closed rightly')
      this.#isAfterBroken = true
    } else if (!this.#giveOdd(bytes.subarray(at, end), 'quote', this.#pieces)) return NEEDS_FLUSH
    this.#isUnlawful = false
    this.#line++
    return end >= bytes.length ? end : bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1
  }

  #giveGiant(bytes: Buffer, at: number, isLast: boolean): number {
    if (this.#pieces !== null) {
      if (this.#rows.length > 0) return NEEDS_FLUSH
      this.#isUnlawful = false
      this.#beginLong('line')
      return at
    }
    this.#reject(bytes, at, bytes.length, `a row is longer than ${MAX_ROW_BYTES} bytes`)
    this.#isSkippingLine = true
    return this.#skipLine(bytes, at, isLast)
  }

  #skipLine(bytes: Buffer, at: number, isLast: boolean): number {
    const end = findLineEnd(bytes, at)
    // A CR at the very end may have its LF in the next chunk: kept back until that is known.
    if (end < 0) return bytes.length
    if (bytes[end] === CR && end + 1 >= bytes.length && !isLast) return end
    this.#isSkippingLine = false
    this.#line++
    return bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1
  }

  #reject(bytes: Buffer, at: number, end: number, reason: string): void {
    const cut = bytes.subarray(at, Math.min(end, at + MAX_RAW_CHARS * 4))
    const raw = decodeCell(cut.length < end - at ? cut.subarray(0, lastWholeCharacter(cut)) : cut)
    this.#onReject(makeReject(this.#line, reason, raw))
  }
}
