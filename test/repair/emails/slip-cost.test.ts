import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slipCost } from '../../../src/repair/emails/slip-cost.ts'

const word = fc.string({ unit: fc.constantFrom(...'gmail.coö'), maxLength: 7 })

/** Optimal string alignment by the book. */
function alignment(l: string, r: string): number {
  const d = Array.from({ length: l.length + 1 }, (_, i) => Array.from({ length: r.length + 1 }, (_, j) => i + j))
  for (let i = 1; i <= l.length; i++)
    for (let j = 1; j <= r.length; j++) {
      d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + (l[i - 1] === r[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && l[i - 1] === r[j - 2] && l[i - 2] === r[j - 1])
        d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1)
    }
  return d[l.length]![r.length]!
}

describe('slipCost', () => {
  it('takes no fewer edits than there must be, and costs nothing only where nothing differs', () => {
    fc.assert(
      fc.property(word, word, (meant, typed) => {
        const { cost, edits } = slipCost(meant, typed, 7)
        expect(edits).toBeGreaterThanOrEqual(alignment(meant, typed))
        expect(cost === 0).toBe(meant === typed)
      }),
    )
  })

  it('counts one slip of any kind as one', () => {
    for (const typed of ['gmial.com', 'gmal.com', 'gmaiil.com', 'gmaik.com', 'gmaül.com', 'gmailecom'])
      expect(slipCost('gmail.com', typed, 2).edits).toBe(1)
  })

  it('finds letters swapped and left out likelier than doubled, those likelier than stray ones, and near keys than far', () => {
    const cost = (typed: string) => slipCost('gmail.com', typed, 2).cost
    const inOrder = ['gmal.com', 'gmmail.com', 'gmaoil.com', 'gmaiql.com'].map(cost)
    expect(inOrder).toEqual([...inOrder].sort((l, r) => l - r))
    expect(cost('gmial.com')).toBe(cost('gmal.com'))
    expect(cost('gnail.com')).toBeLessThan(cost('gqail.com'))
  })

  it('gives up beyond the limit', () => {
    expect(slipCost('gmail.com', 'hotmail.de', 2).cost).toBe(Number.POSITIVE_INFINITY)
    expect(slipCost('a'.repeat(200), 'a'.repeat(200), 2).cost).toBe(Number.POSITIVE_INFINITY)
  })
})
