import { describe, expect, it } from 'vitest'
import { PatternCounter } from '../../../src/engine/local/pattern-counter.ts'
import { learnByEm } from '../../../src/match/learning/expectation-maximisation.ts'

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
      kinds: ['text', 'text', 'text', 'text'],
      m: TRUE_M.map(() => Float64Array.of(0, 0.6, 0.4)),
      overall,
      chanceStart: null,
      ofRareNames: null,
      leftOutPrior: 300,
      presentPairs: TRUE_M.map(() => PAIRS),
      singular: TRUE_M.map(() => false),
      unrelated: TRUE_M.map(() => false),
      rareKinMost: 0.5,
      rareKinOfSeen: 0,
      own: [],
      kin: [],
      namesakes: null,
      mostNamesakes: null,
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

  it('learns from pairs of one name how two people of one name agree, and how many such pairs there are', () => {
    const next = random(7)
    // Levels of first name, last name, city and email: namesakes live in one city more often than strangers do.
    const chances = {
      match: [0.9, 0.9, 0.9, 0.9],
      namesakes: [1, 1, 0.3, 0],
      random: [0.005, 0.005, 0.02, 0],
    }
    const counter = new PatternCounter()
    const ofOneName = new PatternCounter()
    const same = [0, 0, 0, 0]
    let sharing = 0
    for (let i = 0; i < PAIRS; i++) {
      const kind = i < 2000 ? 'match' : i < 8000 ? 'namesakes' : 'random'
      let word = 0
      for (const [c, chance] of chances[kind].entries()) {
        const isSame = next() < chance
        if (isSame) same[c]!++
        word |= (isSame ? 1 : 2) << (4 * c)
      }
      counter.add(word >>> 0, 0)
      if ((word & 0xff) !== 0x11) continue
      ofOneName.add(word >>> 0, 0)
      sharing++
    }
    const result = learnByEm({
      patterns: counter.finish(),
      scale: 1,
      allPairs: PAIRS,
      names: ['first_name', 'last_name', 'city', 'email'],
      kinds: ['text', 'text', 'text', 'text'],
      singular: [false, false, false, true],
      unrelated: [false, false, false, false],
      rareKinMost: 0.5,
      rareKinOfSeen: 0,
      m: same.map(() => Float64Array.of(0, 0.8, 0.2)),
      overall: same.map((n) => Float64Array.of(0, n / PAIRS, 1 - n / PAIRS)),
      chanceStart: null,
      ofRareNames: null,
      leftOutPrior: 300,
      presentPairs: same.map(() => PAIRS),
      own: ['first_name'],
      kin: ['namesakes'],
      namesakes: { patterns: ofOneName.finish(), pairs: sharing },
      mostNamesakes: null,
      kinStart: { household: 0.3, twins: 0.01, juniors: 0.01 },
      kinLeast: { household: 0.1, twins: 0.01, juniors: 0.01 },
      startMatches: 500,
      priorPairs: 10,
      rounds: 200,
    })
    expect(Math.abs(result.namesakes[2]![1]! - 0.3)).toBeLessThan(0.05)
    expect(Math.abs(result.expectedMatches - 2000)).toBeLessThan(200)
    // 6,000 namesakes as written, and those that matches' slips would have hidden: 6,000 / 0.9².
    expect(Math.abs(result.shares.namesakes * PAIRS - 6000 / 0.81)).toBeLessThan(800)
  })

  it('takes a different first name of one birth date for a twin where households are seen, for a slip where none is', () => {
    // Levels of first name, birth date, street and phone.
    const chances = {
      match: [0.9, 0.95, 0.9, 0.9],
      slip: [0, 0.95, 0.9, 0.9],
      twins: [0.01, 0.95, 0.9, 0.9],
      household: [0.01, 0.0005, 0.9, 0.9],
      random: [0.01, 0.0005, 0.001, 0.001],
    }
    const learn = (kindOf: (i: number) => keyof typeof chances) => {
      const next = random(11)
      const counter = new PatternCounter()
      const same = [0, 0, 0, 0]
      for (let i = 0; i < PAIRS; i++) {
        let word = 0
        for (const [c, chance] of chances[kindOf(i)].entries()) {
          const isSame = next() < chance
          if (isSame) same[c]!++
          word |= (isSame ? 1 : 2) << (4 * c)
        }
        counter.add(word >>> 0, 0)
      }
      return learnByEm({
        patterns: counter.finish(),
        scale: 1,
        allPairs: PAIRS,
        names: ['first_name', 'birth_date', 'street', 'phone'],
        kinds: ['text', 'text', 'text', 'text'],
        singular: [false, true, true, true],
        unrelated: [false, true, false, false],
        rareKinMost: 0.03,
        rareKinOfSeen: 0.3,
        m: [0.99, 0.8, 0.8, 0.8].map((share) => Float64Array.of(0, share, 1 - share)),
        overall: same.map((n) => Float64Array.of(0, n / PAIRS, 1 - n / PAIRS)),
        chanceStart: null,
        ofRareNames: null,
        leftOutPrior: 300,
        presentPairs: same.map(() => PAIRS),
        own: ['first_name', 'birth_date'],
        kin: ['household', 'twins', 'juniors'],
        namesakes: null,
        mostNamesakes: null,
        kinStart: { household: 0.3, twins: 0.02, juniors: 0.02 },
        kinLeast: { household: 0.1, twins: 0.003, juniors: 0.003 },
        startMatches: 500,
        priorPairs: 30,
        rounds: 100,
      })
    }
    const town = learn((i) => (i < 2000 ? 'match' : i < 3000 ? 'twins' : i < 8000 ? 'household' : 'random'))
    expect(Math.abs(town.shares.twins * PAIRS - 1000)).toBeLessThan(250)
    expect(Math.abs(town.m[0]![2]! - 0.1)).toBeLessThan(0.1)
    const slips = learn((i) => (i < 2000 ? 'match' : i < 3000 ? 'slip' : 'random'))
    expect(slips.shares.twins * PAIRS).toBeLessThan(20)
    expect(Math.abs(slips.m[0]![2]! - 0.4)).toBeLessThan(0.05)
  })

  it('takes records of one name that differ elsewhere for one person as often as rare names show it', () => {
    const next = random(5)
    // Levels of first name, last name and email. Half of one person's records have another address.
    const chances = { match: [1, 1, 0.5], namesakes: [1, 1, 0], random: [0.005, 0.005, 0] }
    const counters = { all: new PatternCounter(), ofOneName: new PatternCounter(), rare: new PatternCounter() }
    const same = [0, 0, 0]
    let sharing = 0
    for (let i = 0; i < PAIRS; i++) {
      const kind = i < 3000 ? 'match' : i < 4000 ? 'namesakes' : 'random'
      let word = 0
      for (const [c, chance] of chances[kind].entries()) {
        const isSame = next() < chance
        if (isSame) same[c]!++
        word |= (isSame ? 1 : 2) << (4 * c)
      }
      counters.all.add(word >>> 0, 0)
      if (i < 1000) counters.rare.add(word >>> 0, 0)
      if ((word & 0xff) !== 0x11) continue
      counters.ofOneName.add(word >>> 0, 0)
      sharing++
    }
    const learn = (ofRareNames: ReturnType<PatternCounter['finish']> | null) =>
      learnByEm({
        patterns: counters.all.finish(),
        scale: 1,
        allPairs: PAIRS,
        names: ['first_name', 'last_name', 'email'],
        kinds: ['text', 'text', 'text'],
        singular: [false, false, true],
        unrelated: [false, false, false],
        rareKinMost: 0.03,
        rareKinOfSeen: 0,
        m: same.map(() => Float64Array.of(0, 0.9, 0.1)),
        overall: same.map((n) => Float64Array.of(0, n / PAIRS, 1 - n / PAIRS)),
        chanceStart: null,
        ofRareNames,
        leftOutPrior: 100,
        presentPairs: same.map(() => PAIRS),
        own: ['first_name'],
        kin: ['namesakes'],
        namesakes: { patterns: counters.ofOneName.finish(), pairs: sharing },
        mostNamesakes: null,
        kinStart: { household: 0.3, twins: 0.02, juniors: 0.02 },
        kinLeast: { household: 0.1, twins: 0.003, juniors: 0.003 },
        startMatches: 500,
        priorPairs: 30,
        rounds: 60,
      })
    const told = learn(counters.rare.finish())
    expect(Math.abs(told.m[2]![2]! - 0.5)).toBeLessThan(0.06)
    expect(Math.abs(told.expectedMatches - 3000)).toBeLessThan(300)
    expect(learn(null).m[2]![2]).toBeLessThan(0.3)
  })
})
