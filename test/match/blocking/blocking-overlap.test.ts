import { describe, expect, it } from 'vitest'
import { countFindingRules } from '../../../src/match/blocking/blocking-overlap.ts'

/** Each key is one column. */
const rule = (...keys: readonly (readonly number[])[]) => ({
  name: 'rule',
  keys: keys.map((column) => [Uint32Array.from(column)]),
  refinements: [],
})

const pairs = (rows: readonly (readonly [number, number, number])[]) => ({
  l: Uint32Array.from(rows, (row) => row[0]),
  r: Uint32Array.from(rows, (row) => row[1]),
  weight: Float64Array.from(rows, (row) => row[2]),
})

describe('counting the rules that find a pair', () => {
  it('counts shared keys, not shared absence', () => {
    const rules = [rule([1, 1, 0, 0]), rule([2, 2, 2, 0])]
    expect(
      countFindingRules(
        rules,
        pairs([
          [0, 1, 9],
          [1, 2, 9],
          [2, 3, 9],
        ]),
        0,
      ),
    ).toEqual([1, 1, 1])
  })

  it('counts a rule once, whichever of its columns agree', () => {
    const phones = rule([5, 7, 0], [7, 5, 5])
    expect(
      countFindingRules(
        [phones],
        pairs([
          [0, 1, 9],
          [0, 2, 9],
        ]),
        0,
      ),
    ).toEqual([0, 2])
  })

  it('takes a key of several columns as shared where all of them agree', () => {
    const both = { ...rule(), keys: [[Uint32Array.of(1, 1, 1, 0), Uint32Array.of(4, 4, 5, 4)]] }
    const found = countFindingRules(
      [both],
      pairs([
        [0, 1, 9],
        [0, 2, 9],
        [0, 3, 9],
      ]),
      0,
    )
    expect(found).toEqual([2, 1])
  })

  it('looks at sure pairs only', () => {
    expect(
      countFindingRules(
        [rule([1, 1])],
        pairs([
          [0, 1, 2.9],
          [0, 1, 3],
        ]),
        3,
      ),
    ).toEqual([0, 1])
  })

  it('lets every n-th of many pairs stand for n', () => {
    const many = pairs(Array.from({ length: 250_000 }, (): [number, number, number] => [0, 1, 1]))
    const [none, one] = countFindingRules([rule([1, 1])], many, 0)
    expect(none).toBe(0)
    expect(Math.abs(one! - 250_000)).toBeLessThan(5)
  })
})
