import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupRows } from '../../src/engine/group-rows.ts'
import type { ValueIds } from '../../src/engine/plan.ts'

const ROWS = 40

/** Groups by looking at every key, as lists of `row * keys + key`. */
function groupsOf(keys: readonly (readonly ValueIds[])[]): string[] {
  const groups = new Map<string, number[]>()
  for (let row = 0; row < ROWS; row++) {
    const own = keys.map((columns) => columns.map((column) => column[row]!))
    for (const [key, values] of own.entries()) {
      const name = String(values)
      const isEntered = own.slice(0, key).some((other) => String(other) === name)
      if (!values.includes(0) && !isEntered) groups.set(name, [...(groups.get(name) ?? []), row * keys.length + key])
    }
  }
  return [...groups.values()].flatMap((group) => (group.length > 1 ? [String(group)] : [])).sort()
}

function found(keys: readonly (readonly ValueIds[])[]): string[] {
  const { members, starts, count } = groupRows(ROWS, keys)
  return Array.from({ length: count }, (_, g) => String([...members.subarray(starts[g]!, starts[g + 1]!)])).sort()
}

const column = (values: fc.Arbitrary<number>) =>
  fc.array(values, { minLength: ROWS, maxLength: ROWS }).map((ids): ValueIds => Uint32Array.from(ids))

describe('grouping rows by key', () => {
  it('finds the rows that share all columns, however large their numbers', () => {
    const values = fc.constantFrom(
      fc.nat(3),
      fc.constantFrom(0, 1, 70_000, 70_001),
      fc.constantFrom(1, 2 ** 31, 2 ** 32 - 2),
    )
    const columns = fc.array(values.chain(column), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(columns, (columns) => {
        expect(found([columns])).toEqual(groupsOf([columns]))
      }),
    )
  })

  it('enters a row once for keys of it that are equal', () => {
    const small = column(fc.nat(6))
    fc.assert(
      fc.property(small, small, (l, r) => {
        expect(found([[l], [r]])).toEqual(groupsOf([[l], [r]]))
      }),
    )
  })

  it('keeps keys apart whose hash would be that of an empty one', () => {
    // Of these words times the factor and 4, one is 0 and one 1.
    const factor = 0x2c1b3c6dn
    const inverse = [...Array(5)].reduce((x: bigint) => (x * (2n - factor * x)) & 0xffffffffn, factor)
    const words = [0n, 1n].map((sum) => Number(((sum - 4n) * inverse) & 0xffffffffn))
    const l = Uint32Array.from({ length: ROWS }, (_, row) => words[row % 2]!)
    const r = new Uint32Array(ROWS).fill(4)
    expect(found([[l, r]])).toEqual(groupsOf([[l, r]]))
  })
})
