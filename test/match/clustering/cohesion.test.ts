import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupMembers } from '../../../src/match/clustering/cohesion.ts'
import { componentsOf } from '../../../src/match/clustering/components.ts'

const judgeBy = (weights: (a: number, b: number) => number, mayJoin = (_a: number, _b: number) => true) => ({
  weight: weights,
  evidence: weights,
  mayJoin,
})

describe('grouping the members of a component', () => {
  it('joins all where all agree', () => {
    expect([
      ...groupMembers(
        4,
        judgeBy(() => 10),
        0,
      ),
    ]).toEqual([0, 0, 0, 0])
  })

  it('does not let one wrong link glue two people', () => {
    const side = (i: number) => Number(i >= 3)
    const weights = (a: number, b: number) => (side(a) === side(b) ? 15 : a === 2 && b === 3 ? 4 : -20)
    expect([...groupMembers(6, judgeBy(weights), 0)]).toEqual([0, 0, 0, 3, 3, 3])
  })

  it('never joins what must not be joined, also along a third member', () => {
    const bars = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 8 })
    fc.assert(
      fc.property(bars, (barred) => {
        const isBarred = (a: number, b: number) => barred.some(([l, r]) => (l === a && r === b) || (l === b && r === a))
        const groups = groupMembers(
          7,
          judgeBy(
            () => 12,
            (a, b) => !isBarred(a, b),
          ),
          0,
        )
        for (let a = 0; a < 7; a++)
          for (let b = a + 1; b < 7; b++) if (isBarred(a, b)) expect(groups[a]).not.toBe(groups[b])
      }),
    )
  })
})

describe('components', () => {
  const edges = fc.array(fc.tuple(fc.nat(29), fc.nat(29), fc.integer({ min: -5, max: 5 })), { maxLength: 60 })

  it('are those of a plain search over the links at or above the threshold', () => {
    fc.assert(
      fc.property(edges, (links) => {
        const pairs = {
          l: Uint32Array.from(links, ([a, b]) => Math.min(a, b)),
          r: Uint32Array.from(links, ([a, b]) => Math.max(a, b)),
          weight: Float64Array.from(links, ([, , w]) => w),
        }
        const { starts, members } = componentsOf(30, pairs, 0, 100)
        const found = Array.from({ length: starts.length - 1 }, (_, k) => [
          ...members.subarray(starts[k], starts[k + 1]),
        ])
        expect(found).toEqual(bySearch(links.filter(([, , w]) => w >= 0)))
      }),
    )
  })

  it('of more members than allowed are cut', () => {
    const n = 20
    const chain = Array.from({ length: n - 1 }, (_, i) => i)
    const pairs = {
      l: Uint32Array.from(chain),
      r: Uint32Array.from(chain, (i) => i + 1),
      weight: Float64Array.from(chain, (i) => (i === 9 ? 1 : 5)),
    }
    const { starts, cut } = componentsOf(n, pairs, 0, 10)
    expect(cut).toBe(1)
    expect([...starts]).toEqual([0, 10, 20])
  })
})

function bySearch(links: readonly (readonly [number, number, number])[]): number[][] {
  const seen = new Set<number>()
  const components: number[][] = []
  for (let start = 0; start < 30; start++) {
    if (seen.has(start)) continue
    const component = [start]
    seen.add(start)
    for (const at of component)
      for (const [a, b] of links)
        for (const other of a === at ? [b] : b === at ? [a] : [])
          if (!seen.has(other)) {
            seen.add(other)
            component.push(other)
          }
    if (component.length > 1) components.push(component.sort((l, r) => l - r))
  }
  return components
}
