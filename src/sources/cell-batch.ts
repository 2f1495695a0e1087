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
  readonly #wanted: readonly { readonly base: number; readonly taker: CellTaker }[]
  readonly #takers: Takers
  readonly #most: number
  /** Row `i` of column `c` is at `bases[c] + i`; columns that nobody wants share a place, but for the first. */
  readonly bases: Int32Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Taken so far. */
  rows = 0

  constructor(takers: Takers, columns: number) {
    this.#takers = takers
    const wanted = [...takers.entries()].flatMap(([column, taker]) => (taker === null ? [] : [{ column, taker }]))
    const most = Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / Math.max(1, wanted.length))))
    this.#most = most
    this.bases = new Int32Array(columns).fill(wanted.length * most)
    this.bases[0] = (wanted.length + 1) * most
    for (const [k, { column }] of wanted.entries()) this.bases[column] = k * most
    this.#wanted = wanted.map(({ column, taker }) => ({ base: this.bases[column]!, taker }))
    this.starts = new Int32Array(most * (wanted.length + 2))
    this.ends = new Int32Array(most * (wanted.length + 2))
  }

  /** How many rows may be added now, at least one. */
  makeRoom(bytes: Uint8Array): number {
    if (this.rows === this.#most) this.flush(bytes)
    return this.#most - this.rows
  }

  /** Takes the record that the scanner found in `bytes`; cells that it lacks are empty. */
  add(bytes: Uint8Array, { starts, ends, cells }: CsvScanner): void {
    this.makeRoom(bytes)
    const row = this.rows++
    for (let column = 0; column < this.bases.length; column++) {
      const at = this.bases[column]! + row
      this.starts[at] = column < cells ? starts[column]! : 0
      this.ends[at] = column < cells ? ends[column]! : 0
    }
  }

  /** A row that had to be read as strings. */
  addTexts(bytes: Uint8Array, row: readonly string[]): void {
    this.flush(bytes)
    for (let c = 0; c < row.length; c++) this.#takers[c]?.takeText(row[c]!)
  }

  /** Hands over what was taken, all of it of `bytes`. */
  flush(bytes: Uint8Array): void {
    const rows = this.rows
    this.rows = 0
    if (rows === 0) return
    for (const { base, taker } of this.#wanted) taker.takeCells(bytes, this.starts, this.ends, base, rows)
  }
}
