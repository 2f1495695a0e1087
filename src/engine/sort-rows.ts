/** Sorts rows by columns of ranks: a radix sort from the last column to the first, rows of equal ranks in their own order. */

import type { ValueIds } from './plan.ts'

/** Few passes over many digits: what costs is that each pass looks for every row's rank anew. */
const MOST_DIGIT_BITS = 18

export function sortRows(rows: number, columns: readonly ValueIds[]): Uint32Array {
  let order = new Uint32Array(rows)
  let next = new Uint32Array(rows)
  for (let row = 0; row < rows; row++) order[row] = row
  for (const column of columns.toReversed()) {
    const bits = 32 - Math.clz32(mostOf(column, rows))
    const passes = Math.ceil(bits / MOST_DIGIT_BITS)
    const digitBits = Math.ceil(bits / passes)
    for (let pass = 0; pass < passes; pass++) {
      sortByDigit(order, next, column, pass * digitBits, 2 ** digitBits)
      ;[order, next] = [next, order]
    }
  }
  return order
}

function sortByDigit(order: Uint32Array, next: Uint32Array, column: ValueIds, shift: number, digits: number): void {
  const ends = new Uint32Array(digits)
  const mask = digits - 1
  for (let row = 0; row < order.length; row++) ends[(column[row]! >>> shift) & mask]!++
  for (let digit = 0, total = 0; digit < digits; digit++) {
    const size = ends[digit]!
    ends[digit] = total
    total += size
  }
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!
    next[ends[(column[row]! >>> shift) & mask]!++] = row
  }
}

function mostOf(column: ValueIds, rows: number): number {
  let most = 0
  for (let row = 0; row < rows; row++) if (column[row]! > most) most = column[row]!
  return most
}
