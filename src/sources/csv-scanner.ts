/** Finds one CSV record in UTF-8 bytes: where its cells begin and end, and where the next record starts. */

import { MAX_CELL_BYTES } from './limits.ts'

export const LF = 10
export const CR = 13
const QUOTE = 34
const SPACE = 32

export type ScanResult =
  /** A whole record was found. */
  | 'record'
  /** The bytes end before the record does. */
  | 'more'
  /** A quoted cell has no lawful end (RFC 4180), or none within {@link MAX_CELL_BYTES}. */
  | 'broken'

/** Classes of bytes; 0 is what cells are made of. */
const IS_DELIMITER = 1
const IS_LINE_END = 2
const IS_QUOTE = 3
const IS_NUL = 4
const IS_HIGH = 5

const PLAIN_CELL = 0
const QUOTED_CELL = 1
/** Quoted, with doubled quotes inside. */
export const ESCAPED_CELL = 2

/**
 * RFC 4180 with any one-byte delimiter and any of LF, CRLF and CR as line end. Leniences: spaces between a quote
 * and the delimiter are dropped, a quote inside an unquoted cell is text. The fields describe the last record
 * scanned; cells past `capacity` are counted, not kept.
 */
export class CsvScanner {
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly kinds: Uint8Array
  readonly capacity: number
  /** Cells found, also past the capacity. */
  cells = 0
  /** A cell past the capacity holds something. */
  hasExtra = false
  hasQuoted = false
  hasHigh = false
  hasNul = false
  /** Line ends inside quoted cells. */
  innerLines = 0
  /** Broken only because a quoted cell is longer than is looked at. */
  isTooLong = false
  /** Bytes of the longest cell. */
  longest = 0
  /** Offset of the record's end, before its line end. */
  end = 0
  /** Offset of the next record. */
  next = 0
  readonly #delimiter: number
  readonly #classes = new Uint8Array(256)
  readonly #quotedClasses = new Uint8Array(256)

  constructor(delimiter: string, capacity: number) {
    this.capacity = capacity
    this.starts = new Int32Array(capacity)
    this.ends = new Int32Array(capacity)
    this.kinds = new Uint8Array(capacity)
    this.#delimiter = delimiter.charCodeAt(0)
    this.#classes.fill(IS_HIGH, 128)
    this.#quotedClasses.fill(IS_HIGH, 128)
    for (const classes of [this.#classes, this.#quotedClasses]) {
      classes[LF] = IS_LINE_END
      classes[CR] = IS_LINE_END
      classes[QUOTE] = IS_QUOTE
      classes[0] = IS_NUL
    }
    this.#classes[this.#delimiter] = IS_DELIMITER
  }

  /**
   * Scans the record that starts at `from` in `bytes[0..to)`. `isLast`: nothing follows `to`. `isLenient`: a quote
   * closes its cell only where a delimiter or the end follows; any other is text (for one broken line on its own).
   */
  scan(bytes: Uint8Array, from: number, to: number, isLast: boolean, isLenient = false): ScanResult {
    const classes = this.#classes
    this.#reset()
    let start = from
    let i = from
    for (;;) {
      while (i < to && classes[bytes[i]!] === 0) i++
      if (i >= to) {
        if (!isLast) return 'more'
        this.#put(start, i, PLAIN_CELL)
        this.end = this.next = to
        return 'record'
      }
      const kind = classes[bytes[i]!]!
      if (kind === IS_DELIMITER) {
        this.#put(start, i, PLAIN_CELL)
        start = ++i
      } else if (kind === IS_LINE_END) {
        if (!isLast && bytes[i] === CR && i + 1 >= to) return 'more'
        this.#put(start, i, PLAIN_CELL)
        this.#endRecord(bytes, i, to)
        return 'record'
      } else if (kind === IS_QUOTE && (i === start || this.#isBlank(bytes, start, i))) {
        const close = this.#scanQuoted(bytes, i + 1, to, isLast, isLenient)
        if (close < 0) return close === MORE ? 'more' : 'broken'
        i = this.#afterQuote(bytes, close + 1, to)
        if (i < to && classes[bytes[i]!] === IS_DELIMITER) start = ++i
        else if (i >= to) {
          if (!isLast) return 'more'
          this.end = this.next = to
          return 'record'
        } else {
          if (!isLast && bytes[i] === CR && i + 1 >= to) return 'more'
          this.#endRecord(bytes, i, to)
          return 'record'
        }
      } else {
        if (kind === IS_HIGH) this.hasHigh = true
        else if (kind === IS_NUL) this.hasNul = true
        i++
      }
    }
  }

  #reset(): void {
    this.cells = 0
    this.innerLines = 0
    this.longest = 0
    this.hasExtra = this.hasQuoted = this.hasHigh = this.hasNul = this.isTooLong = false
  }

  #put(start: number, end: number, kind: number): void {
    const n = this.cells++
    if (n < this.capacity) {
      this.starts[n] = start
      this.ends[n] = end
      this.kinds[n] = kind
    } else if (end > start) this.hasExtra = true
    if (end - start > this.longest) this.longest = end - start
  }

  #endRecord(bytes: Uint8Array, i: number, to: number): void {
    this.end = i
    this.next = bytes[i] === CR && i + 1 < to && bytes[i + 1] === LF ? i + 2 : i + 1
  }

  /** Offset of the closing quote of the cell whose text starts at `from`; MORE or BROKEN. */
  #scanQuoted(bytes: Uint8Array, from: number, to: number, isLast: boolean, isLenient: boolean): number {
    const classes = this.#quotedClasses
    let isEscaped = false
    let i = from
    for (;;) {
      while (i < to && classes[bytes[i]!] === 0) i++
      if (i - from > MAX_CELL_BYTES) {
        this.isTooLong = true
        return BROKEN
      }
      if (i >= to) return isLast ? BROKEN : MORE
      const kind = classes[bytes[i]!]!
      if (kind === IS_QUOTE) {
        if (i + 1 < to && bytes[i + 1] === QUOTE) {
          isEscaped = true
          i += 2
          continue
        }
        if (i + 1 >= to && !isLast) return MORE
        const after = this.#afterQuote(bytes, i + 1, to)
        if (after >= to && !isLast) return MORE
        if (this.#isEnd(bytes, after, to)) {
          this.hasQuoted = true
          this.#put(from, i, isEscaped ? ESCAPED_CELL : QUOTED_CELL)
          return i
        }
        if (!isLenient) return BROKEN
      } else if (kind === IS_LINE_END) {
        if (bytes[i] !== CR || bytes[i + 1] !== LF || i + 1 >= to) this.innerLines++
      } else if (kind === IS_HIGH) this.hasHigh = true
      else this.hasNul = true
      i++
    }
  }

  /** Nothing but spaces: `1, "a, b"` means a quoted cell. */
  #isBlank(bytes: Uint8Array, from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (bytes[i] !== SPACE) return false
    return this.#delimiter !== SPACE
  }

  #afterQuote(bytes: Uint8Array, from: number, to: number): number {
    let i = from
    while (i < to && bytes[i] === SPACE && this.#delimiter !== SPACE) i++
    return i
  }

  #isEnd(bytes: Uint8Array, i: number, to: number): boolean {
    return i >= to || bytes[i] === this.#delimiter || bytes[i] === LF || bytes[i] === CR
  }
}

const MORE = -1
const BROKEN = -2
