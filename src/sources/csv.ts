/** Reads CSV and its kin row by row: whatever is not accepted goes to `onReject`, and a stray quote costs one line. */

import { type Blocks, doubling } from './csv-bytes.ts'
import { CsvReader } from './csv-reader.ts'
import { isLawfulRecord } from './faithful-rows.ts'
import type { Takers } from './format.ts'
import type { Mendings, OnReject, RowBatch, RowPieces } from './table.ts'

/** Where the rows are in the UTF-8 text and how they are cut. */
export interface CsvLayout {
  readonly delimiter: string
  readonly columnCount: number
  /** Offset in the UTF-8 text (without byte order mark) of the first data row. */
  readonly dataOffset: number
  /** Its line, 1-based. */
  readonly dataLine: number
  /** The header's cells as they stand in the file; null where there is none. */
  readonly headerCells: readonly string[] | null
}

/** Rows from UTF-8 chunks. Rows shorter than the table are padded, longer ones kept only if the rest is empty. */
export function readCsv(
  chunks: AsyncIterable<Buffer>,
  layout: CsvLayout,
  onReject: OnReject,
  mendings: Mendings,
): AsyncGenerator<RowBatch> {
  return readThrough(doubling(chunks), new CsvReader(layout, { takers: null, pieces: null, onReject, mendings }), null)
}

/**
 * Every row of the file, none rejected: what strings cannot hold (too long, NUL bytes, half a surrogate pair, a broken
 * quote, too many cells) goes to `pieces` as bytes, in its place among the rows.
 * @param ahead the same chunks again, from an offset on: for a quote whose end is far away
 */
export function readFaithfully(
  chunks: AsyncIterable<Buffer>,
  layout: CsvLayout,
  { pieces, ahead }: { readonly pieces: RowPieces; readonly ahead: (offset: number) => AsyncIterable<Buffer> },
  mendings: Mendings,
): AsyncGenerator<RowBatch> {
  const reader = new CsvReader(layout, { takers: null, pieces, onReject: () => {}, mendings })
  return readThrough(doubling(chunks), reader, (offset) => isLawfulRecord(ahead(offset), layout))
}

/**
 * The same rows handed over cell by cell, as bytes where they can be taken as they stand.
 * @param blocks the text, each block behind what was left over of the one before
 */
export async function encodeCsv(
  blocks: Blocks,
  layout: CsvLayout,
  takers: Takers,
  onReject: OnReject,
  mendings: Mendings,
): Promise<void> {
  const reader = new CsvReader(layout, { takers, pieces: null, onReject, mendings })
  for await (const _ of readThrough(blocks, reader, null)) {
    // Rows went to the takers.
  }
}

/** Whether the record that starts at an offset of the text is one by RFC 4180, however long. */
type IsLawful = (offset: number) => Promise<boolean>

async function* readThrough(blocks: Blocks, reader: CsvReader, isLawful: IsLawful | null): AsyncGenerator<RowBatch> {
  let carry: Buffer = Buffer.alloc(0)
  /** Offset of `carry` in the text. */
  let base = 0
  async function* readAll(bytes: Buffer, isLast: boolean): AsyncGenerator<RowBatch> {
    for (let at = 0; ; ) {
      const step = reader.read(bytes, at, isLast)
      at = step.next
      if (step.batch.rows.length > 0) yield step.batch
      if (step.hasDoubt) reader.settle(isLawful !== null && (await isLawful(base + at)))
      else if (step.isDrained) {
        // Copied: the block's memory may belong to the stream that made it, or be read into again.
        carry = Buffer.from(bytes.subarray(at))
        base += at
        return
      }
    }
  }
  for await (const bytes of blocks(() => carry)) yield* readAll(bytes, false)
  yield* readAll(carry, true)
}
