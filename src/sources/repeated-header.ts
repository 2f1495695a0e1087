/** Exports put together into one file repeat the header, mark and all. */

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]

export class RepeatedHeader {
  readonly #cells: readonly string[] | null
  /** What it would begin with. */
  readonly #heading: Buffer

  /** Null: the table has none. */
  constructor(cells: readonly string[] | null) {
    this.#cells = cells
    this.#heading = Buffer.from(cells?.[0] ?? BYTE_ORDER_MARK)
  }

  /** False where a row with these bytes as its first cell surely is none. */
  mayBegin(bytes: Buffer, from: number, to: number): boolean {
    if (bytes[from] === BYTE_ORDER_MARK[0]! && from < to) return true
    const heading = this.#heading
    if (to - from !== heading.length) return false
    for (let i = 0; i < heading.length; i++) if (bytes[from + i] !== heading[i]) return false
    return true
  }

  /** Takes a mark off the row's first cell. */
  isRow(row: string[]): boolean {
    const cells = this.#cells
    if (row[0]?.startsWith('\ufeff')) row[0] = row[0].slice(1)
    if (cells === null || row[0] !== cells[0] || row.length !== cells.length) return false
    return cells.every((cell, c) => cell === row[c]) && cells.some((cell) => cell !== '')
  }
}
