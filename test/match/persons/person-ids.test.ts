import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderByUid } from '../../../src/match/blocking/order-rows.ts'
import { type KeptIds, keepIds } from '../../../src/match/persons/person-ids.ts'
import { NOBODY_REMEMBERED, type PersonChange, type RememberedPeople } from '../../../src/record/remembered-people.ts'

/** People as lists of uids. */
type People = readonly (readonly string[])[]

interface Run {
  readonly kept: KeptIds
  /** uid → person id */
  readonly of: Readonly<Record<string, string>>
}

function run(people: People, remembered: RememberedPeople = NOBODY_REMEMBERED, retired = new Set<string>()): Run {
  const rows = people.flatMap((uids, cluster) => uids.map((uid) => ({ uid, cluster })))
  const uids = rows.map((r) => r.uid)
  const cluster = Uint32Array.from(rows, (r) => r.cluster)
  const kept = keepIds({ cluster, clusters: people.length, uids, order: orderByUid(uids) }, remembered, retired)
  return { kept, of: Object.fromEntries(rows.map((r) => [r.uid, kept.ids[r.cluster]!])) }
}

/** Runs one after the other, as the workspace does. */
function runAll(...runs: readonly People[]): Run[] {
  let remembered = NOBODY_REMEMBERED
  const retired = new Set<string>()
  return runs.map((people) => {
    const done = run(people, remembered, retired)
    remembered = done.kept.remember
    for (const c of done.kept.changes) if (c.kind === 'merged') retired.add(c.oldId)
    return done
  })
}

const kinds = (changes: readonly PersonChange[]) => changes.map((c) => [c.kind, c.records])

describe('person ids from run to run', () => {
  it('a merge keeps the id of the larger part and records the other', () => {
    const [first, second] = runAll([['a', 'b', 'c'], ['d']], [['a', 'b', 'c', 'd', 'e']])
    expect(second!.of.d).toBe(first!.of.a)
    expect(second!.kept.changes).toEqual([{ oldId: first!.of.d, newId: first!.of.a, kind: 'merged', records: 1 }])
  })

  it('a split leaves the id with the larger part, of equals with the smallest uid', () => {
    const [first, second] = runAll([['a', 'b', 'c']], [['a'], ['b', 'c']])
    expect(second!.of.b).toBe(first!.of.a)
    expect(second!.of.a).not.toBe(first!.of.a)
    expect(kinds(second!.kept.changes)).toEqual([['split', 1]])
    const [even, parted] = runAll([['a', 'b']], [['b'], ['a']])
    expect(parted!.of.a).toBe(even!.of.a)
  })

  it('a record that goes over to another known person is a move', () => {
    const [first, second] = runAll(
      [
        ['a', 'b', 'c'],
        ['d', 'e'],
      ],
      [
        ['a', 'b'],
        ['c', 'd', 'e'],
      ],
    )
    expect(second!.of).toMatchObject({ a: first!.of.a, c: first!.of.d, d: first!.of.d })
    expect(kinds(second!.kept.changes)).toEqual([['moved', 1]])
  })

  it('people keep their ids while others go, and get them back when they return', () => {
    const all: People = [['a', 'x1'], ['b'], ['x2']]
    const [first, without, again] = runAll(all, [['a'], ['b']], all)
    expect(without!.of).toEqual({ a: first!.of.a, b: first!.of.b })
    expect(without!.kept.changes).toEqual([{ oldId: first!.of.x2, newId: null, kind: 'gone', records: 1 }])
    expect(again!.of).toEqual(first!.of)
    expect(kinds(again!.kept.changes)).toEqual([['returned', 1]])
  })

  it('a record that was away follows the person it belonged to into a merge', () => {
    const runs = runAll(
      [
        ['a', 'b'],
        ['c', 'd', 'e'],
      ],
      [['b', 'c', 'd', 'e']],
      [['a'], ['b', 'c', 'd', 'e']],
    )
    expect(runs[2]!.of.a).not.toBe(runs[0]!.of.a)
    expect(kinds(runs[2]!.kept.changes)).toEqual([['split', 1]])
  })

  const uid = fc.integer({ min: 0, max: 24 }).map((n) => `s:${String(n).padStart(2, '0')}`)
  /** Some of the records, each with its person. */
  const people: fc.Arbitrary<People> = fc
    .uniqueArray(fc.tuple(uid, fc.integer({ min: 0, max: 6 })), { selector: ([u]) => u })
    .map((rows) => {
      const groups = new Map<number, string[]>()
      for (const [u, person] of rows) groups.set(person, [...(groups.get(person) ?? []), u])
      return [...groups.values()]
    })

  it('an unchanged run changes nothing', () => {
    fc.assert(
      fc.property(fc.array(people, { minLength: 1, maxLength: 4 }), (runs) => {
        const done = runAll(...runs, runs.at(-1)!)
        expect(done.at(-1)!.of).toEqual(done.at(-2)!.of)
        expect(done.at(-1)!.kept.changes).toEqual([])
        expect(done.at(-1)!.kept.remember).toEqual(done.at(-2)!.kept.remember)
      }),
    )
  })

  it('every change of a record is told, no id stands for two people, and no merged id comes back', () => {
    fc.assert(
      fc.property(fc.array(people, { minLength: 2, maxLength: 5 }), (runs) => {
        const retired = new Set<string>()
        const lastOf: Record<string, string> = {}
        for (const { kept, of } of runAll(...runs)) {
          expect(new Set(kept.ids).size).toBe(kept.ids.length)
          for (const id of kept.ids) expect(retired.has(id)).toBe(false)
          const told = new Set(kept.changes.map((c) => `${c.oldId} ${c.newId}`))
          const merged = new Map(kept.changes.filter((c) => c.kind === 'merged').map((c) => [c.oldId, c.newId]))
          for (const [record, id] of Object.entries(of))
            if (lastOf[record] !== undefined && lastOf[record] !== id)
              expect(told.has(`${lastOf[record]} ${id}`)).toBe(true)
          for (const [record, id] of Object.entries(lastOf))
            if (!(record in of) && merged.has(id)) lastOf[record] = kept.remember.ids[~personOf(kept, record)]!
          Object.assign(lastOf, of)
          for (const old of merged.keys()) retired.add(old)
        }
      }),
    )
  })

  it('the order of rows and clusters says nothing', () => {
    fc.assert(
      fc.property(people, people, (before, now) => {
        const remembered = run(before).kept.remember
        const turned = [...now].reverse().map((uids) => [...uids].reverse())
        expect(run(turned, remembered).of).toEqual(run(now, remembered).of)
        expect(run(turned, remembered).kept.changes).toEqual(run(now, remembered).kept.changes)
      }),
    )
  })
})

const personOf = ({ remember }: KeptIds, record: string): number => remember.people[remember.uids.indexOf(record)]!
