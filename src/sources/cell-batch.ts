/**
 * Where the cells of many rows are, so that they can be handed over column by column: one column's dictionary stays in
 * the processor's cache while its cells are looked up, where by rows those of all columns crowd each other out.
 */

import type { CellTaker } from '../record/packed-column.ts'
import type { CsvScanner } from './csv-scanner.ts'
import type { Takers } from './format.ts'

const MOST_ROWS = 1 << 17
const MOST_CELLS = 1 << 21

export class CellBatch {
  readonly #wanted: readonly { readonly column: number; readonly taker: CellTaker }[]
  readonly #takers: Takers
  readonly #most: number
  /** Row `i` of wanted column `k` is at `k * most + i`. */
  readonly #starts: Int32Array
  readonly #ends: Int32Array
  #rows = 0

  constructor(takers: Takers) {
    this.#takers = takers
    this.#wanted = [...takers.entries()].flatMap(([column, taker]) => (taker === null ? [] : [{ column, taker }]))
    const columns = Math.max(1, this.#wanted.length)
    this.#most = Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / columns)))
    this.#starts = new Int32Array(this.#most * columns)
    this.#ends = new Int32Array(this.#most * columns)
  }

  /** Takes the record that the scanner found in `bytes`; cells that it lacks are empty. */
  add(bytes: Uint8Array, { starts, ends, cells }: CsvScanner): void {
    if (this.#rows === this.#most) this.flush(bytes)
    let at = this.#rows++
    for (const { column } of this.#wanted) {
      this.#starts[at] = column < cells ? starts[column]! : 0
      this.#ends[at] = column < cells ? ends[column]! : 0
      at += this.#most
    }
  }

  /** A row that had to be read as strings. */
  addTexts(bytes: Uint8Array, row: readonly string[]): void {
    this.flush(bytes)
    for (let c = 0; c < row.length; c++) this.#takers[c]?.takeText(row[c]!)
  }

  /** Hands over what was taken, all of it of `bytes`. */
  flush(bytes: Uint8Array): void {
    const rows = this.#rows
    this.#rows = 0
    if (rows === 0) return
    for (const [k, { taker }] of this.#wanted.entries())
      taker.takeCells(bytes, this.#starts, this.#ends, k * this.#most, rows)
  }
}
