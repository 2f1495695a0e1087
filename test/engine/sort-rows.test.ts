import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortRows } from '../../src/engine/sort-rows.ts'

describe('sorting rows', () => {
  it('orders by the first column, then the next, then the row', () => {
    const column = fc.array(fc.oneof(fc.nat(3), fc.nat(2 ** 31)), { minLength: 30, maxLength: 30 })
    fc.assert(
      fc.property(column, column, (a, b) => {
        const rows = Array.from(a.keys())
        const wanted = rows.sort((l, r) => a[l]! - a[r]! || b[l]! - b[r]! || l - r)
        expect([...sortRows(30, [Uint32Array.from(a), Uint32Array.from(b)])]).toEqual(wanted)
      }),
    )
  })
})
