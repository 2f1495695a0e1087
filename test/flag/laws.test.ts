/** The first law, on random facts: no opt-out is ever lost, no consent ever gained. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BLOCKS,
  FIRST_FREE,
  KINDS,
  kindNo,
  type Precedence,
  precedenceOf,
  type Weight,
} from '../../src/flag/deciding/precedence.ts'
import { PRECEDENCE_RULES } from '../../src/flag/deciding/precedence-rules.ts'
import { NONE } from '../../src/flag/facts/fact-columns.ts'
import type { FactKind } from '../../src/record/fact.ts'
import { apart, asGiven, cases, merged, merges, PERSONAL, precedence, TODAY, verdictsOf } from './law-cases.ts'
import { ruleFiles } from './workspace.ts'

/** Somebody's edits of rules/precedence.yaml, every kind anew; those that cannot be loaded are not made. */
const weights: fc.Arbitrary<Weight> = fc.record({
  rank: fc.integer({ min: 1, max: 30 }),
  blocks: fc.constantFrom(...BLOCKS),
  lifted_by: fc.constantFrom('opt_in', 'nothing'),
})
const edits = fc.array(weights, { minLength: KINDS.length, maxLength: KINDS.length })
function tableAfter(changes: readonly Weight[]): Precedence {
  let { facts } = ruleFiles().get(PRECEDENCE_RULES)
  for (const [i, weight] of changes.entries()) {
    for (const [key, value] of Object.entries(weight)) {
      const next = { ...facts, [KINDS[i]!]: { ...facts[KINDS[i]!], [key]: value } }
      if (PRECEDENCE_RULES.schema.safeParse({ facts: next }).success) facts = next
    }
  }
  return precedenceOf(facts)
}

const runs = { numRuns: 300 }

describe('the first law', () => {
  it('no opt-out is lost by a merge', () => {
    fc.assert(
      fc.property(cases, merges, (c, pairs) => {
        const before = verdictsOf(c, apart)
        const group = merged(pairs)
        const after = verdictsOf(c, group)
        for (const [key, verdict] of before) {
          if (!PERSONAL.has(verdict.reason)) continue
          const [person, ...scope] = key.split('/')
          const now = after.get([group[Number(person)], ...scope].join('/'))
          expect(now?.allowed, `${key} ${verdict.reason} → ${now?.reason}`).toBe(false)
        }
      }),
      runs,
    )
  })

  // Addresses as they were given: a merge may confirm one that repair made (the merge law, r7).
  it('no consent is gained by a merge: what opens by consent was open by that consent', () => {
    fc.assert(
      fc.property(cases.map(asGiven), merges, (c, pairs) => {
        const before = verdictsOf(c, apart)
        const group = merged(pairs)
        for (const [key, verdict] of verdictsOf(c, group)) {
          if (verdict.reason !== 'opt_in') continue
          const [person, brand, purpose, channel] = key.split('/')
          const parts = apart.filter((rec) => group[rec] === Number(person))
          const hadConsent = parts.some((rec) => {
            const was =
              before.get(`${rec}/${brand}/${purpose}/${channel}`) ?? before.get(`${rec}/${brand}/marketing/${channel}`)
            return was?.reason === 'opt_in'
          })
          expect(hadConsent, key).toBe(true)
          expect(
            c.facts.some(
              (f) =>
                f.kind === 'opt_in' &&
                f.brand === brand &&
                f.channel === channel &&
                c.deals[f.source] !== 'rented' &&
                c.deals[f.source] !== 'asset_deal',
            ),
          ).toBe(true)
        }
      }),
      runs,
    )
  })

  it('one more restriction never opens anything', () => {
    fc.assert(
      fc.property(cases, cases, (c, other) => {
        const more = other.facts.filter((f) => precedence.ranks[kindNo(f.kind)]! < FIRST_FREE)
        const before = verdictsOf(c, apart)
        const after = verdictsOf({ ...c, facts: [...c.facts, ...more] }, apart)
        for (const [key, verdict] of before) if (!verdict.allowed) expect(after.get(key)?.allowed, key).toBe(false)
      }),
      runs,
    )
  })

  it('a claim without evidence opens nothing', () => {
    fc.assert(
      fc.property(cases, cases, (c, other) => {
        const claims = other.facts.map((f) => ({ ...f, kind: 'claimed_opt_in' as const }))
        const before = verdictsOf(c, apart)
        for (const [key, verdict] of verdictsOf({ ...c, facts: [...c.facts, ...claims] }, apart)) {
          const [person, brand, , channel] = key.split('/')
          // A claim for a topic adds a row for it; what held for all marketing holds there.
          const was = before.get(key) ?? before.get(`${person}/${brand}/marketing/${channel}`)
          if (was !== undefined) expect(verdict.allowed, key).toBe(was.allowed)
          else expect(verdict.reason).not.toBe('opt_in')
        }
      }),
      runs,
    )
  })

  it('the order of facts, their repetition and the order of merges change nothing', () => {
    fc.assert(
      fc.property(cases, merges, (c, pairs) => {
        const there = verdictsOf(c, merged(pairs))
        const back = verdictsOf({ ...c, facts: [...c.facts, ...c.facts].reverse() }, merged([...pairs].reverse()))
        expect([...back]).toEqual([...there])
      }),
      runs,
    )
  })

  it('possible matches only ever close, and what they close is marked suspected', () => {
    fc.assert(
      fc.property(cases, merges, (c, possible) => {
        const before = verdictsOf(c, apart)
        for (const [key, verdict] of verdictsOf(c, apart, possible)) {
          const was = before.get(key)
          if (was === undefined || verdict.reason === was.reason) continue
          expect(verdict.allowed, key).toBe(false)
          expect(verdict.suspected, `${key} ${was.reason} → ${verdict.reason}`).toBe(true)
        }
      }),
      runs,
    )
  })

  it('no table of precedence that may be loaded opens what the shipped one closes', () => {
    fc.assert(
      fc.property(cases, merges, edits, (c, pairs, changes) => {
        const group = merged(pairs)
        const after = verdictsOf(c, group, pairs, tableAfter(changes))
        for (const [key, verdict] of verdictsOf(c, group, pairs))
          if (!verdict.allowed) expect(after.get(key)?.allowed, `${key} ${verdict.reason}`).toBe(false)
      }),
      runs,
    )
  })

  it('ranks 1 to 4 are never lifted, whatever table is loaded', () => {
    fc.assert(
      fc.property(
        cases,
        fc.constantFrom<FactKind>('erased', 'deceased', 'minor', 'objected_all', 'complaint', 'manual'),
        edits,
        (c, kind, changes) => {
          const block = {
            kind,
            channel: 'email',
            brand: 'a',
            purpose: null,
            email: 0,
            phone: NONE,
            rec: NONE,
            day: TODAY - 300,
            source: 0,
          }
          const optIn = { ...block, kind: 'opt_in' as const, day: TODAY - 1 }
          const answers = verdictsOf({ ...c, facts: [...c.facts, block, optIn] }, apart, [], tableAfter(changes))
          c.recs.forEach((r, rec) => {
            if (r.email === 0) expect(answers.get(`${rec}/a/marketing/email`)?.allowed).toBe(false)
          })
        },
      ),
      runs,
    )
  })
})
