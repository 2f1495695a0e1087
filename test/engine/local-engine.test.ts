import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Engine } from '../../src/engine/engine.ts'
import { type KeyColumn, valueAt, valuesOf } from '../../src/engine/key-column.ts'
import { openLocalEngine } from '../../src/engine/local/local-engine.ts'
import type { BlockingPlan, MatchPlan } from '../../src/engine/plan.ts'
import type { ScorePlan } from '../../src/engine/score-plan.ts'
import { packTexts } from '../../src/text/text-table.ts'

function planOf(rows: number, blocking: readonly BlockingPlan[], more: Partial<MatchPlan> = {}): MatchPlan {
  return {
    rows,
    blocking,
    sources: new Uint16Array(rows),
    noPairsWithin: new Set(),
    maxBlockRows: 100,
    oversized: { sortBy: [new Uint32Array(rows)], window: 2 },
    allPairsUpTo: 0,
    ...more,
  }
}

function open(plan: MatchPlan): Engine {
  const engine = openLocalEngine(plan)
  const ids = Uint32Array.from({ length: plan.rows }, (_, i) => (i % 3) + 1)
  engine.compareBy([
    { name: 'c', kind: 'category', columns: [ids], texts: packTexts([null]), synonyms: null, numbers: null },
  ])
  return engine
}

/** Every pair weighs nothing, for or against. */
const everything: ScorePlan = {
  classes: [{ name: 'chance', prior: 0, bits: [new Float64Array(3)], byChance: [true], isNamesakes: false }],
  rarities: [],
  names: null,
}
const pairsOf = (plan: MatchPlan): string[] => {
  const { l, r } = open(plan).scorePairs(everything, 0)
  return Array.from(l, (a, i) => `${a} ${r[i]}`)
}

const keys = fc.array(fc.nat(4), { minLength: 12, maxLength: 12 })

describe('the local engine', () => {
  it('makes each pair that shares a key of any rule once, in order, and no other', () => {
    fc.assert(
      fc.property(keys, keys, keys, (a, b, c) => {
        const blocking = [
          { name: 'one', keys: [[Uint32Array.from(a)]], maxPairsPerRow: 1000, refinements: [] },
          { name: 'two', keys: [[Uint32Array.from(b)], [Uint32Array.from(c)]], maxPairsPerRow: 1000, refinements: [] },
        ]
        const wanted: string[] = []
        for (let l = 0; l < 12; l++)
          for (let r = l + 1; r < 12; r++) {
            const shares = (x: number[], y: number[]) => x[l] !== 0 && x[l] === y[r]
            if (shares(a, a) || shares(b, b) || shares(b, c) || shares(c, b) || shares(c, c)) wanted.push(`${l} ${r}`)
          }
        expect(pairsOf(planOf(12, blocking))).toEqual(wanted)
      }),
    )
  })

  it('pairs rows that agree on every column of a key', () => {
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        const wanted: string[] = []
        for (let l = 0; l < 12; l++)
          for (let r = l + 1; r < 12; r++)
            if (a[l] !== 0 && a[l] === a[r] && b[l] !== 0 && b[l] === b[r]) wanted.push(`${l} ${r}`)
        const rule = {
          name: 'both',
          keys: [[Uint32Array.from(a), Uint32Array.from(b)]],
          maxPairsPerRow: 1000,
          refinements: [],
        }
        expect(pairsOf(planOf(12, [rule]))).toEqual(wanted)
      }),
    )
  })

  it('scores the pairs it compared before as it scores them anew', () => {
    const rows = 3000
    const column = (n: number) =>
      Uint32Array.from({ length: rows }, (_, row) => Math.imul(row, 0x9e3779b1) >>> 7).map((x) => x % n)
    const score: ScorePlan = {
      ...everything,
      rarities: [
        { comparison: 0, levels: [1], columns: [column(40)], bits: Float32Array.from({ length: 40 }, (_, i) => i / 8) },
      ],
    }
    const plan = planOf(rows, [{ name: 'one', keys: [[column(900)]], maxPairsPerRow: 1000, refinements: [] }])
    const fresh = open(plan).scorePairs(score, 1)
    const engine = open(plan)
    engine.countPatterns(5)
    expect(engine.scorePairs(score, 1)).toEqual(fresh)
    expect(fresh.l.length).toBeGreaterThan(10)
    const judged = engine.judgePairs(score, 0, fresh.l, fresh.r)
    expect([...judged.weight]).toEqual([...fresh.weight])
  })

  it('judges the pairs it scored, and others, as an engine does that scored none', () => {
    fc.assert(
      fc.property(keys, keys, fc.integer({ min: -3, max: 3 }), (a, b, threshold) => {
        const score: ScorePlan = {
          ...everything,
          classes: [
            { name: 'chance', prior: 1, bits: [Float64Array.of(0, -4, 3)], byChance: [true], isNamesakes: false },
            { name: 'household', prior: -2, bits: [Float64Array.of(0, -1, 2)], byChance: [false], isNamesakes: false },
          ],
          rarities: [
            { comparison: 0, levels: [1], columns: [Uint32Array.from(b)], bits: Float32Array.of(0, 2, 1, 0.5, -1) },
          ],
        }
        const rule = { name: 'one', keys: [[Uint32Array.from(a)]], maxPairsPerRow: 1000, refinements: [] }
        // So that rows stand in another order inside.
        const plan = planOf(12, [rule], { oversized: { sortBy: [Uint32Array.from(b)], window: 2 } })
        const pairs = Array.from({ length: 12 }, (_, l) => Array.from({ length: l }, (_, r) => [r, l] as const)).flat()
        const [l, r] = [0, 1].map((side) => Uint32Array.from(pairs, (pair) => pair[side]!)) as [
          Uint32Array,
          Uint32Array,
        ]
        const engine = open(plan)
        const scored = engine.scorePairs(score, threshold)
        const judged = engine.judgePairs(score, 0.5, l, r)
        expect(judged).toEqual(open(plan).judgePairs(score, 0.5, l, r))
        const at = (i: number) => pairs.findIndex(([a, b]) => a === scored.l[i] && b === scored.r[i])
        expect(Array.from(scored.l, (_, i) => judged.weight[at(i)])).toEqual([...scored.weight])
      }),
    )
  })

  it('splits a large block; where it stays too large, pairs neighbours only and counts what it gives up', () => {
    const all = new Uint32Array(12).fill(1)
    const halves = Uint32Array.from({ length: 12 }, (_, i) => (i < 9 ? 1 : 2))
    const rule = { name: 'all', keys: [[all]], maxPairsPerRow: 1000, refinements: [{ name: 'halves', ids: halves }] }
    const plan = planOf(12, [rule], { maxBlockRows: 5 })
    expect(open(plan).countCandidates()).toEqual([{ rule: 'all', pairs: 11, refinedBlocks: 1, givenUpPairs: 28 }])
    const neighbours = Array.from({ length: 8 }, (_, l) => `${l} ${l + 1}`)
    expect(pairsOf(plan)).toEqual([...neighbours, '9 10', '9 11', '10 11'])
  })

  it('pairs neighbours of an order, whichever rows are equal in it', () => {
    fc.assert(
      fc.property(keys, keys, fc.integer({ min: 2, max: 5 }), (a, b, window) => {
        const sorted = a
          .map((_, row) => row)
          .filter((row) => a[row] !== 0)
          .sort((l, r) => a[l]! - a[r]! || b[l]! - b[r]! || l - r)
        const wanted: [number, number][] = []
        for (let i = 0; i < sorted.length; i++)
          for (let j = i + 1; j < Math.min(sorted.length, i + window); j++)
            wanted.push([Math.min(sorted[i]!, sorted[j]!), Math.max(sorted[i]!, sorted[j]!)])
        wanted.sort(([a, b], [c, d]) => a - c || b - d)
        const plan = planOf(12, [{ name: 'sorted', sortBy: [Uint32Array.from(a), Uint32Array.from(b)], window }])
        expect(open(plan).countCandidates()[0]!.pairs).toBe(wanted.length)
        expect(pairsOf(plan)).toEqual(wanted.map(([l, r]) => `${l} ${r}`))
      }),
    )
  })

  it('pairs neighbours alike when rows stand in another order already', () => {
    const order = fc.shuffledSubarray([0, 1, 2], { minLength: 1 })
    fc.assert(
      fc.property(keys, keys, keys, order, order, (a, b, c, wanted, standing) => {
        const columns = [a, b, c]
        const shared = columns.map((column) => Uint32Array.from(column))
        const compare = (l: number, r: number) =>
          [...wanted, ...standing].reduce((by, k) => by || columns[k]![l]! - columns[k]![r]!, 0) || l - r
        const first = columns[wanted[0]!]!
        const sorted = Array.from(first.keys()).filter((row) => first[row] !== 0)
        sorted.sort(compare)
        const pairs = sorted.slice(1).map((row, i) => [Math.min(sorted[i]!, row), Math.max(sorted[i]!, row)] as const)
        const plan = planOf(12, [{ name: 'sorted', sortBy: wanted.map((k) => shared[k]!), window: 2 }], {
          oversized: { sortBy: standing.map((k) => shared[k]!), window: 2 },
        })
        const ordered = pairs.sort(([l, r], [m, s]) => l - m || r - s)
        expect(pairsOf(plan)).toEqual(ordered.map(([l, r]) => `${l} ${r}`))
      }),
    )
  })

  it('takes a column made of others for what it stands for', () => {
    const numbers = fc.array(fc.nat(4), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(keys, keys, numbers, (a, b, numbers) => {
        const [l, r, numberOf] = [Uint32Array.from(a), Uint32Array.from(b), Uint32Array.from(numbers)]
        const made: readonly KeyColumn[] = [
          { of: l, numberOf },
          { end: 'lower', ofBoth: [l, r] },
          { end: 'higher', ofBoth: [l, r] },
        ]
        const [renumbered, lower, higher] = made as [KeyColumn, KeyColumn, KeyColumn]
        const plan = (column: (made: KeyColumn) => KeyColumn) =>
          planOf(12, [
            { name: 'ends', keys: [[column(lower), column(higher)]], maxPairsPerRow: 1000, refinements: [] },
            { name: 'sorted', sortBy: [column(renumbered), l], window: 2 },
            {
              name: 'split',
              keys: [[column(renumbered)]],
              maxPairsPerRow: 0.1,
              refinements: [{ name: 'lower', ids: column(lower) }],
            },
          ])
        expect(pairsOf(plan((column) => column))).toEqual(pairsOf(plan(valuesOf)))
        expect(made.map((column) => a.map((_, row) => valueAt(column, row)))).toEqual(
          made.map((column) => [...valuesOf(column)]),
        )
      }),
    )
  })

  it('makes no pair within a source that has none', () => {
    const all = new Uint32Array(4).fill(1)
    const sources = Uint16Array.of(0, 0, 1, 1)
    const plan = planOf(4, [{ name: 'all', keys: [[all]], maxPairsPerRow: 1000, refinements: [] }], {
      sources,
      noPairsWithin: new Set([0]),
    })
    expect(pairsOf(plan)).toEqual(['0 2', '0 3', '1 2', '1 3', '2 3'])
  })

  it('counts the same patterns as looking at every pair', () => {
    const plan = planOf(12, [], { allPairsUpTo: 1000 })
    const { patterns, rate } = open(plan).countPatterns(1)
    const { counts, word0, pairs } = patterns
    expect(rate).toBe(1)
    expect(pairs).toBe(66)
    expect([...word0]).toEqual([1, 2])
    expect([...counts]).toEqual([18, 48])
  })
})
