import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparableRows, comparePair } from '../../src/engine/compare-pairs.ts'
import { KINDS } from '../../src/engine/comparisons/kinds.ts'
import { packTexts } from '../../src/text/text-table.ts'

function labelOf(l: string, r: string): string {
  const same = l === r
  const [level] = comparePair(
    comparableRows(2, [
      {
        name: 'birth_year',
        kind: 'year',
        columns: [Uint32Array.of(1, same ? 1 : 2)],
        texts: packTexts(same ? [null, l] : [null, l, r]),
        synonyms: null,
        numbers: Float64Array.from([null, l, r], (text) =>
          text !== null && /^\d+$/.test(text) ? Number(text) : Number.NaN,
        ),
      },
    ]),
    0,
    1,
  )
  return KINDS.year[level - 1]!.label
}

describe('comparing years and ages', () => {
  it.each([
    ['1962', '1962', 'same'],
    ['1962', '1961', 'one apart'],
    ['1999', '2000', 'one apart'],
    ['1962', '1965', 'two or three apart'],
    ['1962', '1982', 'one slip'],
    ['1962', '1926', 'one slip'],
    ['1962', '1967', 'one slip'],
    ['1958', '1963', 'up to ten apart'],
    ['1933', '1962', 'different'],
    ['41', '42', 'one apart'],
    ['41', '47', 'up to ten apart'],
    ['41', '71', 'different'],
    ['9', '10', 'one apart'],
    ['c. 1850', '1850', 'different'],
  ])('%s and %s: %s', (l, r, label) => {
    expect(labelOf(l, r)).toBe(label)
    expect(labelOf(r, l)).toBe(label)
  })

  it('never calls years that are farther apart nearer, slips aside', () => {
    const rank = ['same', 'one apart', 'two or three apart', 'up to ten apart', 'different']
    const age = fc.integer({ min: 0, max: 99 })
    fc.assert(
      fc.property(age, age, age, (a, b, c) => {
        const [near, far] = Math.abs(a - b) <= Math.abs(a - c) ? [b, c] : [c, b]
        const of = (other: number) => rank.indexOf(labelOf(`${a}`, `${other}`))
        expect(of(near)).toBeLessThanOrEqual(of(far))
      }),
    )
  })
})
