import { describe, expect, it } from 'vitest'
import { explainPair, layOutPair } from '../../src/match/explain-pair.ts'
import { copies, invent, match, NICKNAMES } from './match-case.ts'

const PEOPLE = invent(300)
const ALL = [...PEOPLE, ...copies(PEOPLE.slice(0, 120))]

describe('explaining a pair', () => {
  const outcome = match(ALL)

  it('adds up to the weight the run gave the pair', () => {
    for (let i = 0; i < Math.min(40, outcome.pairs.l.length); i++) {
      const [l, r] = [ALL[outcome.pairs.l[i]!]!, ALL[outcome.pairs.r[i]!]!]
      const e = explainPair(outcome.model, l, r, NICKNAMES, outcome.pairs.weight[i]!)
      const sum = e.comparisons.reduce((bits, c) => bits + c.bits, e.priorBits + e.relativesBits + (e.rarityBits ?? 0))
      expect(sum).toBeCloseTo(outcome.pairs.weight[i]!, 6)
      expect(e.decision).not.toBe('no match')
    }
  })

  it('is the same both ways round and says what a match would have needed', () => {
    const one = explainPair(outcome.model, ALL[0]!, ALL[1]!, NICKNAMES)
    const other = explainPair(outcome.model, ALL[1]!, ALL[0]!, NICKNAMES)
    expect(one.weight).toBe(other.weight)
    expect(one.decision).toBe('no match')
    expect(one.missingBits).toBeGreaterThan(0)
    expect(layOutPair(one)).toContain('would have needed')
  })
})
