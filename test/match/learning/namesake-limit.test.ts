import { describe, expect, it } from 'vitest'
import type { Comparison } from '../../../src/match/comparisons.ts'
import { mostNamesakes } from '../../../src/match/learning/namesake-limit.ts'
import { PackedTexts } from '../../../src/record/packed-texts.ts'
import { Rng, zipf } from '../../../src/sample/rng.ts'
import { packTexts } from '../../../src/text/text-table.ts'

const NAMES = 400
const PEOPLE = 8000
/** Every third person has a second record. */
const ONE_IN = 3

function people(seed: string): { first: Uint32Array; last: Uint32Array; namesakes: number } {
  const rng = new Rng(seed, 'namesakes')
  const names = zipf(
    Array.from({ length: NAMES }, (_, i) => i + 1),
    1,
  )
  const [first, last]: [number[], number[]] = [[], []]
  const records = new Map<number, number[]>()
  for (let person = 0; person < PEOPLE; person++) {
    const [f, l] = [names.draw(rng), names.draw(rng)]
    const times = person % ONE_IN === 0 ? 2 : 1
    records.set(f * 1000 + l, [...(records.get(f * 1000 + l) ?? []), times])
    for (let n = 0; n < times; n++) {
      first.push(f)
      last.push(l)
    }
  }
  let namesakes = 0
  for (const times of records.values())
    for (const [i, n] of times.entries()) for (const m of times.slice(0, i)) namesakes += n * m
  return { first: Uint32Array.from(first), last: Uint32Array.from(last), namesakes }
}

const comparing = (first: Uint32Array, last: Uint32Array): Comparison => ({
  name: 'last_name',
  kind: 'family_name',
  columns: [first, last],
  texts: packTexts(new PackedTexts(new Uint8Array(0), new Uint32Array(1))),
  synonyms: null,
  numbers: null,
  rarity: [],
  fullNames: first.map((f, row) => f * 1000 + last[row]!),
})
const sourcesOf = (first: Uint32Array) => new Uint16Array(first.length)

describe('the most namesakes there can be', () => {
  it.each(['a', 'b', 'c'])('comes near their number where names meet by chance (%s)', (seed) => {
    const { first, last, namesakes } = people(seed)
    const plan = { sources: sourcesOf(first), noPairsWithin: new Set<number>() }
    const found = mostNamesakes(plan, [comparing(first, last)])!
    expect(Math.abs(found - namesakes)).toBeLessThan(namesakes * 0.15)
  })

  it('counts only pairs that may be made', () => {
    const { first, last } = people('a')
    const plan = { sources: sourcesOf(first), noPairsWithin: new Set([0]) }
    expect(mostNamesakes(plan, [comparing(first, last)])).toBeNull()
  })

  it('is not told by a few records', () => {
    const few = Uint32Array.of(1, 1, 2)
    expect(mostNamesakes({ sources: sourcesOf(few), noPairsWithin: new Set() }, [comparing(few, few)])).toBeNull()
  })
})
