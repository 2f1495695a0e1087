import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decision, settleDecisions } from '../../../src/match/clustering/decisions.ts'
import { UnionFind } from '../../../src/match/clustering/union-find.ts'
import { copies, invent, match, type Person } from '../match-case.ts'

const ROWS = 8
const decision = fc.record({ l: fc.nat(ROWS - 1), r: fc.nat(ROWS - 1), isSame: fc.boolean() })

describe("reviewers' decisions", () => {
  it('hold together, whatever was decided; the last of all always stands', () => {
    fc.assert(
      fc.property(fc.array(decision, { minLength: 1, maxLength: 14 }), (decisions) => {
        const { same, different } = settleDecisions(decisions)
        const sets = new UnionFind(ROWS)
        for (const [l, r] of same) sets.union(l, r)
        for (const [l, r] of different) expect(sets.find(l)).not.toBe(sets.find(r))
        const last = decisions.findLast((d) => d.l !== d.r)
        if (last !== undefined) {
          const pair = [Math.min(last.l, last.r), Math.max(last.l, last.r)]
          expect(last.isSame ? same : different).toContainEqual(pair)
        }
      }),
    )
  })

  it('are overruled only where later ones leave no room for them', () => {
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 14 }), (decisions) => {
        const { same, different, overruled } = settleDecisions(decisions)
        const pairs = new Map<string, Decision>()
        for (const d of decisions) if (d.l !== d.r) pairs.set([d.l, d.r].sort().join(' '), d)
        expect(same.length + different.length + overruled).toBe(pairs.size)
        // With all that stand taken as given, each of them could be added without contradiction only if it stands.
        const sets = new UnionFind(ROWS)
        for (const [l, r] of same) sets.union(l, r)
        const standing = new Set([...same, ...different].map((p) => p.join(' ')))
        for (const d of pairs.values()) {
          if (standing.has([Math.min(d.l, d.r), Math.max(d.l, d.r)].join(' '))) continue
          const fits = d.isSame
            ? !different.some(
                ([a, b]) =>
                  [sets.find(a), sets.find(b)].sort().join() === [sets.find(d.l), sets.find(d.r)].sort().join(),
              )
            : sets.find(d.l) !== sets.find(d.r)
          expect(fits).toBe(false)
        }
      }),
    )
  })
})

const PEOPLE = invent(300)
const TWINS = copies(PEOPLE.slice(0, 120))
const ALL: readonly Person[] = [...PEOPLE, ...TWINS]
const COPY = PEOPLE.length
const apart = (l: number, r: number): Decision => ({ l, r, isSame: false })
const one = (l: number, r: number): Decision => ({ l, r, isSame: true })
const clusterOf = (decisions: readonly Decision[], people: readonly Person[] = ALL) => match(people, { decisions })

describe('clusters with decisions', () => {
  it('join what a reviewer joined, though it never was a candidate, and through chains', () => {
    const { cluster } = clusterOf([one(200, 250), one(250, 260)])
    expect([cluster[250], cluster[260]]).toEqual([cluster[200], cluster[200]])
    expect(clusterOf([]).cluster[250]).not.toBe(clusterOf([]).cluster[200])
  })

  it('part what a reviewer parted, also where a third record is like both, and no longer suspect them', () => {
    const third: Person = { ...PEOPLE[4]!, uid: 'c:third' }
    const people = [...ALL, third]
    expect(clusterOf([], people).cluster[COPY + 4]).toBe(clusterOf([], people).cluster[4])
    const { cluster, pairs, possible } = clusterOf([apart(4, COPY + 4)], people)
    expect(cluster[4]).not.toBe(cluster[COPY + 4])
    const [a, b] = [cluster[4]!, cluster[COPY + 4]!].sort((x, y) => x - y)
    expect(Array.from(pairs.l, (l, i) => [cluster[l], cluster[pairs.r[i]!]].sort().join())).not.toContain(`${a},${b}`)
    expect(Array.from(possible.l, (l, i) => `${l},${possible.r[i]}`)).not.toContain(`${a},${b}`)
  })

  it('say when decisions do not fit one another', () => {
    const { cluster, notes } = clusterOf([apart(200, 260), one(200, 250), one(250, 260)])
    expect(cluster[260]).toBe(cluster[200])
    expect(notes.join()).toContain('1 decision of reviewers does not fit')
  })
})

describe('numbers that a person has one of', () => {
  const withIds = (idOf: (i: number, isCopy: boolean) => string): Person[] => [
    ...PEOPLE.map((p, i) => ({ ...p, national_id: idOf(i, false) })),
    ...TWINS.map((p, i) => ({ ...p, national_id: idOf(i, true) })),
  ]
  const number = (i: number) => String(10_000_000 + i * 7919)
  const ids = (people: readonly Person[], decisions: readonly Decision[] = []) => match(people, { decisions })

  it('keep people apart where they differ in full, not for a slip, and stay possible matches', () => {
    const people = withIds((i, isCopy) =>
      isCopy && i === 3 ? '55512345' : isCopy && i === 5 ? `${number(5).slice(0, 7)}8` : number(i),
    )
    const { cluster, pairs, notes } = ids(people)
    expect(cluster[3]).not.toBe(cluster[COPY + 3])
    expect(cluster[5]).toBe(cluster[COPY + 5])
    expect(cluster[6]).toBe(cluster[COPY + 6])
    expect(Array.from(pairs.l, (l, i) => `${l} ${pairs.r[i]} ${pairs.decision[i]}`)).toContain(`3 ${COPY + 3} 1`)
    expect(notes.join()).toContain('different national ids')
  })

  it('give way to a reviewer, also for the records that share one of the two numbers', () => {
    const third: Person = { ...TWINS[3]!, uid: 'c:third', national_id: '55512345' }
    const people = [...withIds((i, isCopy) => (isCopy && i === 3 ? '55512345' : number(i))), third]
    const { cluster } = ids(people, [one(3, COPY + 3)])
    expect([cluster[COPY + 3], cluster[people.length - 1]]).toEqual([cluster[3], cluster[3]])
  })

  it('only weigh where they contradict each other too often to be right', () => {
    const people = withIds((i, isCopy) => (isCopy && i % 4 === 0 ? number(i + 5000) : number(i)))
    const { cluster, notes } = ids(people)
    expect(notes.join()).toContain('it only weighs')
    expect(cluster[8]).toBe(cluster[COPY + 8])
  })
})

describe('sources declared free of duplicates', () => {
  it('have at most one record a person, also where a record of another source is like two of them', () => {
    const people = [...PEOPLE, { ...PEOPLE[7]!, uid: 'a:copy' }, { ...PEOPLE[7]!, uid: 'b:other', source: 1 }]
    const of = (free: boolean) => match(people, { freeOfDuplicates: new Set(free ? [0] : []) }).cluster
    expect(new Set([of(false)[7], of(false)[300], of(false)[301]]).size).toBe(1)
    const cluster = of(true)
    expect(cluster[7]).not.toBe(cluster[300])
    expect([cluster[7], cluster[300]]).toContain(cluster[301])
  })

  it('give way to a reviewer', () => {
    const people = [...PEOPLE, { ...PEOPLE[7]!, uid: 'a:copy' }]
    const { cluster } = match(people, { freeOfDuplicates: new Set([0]), decisions: [one(7, 300)] })
    expect(cluster[300]).toBe(cluster[7])
  })
})
