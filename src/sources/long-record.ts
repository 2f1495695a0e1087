/** Cuts one CSV record into its cells while its bytes still come, so that a record of any length needs no memory. */

import { CR, LF } from './csv-scanner.ts'

/** Gets a record cell by cell, each in any number of pieces; a piece's memory is lent for the call only. */
export interface CellPieces {
  piece(bytes: Uint8Array): void
  endCell(): void
}

const QUOTE = 34
const SPACE = 32
const SPACES = Buffer.alloc(64, SPACE)
const ONE_QUOTE = Buffer.from('"')

/** Where in a record the next byte stands. */
type Place =
  /** Before anything of a cell but spaces. */
  | 'start'
  | 'plain'
  | 'quoted'
  /** After a quote in a quoted cell: its end, or the first of two. */
  | 'quote'
  /** After the end of a quoted cell. */
  | 'after'
  /** After a CR that ended the record: an LF belongs to it. */
  | 'return'

/** The grammar of {@link CsvScanner}. In mode `line` a quote is text and the line's end is the record's. */
export class LongRecord {
  /** A quoted cell has no lawful end: nothing more is cut. */
  isBroken = false
  cells = 0
  /** Line ends inside quoted cells. */
  innerLines = 0
  readonly #delimiter: number
  readonly #isLine: boolean
  readonly #pieces: CellPieces
  #place: Place = 'start'
  /** Spaces before a cell, held back: before a quote they mean nothing. */
  #spaces = 0
  #isAfterReturn = false

  constructor(delimiter: string, mode: 'record' | 'line', pieces: CellPieces) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#isLine = mode === 'line'
    this.#pieces = pieces
  }

  /** Takes `bytes[from..]`; the offset after the record, or −1 where it goes on in the bytes that follow. */
  feed(bytes: Buffer, from: number, isLast: boolean): number {
    for (let i = from; i < bytes.length; ) {
      if (this.#place === 'return') return bytes[i] === LF ? i + 1 : i
      i = this.#step(bytes, i)
      if (this.isBroken || i < 0) return this.isBroken ? bytes.length : -1 - i
    }
    if (!isLast) return -1
    this.#finish()
    return bytes.length
  }

  /** Handles what begins at `i`; the next offset, or −1 − the offset where the record is at its end. */
  #step(bytes: Buffer, i: number): number {
    switch (this.#place) {
      case 'start':
        return this.#start(bytes, i)
      case 'plain':
        return this.#plain(bytes, i)
      case 'quoted':
        return this.#quoted(bytes, i)
      case 'quote':
        if (bytes[i] === QUOTE) {
          this.#pieces.piece(ONE_QUOTE)
          this.#place = 'quoted'
          return i + 1
        }
        this.#place = 'after'
        return i
      default:
        if (bytes[i] === SPACE && this.#delimiter !== SPACE) return i + 1
        if (this.#isEnd(bytes[i]!)) return this.#endCell(bytes, i)
        this.isBroken = true
        return i
    }
  }

  #start(bytes: Buffer, i: number): number {
    if (!this.#isLine && bytes[i] === SPACE && this.#delimiter !== SPACE) {
      this.#spaces++
      return i + 1
    }
    if (!this.#isLine && bytes[i] === QUOTE) {
      this.#spaces = 0
      this.#place = 'quoted'
      return i + 1
    }
    this.#giveSpaces()
    this.#place = 'plain'
    return i
  }

  #plain(bytes: Buffer, from: number): number {
    let i = from
    while (i < bytes.length && !this.#isEnd(bytes[i]!)) i++
    if (i > from) this.#pieces.piece(bytes.subarray(from, i))
    return i < bytes.length ? this.#endCell(bytes, i) : i
  }

  #quoted(bytes: Buffer, from: number): number {
    const quote = bytes.indexOf(QUOTE, from)
    const end = quote < 0 ? bytes.length : quote
    for (let i = from; i < end; i++) {
      const byte = bytes[i]!
      if (byte === CR || (byte === LF && !this.#isAfterReturn)) this.innerLines++
      this.#isAfterReturn = byte === CR
    }
    if (end > from) this.#pieces.piece(bytes.subarray(from, end))
    if (quote < 0) return end
    this.#isAfterReturn = false
    this.#place = 'quote'
    return quote + 1
  }

  #isEnd(byte: number): boolean {
    return byte === this.#delimiter || byte === LF || byte === CR
  }

  #endCell(bytes: Buffer, i: number): number {
    this.cells++
    this.#pieces.endCell()
    this.#place = 'start'
    if (bytes[i] === this.#delimiter) return i + 1
    if (bytes[i] === LF) return -1 - (i + 1)
    this.#place = 'return'
    return i + 1
  }

  #giveSpaces(): void {
    for (; this.#spaces > 0; this.#spaces -= Math.min(this.#spaces, SPACES.length))
      this.#pieces.piece(SPACES.subarray(0, Math.min(this.#spaces, SPACES.length)))
  }

  /** Nothing follows. */
  #finish(): void {
    if (this.#place === 'return') return
    if (this.#place === 'quoted') this.isBroken = true
    this.#giveSpaces()
    this.cells++
    this.#pieces.endCell()
  }
}
