import { describe, expect, it } from 'vitest'
import { PatternCounter } from '../../src/engine/local/pattern-counter.ts'
import { learnByEm } from '../../src/match/expectation-maximisation.ts'

/** A small seeded generator (mulberry32), so that the simulated pairs are the same every time. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const TRUE_M = [0.9, 0.8, 0.95, 0.7]
const TRUE_U = [0.02, 0.01, 0.05, 0.1]
const PAIRS = 200_000
const MATCHES = 4_000

function simulate() {
  const next = random(42)
  const counter = new PatternCounter()
  const same = TRUE_M.map(() => 0)
  for (let i = 0; i < PAIRS; i++) {
    const chances = i < MATCHES ? TRUE_M : TRUE_U
    let word = 0
    for (const [c, chance] of chances.entries()) {
      const isSame = next() < chance
      if (isSame) same[c]!++
      word |= (isSame ? 1 : 2) << (4 * c)
    }
    counter.add(word >>> 0, 0)
  }
  return { patterns: counter.finish(), overall: same.map((n) => Float64Array.of(0, n / PAIRS, 1 - n / PAIRS)) }
}

describe('expectation maximisation', () => {
  it('recovers the m, u and share of matches that simulated pairs were made with', () => {
    const { patterns, overall } = simulate()
    const result = learnByEm({
      patterns,
      scale: 1,
      allPairs: PAIRS,
      names: ['a', 'b', 'c', 'd'],
      m: TRUE_M.map(() => Float64Array.of(0, 0.6, 0.4)),
      overall,
      presentPairs: TRUE_M.map(() => PAIRS),
      own: [],
      kin: [],
      kinStart: { household: 0.3, twins: 0.01, juniors: 0.01 },
      kinLeast: { household: 0.1, twins: 0.01, juniors: 0.01 },
      startMatches: 500,
      priorPairs: 10,
      rounds: 200,
    })
    for (const [c, m] of TRUE_M.entries()) {
      expect(Math.abs(result.m[c]![1]! - m)).toBeLessThan(0.02)
      expect(Math.abs(result.u[c]![1]! - TRUE_U[c]!)).toBeLessThan(0.003)
    }
    expect(Math.abs(result.expectedMatches - MATCHES)).toBeLessThan(200)
  })
})
