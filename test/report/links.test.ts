import { describe, expect, it } from 'vitest'
import { holdingLinks } from '../../src/report/links.ts'

describe('holdingLinks', () => {
  it('keeps the strongest links that join the records; the last is the weakest', () => {
    const links = [
      { l: 1, r: 2, weight: 20 },
      { l: 2, r: 3, weight: 15 },
      { l: 1, r: 3, weight: 14 },
      { l: 3, r: 4, weight: 9 },
      { l: 1, r: 4, weight: 8 },
    ]
    expect(holdingLinks(links).map((h) => h.weight)).toEqual([20, 15, 9])
  })

  it('keeps groups apart that no link joins', () => {
    expect(
      holdingLinks([
        { l: 1, r: 2, weight: 3 },
        { l: 5, r: 6, weight: 2 },
      ]),
    ).toHaveLength(2)
  })
})
