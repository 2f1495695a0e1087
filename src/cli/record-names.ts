/** The records of several files by name: their canonical order, and how they are called in outputs. */

import { compareText } from '../base/order.ts'
import { orderByUid, orderTexts, type TextOrder } from '../match/blocking/order-rows.ts'
import { PackedCells } from '../record/packed-column.ts'
import type { PackedTexts } from '../record/packed-texts.ts'
import { csvText } from '../sinks/csv.ts'

/** A file's records, by row. */
interface Named {
  readonly source: string
  readonly ids: PackedTexts
}

/**
 * Place → row, the files' rows one after another; by `source:id`, where a second record of one id counts as `id~1`.
 * `repeated`: so many records have another's id.
 */
export function orderRecords(files: readonly Named[]): { readonly order: Uint32Array; readonly repeated: number } {
  const { order, copies } = areApart(files) ? orderApart(files) : orderTexts(uidsOf(files, null))
  if (copies === null) return { order, repeated: 0 }
  const repeated = copies.reduce((sum, copy) => sum + (copy > 0 ? 1 : 0), 0)
  return { order: orderByUid(uidsOf(files, copies)), repeated }
}

/** Whether all uids of one file come before all of another: none of the sources, colon and all, begins another. */
function areApart(files: readonly Named[]): boolean {
  return files.every((l) => files.every((r) => l === r || !r.source.startsWith(`${l.source}:`)))
}

/** {@link orderTexts} of the uids of files that are apart: each by its ids alone. */
function orderApart(files: readonly Named[]): TextOrder {
  const starts: number[] = []
  let rows = 0
  for (const { ids } of files) {
    starts.push(rows)
    rows += ids.length
  }
  const order = new Uint32Array(rows)
  let copies: Uint32Array | null = null
  let place = 0
  const bySource = [...files.keys()].sort((l, r) => compareText(`${files[l]!.source}:`, `${files[r]!.source}:`))
  for (const file of bySource) {
    const [start, own] = [starts[file]!, orderTexts(files[file]!.ids)]
    for (const row of own.order) order[place++] = start + row
    if (own.copies !== null) {
      copies ??= new Uint32Array(rows)
      copies.set(own.copies, start)
    }
  }
  return { order, copies }
}

function uidsOf(files: readonly Named[], copies: Uint32Array | null): PackedTexts {
  const uids = new PackedCells()
  let row = 0
  for (const { source, ids } of files) {
    const prefix = Buffer.from(`${source}:`)
    for (let i = 0; i < ids.length; i++, row++) {
      const copy = copies?.[row] ?? 0
      uids.takeParts(prefix, ids, i, copy === 0 ? '' : `~${copy}`)
    }
  }
  return uids.finish()
}

/** A row's first two cells as CSV: the source and the record's id. */
export function nameReader(files: readonly Named[]): (row: number) => string {
  const starts: number[] = []
  let rows = 0
  for (const { ids } of files) {
    starts.push(rows)
    rows += ids.length
  }
  return (row) => {
    const file = starts.findLastIndex((start) => start <= row)
    const { source, ids } = files[file]!
    return csvText([source, ids.at(row - starts[file]!) ?? ''])
  }
}
