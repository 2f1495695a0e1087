/**
 * The quick way through a CSV text: rows with nothing to judge go straight from the bytes to the batch of cells. First all
 * bytes of a window that may end a cell are found, without a branch to be guessed wrongly, then the rows between them.
 */

import { isUtf8 } from 'node:buffer'
import type { CellBatch } from './cell-batch.ts'
import { CR, LF } from './csv-scanner.ts'
import { lastWholeCharacter } from './encoding.ts'
import type { RepeatedHeader } from './repeated-header.ts'

/** Classes of bytes; 0 is what cells are made of. */
const IS_DELIMITER = 1
const IS_LINE_END = 2
const IS_QUOTE = 3
const IS_ODD = 4

const QUOTE = 34
/** What came of a row, where it is no offset: it needs judging, or the window ends before it. */
const IS_NOT_PLAIN = -1
const IS_CUT_OFF = -2
/** Bytes and marks of a window stay in the processor's cache. A row that is longer takes the slow way. */
const WINDOW = 16_384

export class PlainRows {
  readonly #batch: CellBatch
  readonly #columns: number
  readonly #header: RepeatedHeader
  readonly #classes = new Uint8Array(256)
  /** By byte 1 where its class is not 0. */
  readonly #isMark = new Uint8Array(256)
  readonly #isDelimiter = new Uint8Array(256)
  /** The bytes at hand, and how much of them is known to be UTF-8. */
  #judged: Buffer | null = null
  #utf8Bytes = 0
  /** Offsets of the marks from `#windowStart` to `#windowEnd`; those before `#mark` are done with. */
  readonly #marks = new Int32Array(WINDOW + 1)
  #count = 0
  #mark = 0
  #windowStart = 0
  #windowEnd = 0
  /** Where the row begins that comes after those taken. */
  next = 0
  #taken = 0

  constructor(delimiter: string, columns: number, header: RepeatedHeader, batch: CellBatch) {
    this.#batch = batch
    this.#columns = columns
    this.#header = header
    this.#classes[0] = IS_ODD
    this.#classes[LF] = this.#classes[CR] = IS_LINE_END
    this.#classes[QUOTE] = IS_QUOTE
    this.#classes[delimiter.charCodeAt(0)] = IS_DELIMITER
    this.#isDelimiter[delimiter.charCodeAt(0)] = 1
  }

  /** Hands on the rows from `at` on, up to the first that is to be judged; how many. That one is at {@link next}. */
  take(bytes: Buffer, at: number): number {
    this.next = at
    // In a table of one column a blank line is no row.
    if (this.#columns === 1) return 0
    this.#judge(bytes)
    const before = this.#taken
    for (;;) {
      if (this.next >= this.#windowEnd) this.#findMarks(bytes, this.next)
      this.#cutRows(bytes, this.#batch.makeRoom(bytes))
      this.#batch.makeRoom(bytes)
      // The first that had quotes, or that the window cut off.
      const next = this.#cutRow(bytes, this.next, this.#batch.rows)
      if (next >= 0) this.#pass(next, 1)
      else if (next === IS_CUT_OFF && this.next > this.#windowStart && this.#windowEnd < bytes.length)
        this.#findMarks(bytes, this.next)
      else return this.#taken - before
    }
  }

  #pass(next: number, rows: number): void {
    this.#batch.rows += rows
    this.#taken += rows
    this.next = next
  }

  /** Takes up to `most` rows of the window, up to the first with a quote. */
  #cutRows(bytes: Buffer, most: number): void {
    const [isDelimiter, marks, count, columns] = [this.#isDelimiter, this.#marks, this.#count, this.#columns]
    const { starts, ends, bases } = this.#batch
    const last = columns - 1
    const first = this.#batch.rows
    let row = first
    let at = this.next
    let mark = this.#mark
    // What was read another way since.
    while (mark < count && marks[mark]! < at) mark++
    for (; row < first + most && mark + columns <= count; row++) {
      let start = at
      let column = 0
      for (; column < last; column++) {
        const end = marks[mark + column]!
        if (isDelimiter[bytes[end]!] === 0) break
        const place = bases[column]! + row
        starts[place] = start
        ends[place] = end
        start = end + 1
      }
      const end = marks[mark + last]!
      if (column < last || bytes[end] !== LF) break
      const place = bases[last]! + row
      starts[place] = start
      ends[place] = end
      const head = bases[0]! + row
      if (this.#header.mayBegin(bytes, starts[head]!, ends[head]!)) break
      mark += columns
      at = end + 1
    }
    this.#mark = mark
    this.#pass(at, row - first)
  }

  isUtf8(bytes: Buffer, at: number, end: number): boolean {
    this.#judge(bytes)
    return end <= this.#utf8Bytes || isUtf8(bytes.subarray(at, end))
  }

  #judge(bytes: Buffer): void {
    if (this.#judged === bytes) return
    this.#judged = bytes
    const whole = lastWholeCharacter(bytes)
    this.#utf8Bytes = isUtf8(bytes.subarray(0, whole)) ? whole : 0
    this.#classes.fill(this.#utf8Bytes > 0 ? 0 : IS_ODD, 128)
    for (let byte = 0; byte < 256; byte++) this.#isMark[byte] = this.#classes[byte] === 0 ? 0 : 1
    this.#windowEnd = 0
  }

  #findMarks(bytes: Buffer, from: number): void {
    const [marks, isMark] = [this.#marks, this.#isMark]
    const end = Math.min(from + WINDOW, bytes.length)
    let count = 0
    for (let i = from; i < end; i++) {
      marks[count] = i
      count += isMark[bytes[i]!]!
    }
    this.#count = count
    this.#mark = 0
    this.#windowStart = from
    this.#windowEnd = end
  }

  /** Puts the row at `at` where row `row` of the batch goes; the offset after it, or why it does not. */
  #cutRow(bytes: Buffer, at: number, row: number): number {
    const [classes, marks, count, last] = [this.#classes, this.#marks, this.#count, this.#columns - 1]
    const { starts, ends, bases } = this.#batch
    let mark = this.#mark
    let start = at
    for (let column = 0; ; column++) {
      if (mark >= count) return IS_CUT_OFF
      let end = marks[mark++]!
      let kind = classes[bytes[end]!]!
      const place = bases[column]! + row
      starts[place] = start
      ends[place] = end
      if (kind === IS_QUOTE) {
        if (end !== start) return IS_NOT_PLAIN
        while (mark < count && classes[bytes[marks[mark]!]!] === IS_DELIMITER) mark++
        if (mark + 1 >= count) return IS_CUT_OFF
        starts[place] = start + 1
        ends[place] = marks[mark]!
        end = marks[mark + 1]!
        // A doubled quote, a line end or worse within.
        if (bytes[end - 1] !== QUOTE || ends[place] !== end - 1) return IS_NOT_PLAIN
        kind = classes[bytes[end]!]!
        mark += 2
      }
      if (kind === IS_DELIMITER && column < last) start = end + 1
      else if (kind !== IS_LINE_END || column < last) return IS_NOT_PLAIN
      else return this.#endRow(bytes, end, mark, row)
    }
  }

  /** The row ends with the line end at `end`, marks up to `mark` are its own. */
  #endRow(bytes: Buffer, end: number, mark: number, row: number): number {
    const { starts, ends, bases } = this.#batch
    const first = bases[0]! + row
    if (this.#header.mayBegin(bytes, starts[first]!, ends[first]!)) return IS_NOT_PLAIN
    if (bytes[end] === LF) {
      this.#mark = mark
      return end + 1
    }
    if (mark >= this.#count) return IS_CUT_OFF
    if (bytes[end + 1] !== LF) return IS_NOT_PLAIN
    this.#mark = mark + 1
    return end + 2
  }
}
