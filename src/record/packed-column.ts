/** Columns built row by row from cells as bytes or strings. */

import { PackedTexts } from './packed-texts.ts'
import type { TextColumn, TextList } from './text-list.ts'
import { TextPacker } from './text-packer.ts'
import { MOST_BYTES, writeText } from './utf8.ts'

/** Takes the cells of one column, one a row. */
export interface CellTaker {
  /** `count` cells from place `at` on, each `bytes[starts[i]..ends[i])` of UTF-8; the taker's for this call only. */
  takeCells(bytes: Uint8Array, starts: Int32Array, ends: Int32Array, at: number, count: number): void
  takeText(cell: string): void
}

/** Every distinct value once, rows as numbers. */
export class PackedColumn implements CellTaker {
  readonly #texts = new TextPacker()
  #ids = new Uint32Array(1024)
  #rows = 0

  takeCells(bytes: Uint8Array, starts: Int32Array, ends: Int32Array, at: number, count: number): void {
    while (this.#rows + count > this.#ids.length) this.#ids = doubled(this.#ids)
    this.#texts.idsOfBytes(bytes, starts, ends, at, count, this.#ids, this.#rows)
    this.#rows += count
  }

  takeText(cell: string): void {
    this.#push(this.#texts.idOf(cell))
  }

  finish(): TextColumn<PackedTexts> {
    return { values: this.#texts.finish(), ids: this.#ids.slice(0, this.#rows) }
  }

  #push(id: number): void {
    if (this.#rows === this.#ids.length) this.#ids = doubled(this.#ids)
    this.#ids[this.#rows++] = id
  }
}

/** The cells as they come, for columns whose values are all different, such as ids. */
export class PackedCells implements CellTaker {
  #bytes = Buffer.allocUnsafeSlow(4096)
  #offsets = new Uint32Array(1024)
  #rows = 0
  #end = 0

  takeCells(source: Uint8Array, starts: Int32Array, ends: Int32Array, at: number, count: number): void {
    for (let i = at; i < at + count; i++) {
      const to = ends[i]!
      this.#makeRoom(to - starts[i]!)
      const bytes = this.#bytes
      let end = this.#end
      for (let from = starts[i]!; from < to; from++) bytes[end++] = source[from]!
      this.#end = end
      this.#endRow()
    }
  }

  takeText(cell: string): void {
    this.#makeRoom(cell.length * MOST_BYTES)
    this.#end = writeText(cell, this.#bytes, this.#end)
    this.#endRow()
  }

  /** One cell of three parts. */
  takeParts(before: Uint8Array, texts: PackedTexts, index: number, after: string): void {
    const [from, to] = [texts.offsets[index]!, texts.offsets[index + 1]!]
    this.#makeRoom(before.length + to - from + after.length * MOST_BYTES)
    const bytes = this.#bytes
    let end = this.#end
    for (let i = 0; i < before.length; i++) bytes[end++] = before[i]!
    for (let i = from; i < to; i++) bytes[end++] = texts.bytes[i]!
    this.#end = after === '' ? end : writeText(after, bytes, end)
    this.#endRow()
  }

  finish(): PackedTexts {
    return new PackedTexts(this.#bytes.subarray(0, this.#end), this.#offsets.slice(0, this.#rows + 1))
  }

  #endRow(): void {
    if (++this.#rows === this.#offsets.length) this.#offsets = doubled(this.#offsets)
    this.#offsets[this.#rows] = this.#end
  }

  #makeRoom(length: number): void {
    if (this.#end + length <= this.#bytes.length) return
    const bigger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#end + length))
    this.#bytes.copy(bigger, 0, 0, this.#end)
    this.#bytes = bigger
  }
}

export function doubled(ints: Uint32Array): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(ints.length * 2)
  bigger.set(ints)
  return bigger
}

/** What `make` makes of each text, packed under the same number; nothing of null. */
export function packEach(texts: TextList, make: (text: string) => string): PackedTexts {
  const cells = new PackedCells()
  texts.forEach((text) => {
    cells.takeText(text === null ? '' : make(text))
  })
  return cells.finish()
}
