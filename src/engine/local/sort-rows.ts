/** Sorts rows by columns of ranks: a radix sort from the last column to the first, rows of equal ranks in their own order. */

import type { ValueIds } from '../plan.ts'

const DIGIT_BITS = 11
const DIGITS = 1 << DIGIT_BITS

export function sortRows(rows: number, columns: readonly ValueIds[]): Uint32Array {
  let order = new Uint32Array(rows)
  let next = new Uint32Array(rows)
  for (let row = 0; row < rows; row++) order[row] = row
  const ends = new Uint32Array(DIGITS)
  for (const column of columns.toReversed()) {
    let most = 0
    for (let row = 0; row < rows; row++) if (column[row]! > most) most = column[row]!
    for (let shift = 0; shift < 32 && most >>> shift > 0; shift += DIGIT_BITS) {
      ends.fill(0)
      for (let row = 0; row < rows; row++) ends[(column[row]! >>> shift) & (DIGITS - 1)]!++
      for (let digit = 0, total = 0; digit < DIGITS; digit++) {
        const size = ends[digit]!
        ends[digit] = total
        total += size
      }
      for (let i = 0; i < rows; i++) {
        const row = order[i]!
        next[ends[(column[row]! >>> shift) & (DIGITS - 1)]!++] = row
      }
      ;[order, next] = [next, order]
    }
  }
  return order
}
