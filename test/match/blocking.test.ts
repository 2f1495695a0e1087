import { describe, expect, it } from 'vitest'
import { groups, invent, match, type Person } from './match-case.ts'

/** No names, one phone and one place for all: only the email tells people apart. The first hundred stand twice. */
function skewed(count: number): Person[] {
  const people = invent(count).map(({ uid, email, birth_date, street, house_number }): Person => {
    const own = { uid, email: email!, birth_date: birth_date!, street: street!, house_number: house_number! }
    return { ...own, phone: '+49301234567', postcode: '10115', city: 'Berlin' }
  })
  return [...people, ...people.slice(0, 100).map((p) => ({ ...p, uid: p.uid.replace('a:', 'b:') }))]
}

describe('blocking a file in which keys say nothing', () => {
  const large = match(skewed(5000))

  it('makes pairs in proportion to the records', () => {
    const pairs = large.blocking.reduce((sum, rule) => sum + rule.pairs, 0)
    expect(pairs).toBeGreaterThan(5100)
    expect(pairs).toBeLessThan(5100 * 15)
  })

  it('says what it split and what it did not compare', () => {
    expect(large.notes.some((note) => /split by further fields.*\bphone \(1\)/.test(note))).toBe(true)
    expect(large.notes.some((note) => /next to one another.*\bphone \(\d+\)/.test(note))).toBe(true)
  })

  it('still finds who is there twice', () => {
    const found = new Set(groups(skewed(5000), large).map((uids) => uids.join(' ')))
    const wanted = skewed(5000)
      .slice(0, 100)
      .map(({ uid }) => `${uid} ${uid.replace('a:', 'b:')}`)
    expect(wanted.filter((pair) => found.has(pair)).length).toBeGreaterThan(95)
  })
})
