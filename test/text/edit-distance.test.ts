import fc from 'fast-check'
import { distance as library } from 'fastest-levenshtein'
import { describe, expect, it } from 'vitest'
import { editDistance } from '../../src/text/edit-distance.ts'
import { packTexts } from '../../src/text/text-table.ts'

/** The textbook recurrence over code points. */
function textbook(l: string, r: string): number {
  const a = [...l]
  const b = [...r]
  let row = b.map((_, j) => j + 1)
  row.unshift(0)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}

function between(l: string, r: string, max = 1000): number {
  return editDistance(packTexts([l, r])).distance(0, 1, max)
}

const words = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', '😀'), maxLength: 80 })

describe('edit distance', () => {
  it('agrees with fastest-levenshtein on texts of the basic plane', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é'), maxLength: 70 })
    fc.assert(
      fc.property(letters, letters, (l, r) => between(l, r) === library(l, r)),
      { numRuns: 2000 },
    )
  })

  it('counts code points, also past the basic plane, as the textbook does', () => {
    fc.assert(
      fc.property(words, words, (l, r) => between(l, r) === textbook(l, r)),
      { numRuns: 1000 },
    )
    expect(between('a😀', 'a😃')).toBe(1)
  })

  it('says −1 exactly where the distance exceeds the limit', () => {
    fc.assert(
      fc.property(words, words, fc.integer({ min: 0, max: 6 }), (l, r, max) => {
        const full = textbook(l, r)
        expect(between(l, r, max)).toBe(full <= max ? full : -1)
      }),
      { numRuns: 1000 },
    )
  })

  it('is symmetric', () => {
    fc.assert(fc.property(words, words, (l, r) => between(l, r, 5) === between(r, l, 5)))
  })

  it('leaves nothing behind between calls', () => {
    const table = packTexts(['anna', 'hannah', 'otto'])
    const distances = editDistance(table)
    distances.distance(0, 2, 1)
    expect(distances.distance(0, 1, 3)).toBe(2)
    expect(distances.isAnagram(0, 2)).toBe(false)
    expect(distances.distance(0, 1, 3)).toBe(2)
  })

  it('knows anagrams', () => {
    const distances = editDistance(packTexts(['maria', 'mraia', 'maxia', 'mari']))
    expect([1, 2, 3].map((other) => distances.isAnagram(0, other))).toEqual([true, false, false])
  })
})
