import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Allocation, allocate, type Group, type Limits } from '../../src/plan/allocate.ts'

const free: Limits = { budgetMinor: Number.POSITIVE_INFINITY, capacity: [1, 1, 1].map(() => Number.POSITIVE_INFINITY) }

const totals = (groups: readonly Group[], allocation: Allocation) => {
  const sum = { cost: 0, value: 0, channels: [0, 0, 0] }
  allocation.forEach((parts, g) => {
    for (const { option, people } of parts) {
      const { costMinor, valueMinor, channel } = groups[g]!.options[option]!
      sum.cost += people * costMinor
      sum.value += people * valueMinor
      sum.channels[channel]! += people
    }
  })
  return sum
}

/** The exact optimum by dynamic programming over whole units of money, and over capacities where given. */
function exact(groups: readonly Group[], budget: number): number {
  let best = new Float64Array(budget + 1)
  for (const { people, options } of groups)
    for (let i = 0; i < people; i++) {
      const next = best.slice()
      for (const { costMinor, valueMinor } of options)
        for (let b = costMinor; b <= budget; b++) next[b] = Math.max(next[b]!, best[b - costMinor]! + valueMinor)
      best = next
    }
  return best[budget]!
}

const option = fc.record({
  channel: fc.integer({ min: 0, max: 2 }),
  costMinor: fc.integer({ min: 1, max: 50 }),
  valueMinor: fc.integer({ min: -20, max: 300 }),
})
const group = fc.record({
  people: fc.integer({ min: 10, max: 40 }),
  options: fc.array(option, { minLength: 0, maxLength: 4 }),
  isFirst: fc.constant(false),
})

describe('allocate', () => {
  it('without limits gives everybody their best option that gains', () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 8 }), (groups) => {
        const best = groups.reduce((sum, g) => sum + g.people * Math.max(0, ...g.options.map((o) => o.valueMinor)), 0)
        expect(totals(groups, allocate(groups, free)).value).toBe(best)
      }),
    )
  })

  it('under a budget comes within 1 % of the exact optimum, and never above the budget', () => {
    fc.assert(
      fc.property(
        fc.array(group, { minLength: 3, maxLength: 8 }),
        fc.integer({ min: 2000, max: 6000 }),
        (groups, budget) => {
          const found = totals(groups, allocate(groups, { ...free, budgetMinor: budget }))
          expect(found.cost).toBeLessThanOrEqual(budget)
          expect(found.value).toBeGreaterThanOrEqual(0.99 * exact(groups, budget))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('never uses more of a channel than it can serve, nor gives a person two contacts', () => {
    fc.assert(
      fc.property(
        fc.array(group, { maxLength: 8 }),
        fc.integer({ min: 0, max: 3000 }),
        fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })),
        (groups, budgetMinor, capacity) => {
          const allocation = allocate(groups, { budgetMinor, capacity })
          const found = totals(groups, allocation)
          expect(found.cost).toBeLessThanOrEqual(budgetMinor + 1e-6)
          found.channels.forEach((n, channel) => {
            expect(n).toBeLessThanOrEqual(capacity[channel]!)
          })
          allocation.forEach((parts, g) => {
            expect(parts.reduce((sum, part) => sum + part.people, 0)).toBeLessThanOrEqual(groups[g]!.people)
          })
        },
      ),
    )
  })

  it('gives scarce calls to those whom nothing else reaches as well', () => {
    const call = { channel: 0, costMinor: 4, valueMinor: 10 }
    const groups: Group[] = [
      { people: 10, options: [call, { channel: 1, costMinor: 1, valueMinor: 9 }], isFirst: false },
      { people: 10, options: [call], isFirst: false },
    ]
    const found = totals(groups, allocate(groups, { ...free, capacity: [10, 1000, 1000] }))
    expect(found.value).toBe(10 * 9 + 10 * 10)
  })

  it('serves those with priority first', () => {
    const option = { channel: 0, costMinor: 10, valueMinor: 5 }
    const groups: Group[] = [
      { people: 3, options: [{ ...option, valueMinor: 50 }], isFirst: false },
      { people: 2, options: [option], isFirst: true },
    ]
    const allocation = allocate(groups, { ...free, budgetMinor: 30 })
    expect(allocation.map((parts) => parts[0]?.people ?? 0)).toEqual([1, 2])
  })
})
