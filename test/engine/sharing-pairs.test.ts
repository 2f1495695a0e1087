import { describe, expect, it } from 'vitest'
import { sharingPairs } from '../../src/engine/local/sharing-pairs.ts'

function sharing(ids: readonly number[], most: number, barredSources: readonly number[] = []) {
  const barred = new Uint8Array(65_536)
  for (const source of barredSources) barred[source] = 1
  const sources = Uint16Array.from(ids, (_, row) => row % 2)
  const { pairs, total } = sharingPairs(Uint32Array.from(ids), most, { sources, barred })
  return { pairs: Array.from({ length: pairs.count }, (_, i) => [pairs.l[i]!, pairs.r[i]!] as const), total }
}

describe('pairs that share a number', () => {
  it('are all of them where they are few', () => {
    const { pairs, total } = sharing([5, 0, 2, 5, 0, 5, 2, 9], 100)
    expect(total).toBe(4)
    expect([...pairs].sort()).toEqual([
      [0, 3],
      [0, 5],
      [2, 6],
      [3, 5],
    ])
  })

  it('are drawn evenly where they are many', () => {
    // 30 rows of one number make 435 pairs, 10 of another 45.
    const ids = Array.from({ length: 40 }, (_, row) => (row < 30 ? 1 : 2))
    const { pairs, total } = sharing(ids, 440)
    expect(total).toBe(480)
    expect(pairs).toHaveLength(440)
    for (const [l, r] of pairs) {
      expect(l).toBeLessThan(r)
      expect(ids[l]).toBe(ids[r])
    }
    const ofFirst = pairs.filter(([l]) => ids[l] === 1).length / pairs.length
    expect(Math.abs(ofFirst - 435 / 480)).toBeLessThan(0.05)
  })

  it('leaves out pairs inside a source that has none', () => {
    expect(sharing([1, 1, 1], 10, [0]).pairs).toEqual([
      [0, 1],
      [1, 2],
    ])
  })
})
