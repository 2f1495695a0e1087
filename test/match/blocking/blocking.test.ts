import { describe, expect, it } from 'vitest'
import { planBlocking } from '../../../src/match/blocking/blocking.ts'
import { orderByUid } from '../../../src/match/blocking/order-rows.ts'
import { buildFeatures } from '../../../src/match/features.ts'
import { groups, inputOf, match, type Person, invent as plainPeople, RULES } from '../match-case.ts'

const PEOPLE = 5000
const TWICE = 100

/** An even number below `below` that has nothing to do with its neighbours'. */
function chance(person: number, salt: number, below: number): number {
  let hash = Math.imul(person + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) % below
}

const word = (person: number, salt: number, letters: number): string =>
  Array.from({ length: letters }, (_, i) => 'abcdefghijklmnopqrstuvwxyz'[chance(person, salt + i, 26)]).join('')

/** Nobody has a name, all have one phone, one birth date and one place: only email and street tell them apart. */
function invent(person: number): Person {
  return {
    uid: `a:${person}`,
    email: `${word(person, 100, 9)}@example.org`,
    street: `${word(person, 200, 7)}weg`,
    house_number: String(1 + chance(person, 300, 90)),
    birth_date: '1980-05-17',
    phone: '+49301234567',
    postcode: '10115',
    city: 'Berlin',
  }
}

const people = Array.from({ length: PEOPLE }, (_, person) => invent(person))
const all = [...people, ...people.slice(0, TWICE).map((p): Person => ({ ...p, uid: p.uid.replace('a:', 'b:') }))]

describe('blocking a file in which keys say nothing', () => {
  const outcome = match(all)

  it('makes no more pairs than a record has neighbours', () => {
    for (const { rule, pairs } of outcome.blocking) expect([rule, pairs < all.length * 5]).toEqual([rule, true])
  })

  it('says what it split and what it did not compare', () => {
    expect(outcome.notes.some((note) => /split by further fields.*\bphone \(1\)/.test(note))).toBe(true)
    expect(outcome.notes.some((note) => /next to one another.*\bphone \([\d,]+\)/.test(note))).toBe(true)
  })

  it('still finds who is there twice, and nobody else', () => {
    const wanted = people.slice(0, TWICE).map(({ uid }) => [uid, uid.replace('a:', 'b:')])
    expect(groups(all, outcome)).toEqual(wanted.sort(([a], [b]) => (a! < b! ? -1 : 1)))
  })
})

describe('a rule for data without a field', () => {
  const rules = RULES.blocking.rules.map((rule) =>
    'keys' in rule && rule.most_records !== undefined ? { ...rule, most_records: 10 } : rule,
  )
  const namesOf = (people: readonly Person[], or: Partial<typeof RULES.blocking> = {}): string[] => {
    const { table, uids } = inputOf(people)
    const features = buildFeatures(table, new Map(), orderByUid(uids))
    return planBlocking(features, { ...RULES.blocking, rules, ...or }).blocking.map(({ name }) => name)
  }
  const without = (share: number) =>
    plainPeople(40).map((person, i): Person => {
      const { postcode, ...rest } = person
      return i < 40 * share || postcode === undefined ? rest : person
    })
  const rule = 'last + first_initial + city'

  it('is left out of larger data where most records have it', () => {
    expect(namesOf(plainPeople(40))).not.toContain(rule)
    expect(namesOf(without(0.2))).not.toContain(rule)
  })

  it('is used where many lack it, and in small data in any case', () => {
    expect(namesOf(without(0.3))).toContain(rule)
    expect(namesOf(without(1))).toContain(rule)
    expect(namesOf(plainPeople(40), { rules: RULES.blocking.rules })).toContain(rule)
  })
})
