/** Single rows of a packed table whose rows stand in the order of a number: only the block that holds them is read. */

import { unpackColumn } from '../record/row-block.ts'
import type { PackedTable } from './packed-table.ts'
import type { Store } from './store.ts'
import type { SqlValue } from './table.ts'

export interface PackedRows<Row> {
  /** Rows with the number, in the order they were stored. */
  rowsOf(value: number): Row[]
}

/** Looks through the numbers once, to know where each block begins. */
export function openPackedRows<Row extends { readonly [K in keyof Row]: SqlValue }>(
  store: Store,
  table: PackedTable<Row>,
  key: keyof Row & string,
): PackedRows<Row> {
  const numbers = store.db.prepare(`SELECT block_no, block_rows, "${key}" FROM "${table.name}" ORDER BY block_no`).raw()
  const blocks: { readonly no: number; readonly first: number; readonly last: number }[] = []
  for (const row of numbers.iterate()) {
    const [no, rows, packed] = row as [number, number, string | null]
    const values = unpackColumn(packed, rows) as number[]
    blocks.push({ no, first: values[0]!, last: values.at(-1)! })
  }
  const names = table.columns.map((c) => `, "${c}"`).join('')
  const read = store.db.prepare(`SELECT block_rows${names} FROM "${table.name}" WHERE block_no = ?`).raw()
  const keyAt = table.columns.indexOf(key)
  const blockOf = (no: number): SqlValue[][] => {
    const [rows, ...packed] = read.get(no) as [number, ...(string | null)[]]
    return packed.map((column) => unpackColumn(column, rows))
  }
  return {
    rowsOf: (value) =>
      blocksWith(blocks, value).flatMap((no) => {
        const block = blockOf(no)
        return block[keyAt]!.flatMap((found, i) =>
          found === value ? [Object.fromEntries(table.columns.map((c, at) => [c, block[at]![i]])) as Row] : [],
        )
      }),
  }
}

/** By bisection; rows of one number may go on into the next blocks. */
function blocksWith(
  blocks: readonly { readonly no: number; readonly first: number; readonly last: number }[],
  value: number,
): number[] {
  let [low, high] = [0, blocks.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (blocks[middle]!.last >= value) high = middle
    else low = middle + 1
  }
  const found: number[] = []
  for (let i = low; i < blocks.length && blocks[i]!.first <= value; i++) found.push(blocks[i]!.no)
  return found
}
