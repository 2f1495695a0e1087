import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SourceSets } from '../../src/report/source-sets.ts'

describe('SourceSets', () => {
  it('counts people by the exact set of sources that know them, in any order of records', () => {
    const records = fc.array(fc.tuple(fc.nat(9), fc.nat(40)), { maxLength: 60 })
    fc.assert(
      fc.property(records, (pairs) => {
        const expected = new Map<string, number>()
        for (let person = 0; person < 10; person++) {
          const own = [...new Set(pairs.filter(([p]) => p === person).map(([, s]) => s))].sort((l, r) => l - r)
          if (own.length > 0) expected.set(own.join(), (expected.get(own.join()) ?? 0) + 1)
        }
        const count = (list: readonly (readonly [number, number])[]) => {
          const sets = new SourceSets(10)
          for (const [person, source] of list) sets.add(person, source)
          return sets.count()
        }
        const counted = count(pairs)
        expect(new Map(counted.map((c) => [c.sources.join(), c.people]))).toEqual(expected)
        expect(count([...pairs].reverse())).toEqual(counted)
      }),
    )
  })
})
