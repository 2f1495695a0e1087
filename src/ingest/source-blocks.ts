/** The rows a source gives, gathered in blocks by the table they are for. */

import { type CellValue, type RowBlock, RowPacker } from '../record/row-block.ts'

/** Width of the rows of each table as they are handed on: records without their number, which the reader cannot know. */
const WIDTHS = {
  source_record: 5,
  reject: 4,
  fact: 14,
  purchase: 11,
  activity: 10,
  contract: 9,
  contact: 10,
  complaint: 8,
} as const

export type IngestTable = keyof typeof WIDTHS

/** Raw text of a quarantined row is kept up to this many characters. */
const MAX_RAW = 4096

export class BlockSet {
  readonly #packers = new Map<IngestTable, RowPacker>()
  readonly #emit: (table: IngestTable, block: RowBlock) => void

  constructor(emit: (table: IngestTable, block: RowBlock) => void) {
    this.#emit = emit
  }

  /** Rows of a table; raw cells are the last column. */
  of(table: IngestTable): RowPacker {
    let packer = this.#packers.get(table)
    if (packer === undefined) {
      const width = WIDTHS[table]
      packer = new RowPacker(width, table === 'reject' ? -1 : width - 1, (block) => this.#emit(table, block))
      this.#packers.set(table, packer)
    }
    return packer
  }

  reject(sourceNo: number, line: number, reason: string, raw: string): void {
    this.of('reject').add([sourceNo, line, reason, raw.slice(0, MAX_RAW)] satisfies CellValue[])
  }

  end(): void {
    for (const packer of this.#packers.values()) packer.end()
  }
}
