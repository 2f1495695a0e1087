/** The records of several files by name: their canonical order, and how they are called in outputs. */

import { isSameText, orderByUid } from '../match/blocking/order-rows.ts'
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
  const uids = uidsOf(files, null)
  const order = orderByUid(uids)
  const copies = countCopies(uids, order)
  const repeated = copies.reduce((sum, copy) => sum + (copy > 0 ? 1 : 0), 0)
  return { order: repeated === 0 ? order : orderByUid(uidsOf(files, copies)), repeated }
}

/** Row → how many rows before it have the same uid. */
function countCopies(uids: PackedTexts, order: Uint32Array): Uint32Array {
  const copies = new Uint32Array(order.length)
  for (let place = 1; place < order.length; place++) {
    const [before, row] = [order[place - 1]!, order[place]!]
    if (isSameText(uids, before, row)) copies[row] = copies[before]! + 1
  }
  return copies
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

/** Visits every row with its first two cells as CSV: the source and the record's id. */
export function eachName(files: readonly Named[], visit: (name: string, row: number) => void): void {
  let first = 0
  for (const { source, ids } of files) {
    const prefix = `${csvText([source])},`
    const before = first
    ids.forEach((id, i) => {
      visit(prefix + (id === null ? '' : csvText([id])), before + i)
    })
    first += ids.length
  }
}

/** The same two cells of a row at a time. */
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
