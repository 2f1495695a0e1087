import { describe, expect, it } from 'vitest'
import { explainPair, layOutPair } from '../../../src/match/learning/explain-pair.ts'
import { ColumnEncoder } from '../../../src/record/encoded.ts'
import { copies, inputOf, invent, match, NICKNAMES } from '../match-case.ts'

const PEOPLE = invent(300)
const ALL = [...PEOPLE, ...copies(PEOPLE.slice(0, 120))]

describe('explaining a pair', () => {
  const outcome = match(ALL)

  const pair = (l: number, r: number) => ({ table: inputOf(ALL).table, l, r, isWhole: true })

  it('adds up, line by line, to the weight the run gave the pair', () => {
    for (let i = 0; i < Math.min(25, outcome.pairs.l.length); i++) {
      const e = explainPair(outcome.model, pair(outcome.pairs.l[i]!, outcome.pairs.r[i]!), NICKNAMES)
      const sum = e.comparisons.reduce((bits, c) => bits + c.bits + c.rarityBits!, e.priorBits + e.relativesBits)
      expect(sum).toBeCloseTo(outcome.pairs.weight[i]!, 6)
      expect(e.weight).toBeCloseTo(outcome.pairs.weight[i]!, 6)
      expect(e.decision).not.toBe('no match')
    }
  })

  it('gives each comparison the rarity of its own value', () => {
    const { comparisons } = explainPair(outcome.model, pair(3, 303), NICKNAMES)
    const rarity = new Map(comparisons.map((c) => [c.name, c.rarityBits]))
    // Everybody's email is their own, while first names are twenty in all.
    expect(comparisons.some((c) => c.level === 'same' && c.rarityBits !== 0)).toBe(true)
    expect(rarity.get('birth_date')).not.toBe(rarity.get('first_name'))
  })

  it('is the same both ways round and says what a match would have needed', () => {
    const one = explainPair(outcome.model, pair(0, 1), NICKNAMES)
    const other = explainPair(outcome.model, pair(1, 0), NICKNAMES)
    expect(one.weight).toBe(other.weight)
    expect(one.decision).toBe('no match')
    expect(one.missingBits).toBeGreaterThan(0)
    expect(layOutPair(one)).toContain('would have needed')
  })

  it('shows columns of the user’s own', () => {
    const encoder = new ColumnEncoder()
    for (const i of ALL.keys()) encoder.push(`Village ${i % 120}`)
    const extra = new Map([['birth_place', encoder.finish()]])
    const { model } = match(ALL, { extra })
    const found = explainPair(model, { ...pair(1, 301), extra }, NICKNAMES).comparisons
    expect(found.find((c) => c.name === 'birth_place')).toMatchObject({ valueL: 'Village 1', valueR: 'Village 61' })
  })
})
