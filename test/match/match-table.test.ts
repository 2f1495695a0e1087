import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openLocalEngine } from '../../src/engine/local/local-engine.ts'
import { parseModel } from '../../src/match/learning/stored-model.ts'
import { matchTable } from '../../src/match/match-table.ts'
import { copies, groups, inputOf, invent, match, NICKNAMES, type Person, RULES } from './match-case.ts'

const PEOPLE = invent(300)
const ALL = [...PEOPLE, ...copies(PEOPLE.slice(0, 120))]
const PAIRS = PEOPLE.slice(0, 120).map((p) => [p.uid, p.uid.replace('a:', 'b:')])

/** ALL plus a few people of one household; the household's own groups. */
function withHousehold(members: readonly Person[]): string[][] {
  const people = [...ALL, ...members]
  const uids = new Set(members.map((m) => m.uid))
  return groups(people, match(people)).filter((group) => group.some((uid) => uids.has(uid)))
}

const HOME = { last_name: 'Winterfeld', street: 'Birkenallee', house_number: '12', postcode: '10200', city: 'Berlin' }

describe('matching', () => {
  it('finds the copies and nothing else', () => {
    expect(groups(ALL, match(ALL))).toEqual(PAIRS)
  })

  it('gives the same clusters, numbers and weights whatever the order of the rows', () => {
    const plain = match(ALL)
    const clusterOf = new Map(ALL.map((p, row) => [p.uid, plain.cluster[row]]))
    fc.assert(
      fc.property(fc.shuffledSubarray(ALL, { minLength: ALL.length }), (shuffled) => {
        const outcome = match(shuffled)
        expect(shuffled.every((p, row) => outcome.cluster[row] === clusterOf.get(p.uid))).toBe(true)
        expect(outcome.pairs.weight).toEqual(plain.pairs.weight)
        expect(Array.from(outcome.pairs.l, (row) => shuffled[row]!.uid)).toEqual(
          Array.from(plain.pairs.l, (row) => ALL[row]!.uid),
        )
        expect(outcome.model).toEqual(plain.model)
      }),
      { numRuns: 4 },
    )
  })

  it('keeps husband and wife apart though they share name, address, phone and email', () => {
    const shared = { ...HOME, phone: '+49307654321', email: 'winterfeld@example.org' }
    const couple = [
      { uid: 'h:1', first_name: 'Gerda', ...shared },
      { uid: 'h:2', first_name: 'Konrad', ...shared },
    ]
    expect(withHousehold(couple)).toEqual([])
  })

  it('keeps twins apart though they also share the birth date', () => {
    const shared = { ...HOME, phone: '+49307654321', birth_date: '1987-05-06' }
    const twins = [
      { uid: 'h:1', first_name: 'Gerda', ...shared },
      { uid: 'h:2', first_name: 'Sabine', ...shared },
    ]
    expect(withHousehold(twins)).toEqual([])
  })

  it('keeps father and son of one name apart by their birth dates', () => {
    const shared = { ...HOME, first_name: 'Konrad', phone: '+49307654321' }
    const both = [
      { uid: 'h:1', ...shared, birth_date: '1951-02-03' },
      { uid: 'h:2', ...shared, birth_date: '1983-11-27' },
    ]
    expect(withHousehold(both)).toEqual([])
  })

  it('joins a nickname at the same address and phone', () => {
    const shared = { ...HOME, phone: '+49307654321' }
    const one = [
      { uid: 'h:1', first_name: 'Wilhelm', ...shared, birth_date: '1951-02-03' },
      { uid: 'h:2', first_name: 'Willi', ...shared, birth_date: '1951-02-03' },
    ]
    expect(withHousehold(one)).toEqual([['h:1', 'h:2']])
  })

  it('never puts two records of a source free of duplicates together', () => {
    const same = { first_name: 'Gerda', ...HOME, birth_date: '1987-05-06', email: 'gerda@example.org' }
    const people = [
      ...ALL,
      { uid: 'c:1', source: 1, ...same },
      { uid: 'c:2', source: 1, ...same },
      { uid: 'd:1', ...same },
    ]
    const outcome = match(people, { freeOfDuplicates: new Set([1]) })
    expect(outcome.cluster[ALL.length]).not.toBe(outcome.cluster[ALL.length + 1])
  })

  it('compares only across sources when asked to link', () => {
    const people = ALL.map((p) => ({ ...p, source: p.uid.startsWith('b') ? 1 : 0 }))
    const twice = [...people, { ...PEOPLE[200]!, uid: 'a:copy', source: 0 }]
    const found = groups(twice, match(twice, { linkOnly: true }))
    expect(found).toEqual(PAIRS)
  })

  it('marks exactly the records with a possible match elsewhere', () => {
    const outcome = match(ALL)
    const possible = new Set<number>()
    outcome.pairs.decision.forEach((decision, i) => {
      const same = outcome.cluster[outcome.pairs.l[i]!] === outcome.cluster[outcome.pairs.r[i]!]
      expect(decision).toBe(same ? 2 : 1)
      if (!same) possible.add(outcome.pairs.l[i]!).add(outcome.pairs.r[i]!)
    })
    outcome.band.forEach((band, row) => {
      expect(band).toBe(possible.has(row) ? 1 : 2)
    })
  })

  it('stores and reads back a model, and scores the same with it', () => {
    const plain = match(ALL)
    const model = parseModel(JSON.parse(JSON.stringify(plain.model)))
    const again = matchTable(inputOf(ALL), RULES, { openEngine: openLocalEngine, nicknames: NICKNAMES, model: model! })
    expect(again.pairs.weight).toEqual(plain.pairs.weight)
    expect(parseModel({ version: 1 })).toBeNull()
  })
})

describe('matching next to nothing', () => {
  it('has no clusters for no records, one for one', () => {
    expect(match([]).clusters).toBe(0)
    expect([...match([{ uid: 'x', first_name: 'Ada' }]).cluster]).toEqual([0])
  })

  it('says that few records cannot teach weights, and still joins identical ones', () => {
    const ada = { first_name: 'Ada', last_name: 'Adler', email: 'ada@example.org', birth_date: '1980-01-02' }
    const people = [
      { uid: 'x', ...ada },
      { uid: 'y', ...ada },
      { uid: 'z', first_name: 'Bruno', last_name: 'Pohl', email: 'bruno@example.net', birth_date: '1960-11-12' },
    ]
    const outcome = match(people)
    expect(groups(people, outcome)).toEqual([['x', 'y']])
    expect(outcome.notes.some((note) => note.includes('starting points'))).toBe(true)
  })

  it('joins nobody on columns that hold one value throughout', () => {
    const people = Array.from({ length: 50 }, (_, i) => ({ uid: `u${i}`, city: 'Berlin', sex: 'f' }))
    const outcome = match(people)
    expect(outcome.clusters).toBe(50)
    expect(outcome.notes.length).toBeGreaterThan(0)
  })

  it('takes hostile cells for what they are', () => {
    const ugly = [
      '',
      '\u0000',
      '@',
      '+@.',
      '____',
      '9'.repeat(5000),
      'a'.repeat(70_000),
      '😀😀',
      '__proto__',
      '0000-00-00',
    ]
    const people = ugly.flatMap((cell, i) => [
      { uid: `u${i}`, first_name: cell, last_name: cell, email: cell, phone: cell, birth_date: cell, street: cell },
      { uid: `v${i}`, first_name: 'Eva', last_name: cell, email: cell, phone: cell, birth_date: cell, street: cell },
    ])
    expect(match(people).cluster.length).toBe(people.length)
  })
})
