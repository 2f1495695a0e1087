/** What happens on merge: the rules r1 to r5 and r7 of the contact rules, on random facts and merges. r6: unmerge.test.ts; r8 to r10: with the stages that keep them. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinOf } from '../../src/flag/deciding/block.ts'
import { isConsent, kindNo, LAST_PERSONAL } from '../../src/flag/deciding/precedence.ts'
import { FactBuilder } from '../../src/flag/facts/fact-builder.ts'
import { NONE } from '../../src/flag/facts/fact-columns.ts'
import { ADDRESS_FACTS, type FactKind } from '../../src/record/fact.ts'
import {
  type Answer,
  apart,
  asGiven,
  BRANDS,
  type Case,
  cases,
  isRepaired,
  type LawFact,
  legal,
  merged,
  merges,
  openOf,
  PERSONAL,
  precedence,
  RECORDS,
  rules,
  TODAY,
  verdictsOf,
} from './law-cases.ts'

const runs = { numRuns: 100 }
const rankOf = (kind: FactKind): number => precedence.ranks[kindNo(kind)]!
/** The kind of fact that a reason names. */
const kindOfReason = (reason: string): FactKind =>
  reason.startsWith('unsubscribed') ? 'unsubscribed' : (reason as FactKind)

type Scope = readonly [brand: string, purpose: string, channel: string]
const parts = (key: string): { readonly person: number; readonly scope: Scope } => {
  const [person, ...scope] = key.split('/')
  return { person: Number(person), scope: scope as unknown as Scope }
}

/** The answer for a record alone; where nothing was said of the topic, that for all marketing. */
function answerOf(answers: ReadonlyMap<string, Answer>, person: number, [brand, purpose, channel]: Scope) {
  return (
    answers.get(`${person}/${brand}/${purpose}/${channel}`) ?? answers.get(`${person}/${brand}/marketing/${channel}`)
  )
}

/** Facts that can be told apart by their evidence. */
const named = (c: Case): Case => ({ ...c, facts: c.facts.map((f, i) => ({ ...f, detail: `fact ${i}` })) })
const factOf = (c: Case, { evidence }: Answer): LawFact => c.facts[Number(/\(fact (\d+)\)/.exec(evidence ?? '')![1])]!

const block = (kind: FactKind, of: Partial<LawFact>): LawFact => ({
  kind,
  channel: 'email',
  brand: 'a',
  purpose: null,
  email: NONE,
  phone: NONE,
  rec: NONE,
  day: TODAY - 300,
  source: 0,
  ...of,
})

describe('r1: the join', () => {
  const links = fc
    .record({ c: cases, l: fc.nat(99), r: fc.nat(99), m: fc.nat(99) })
    .filter(({ c }) => c.facts.length > 0)

  it('of links to facts is associative, commutative and idempotent', () => {
    fc.assert(
      fc.property(links, ({ c, ...at }) => {
        const builder = new FactBuilder(BRANDS)
        for (const f of c.facts) builder.push({ detail: null, ...f })
        const facts = builder.finish(precedence)
        const { stronger } = joinOf(facts, rules)
        const link = (n: number): number => n % (c.facts.length * 2)
        const [l, r, m] = [link(at.l), link(at.r), link(at.m)]
        // Equal facts give one verdict: what the join answers is told apart by content only.
        const content = (n: number): string => {
          const {
            detail: _,
            rec: __,
            email: ___,
            phone: ____,
            brand: _____,
            channel: ______,
            ...rest
          } = c.facts[n >> 1]!
          return JSON.stringify([rest, n & 1])
        }
        expect(content(stronger(l, r))).toBe(content(stronger(r, l)))
        expect(content(stronger(stronger(l, r), m))).toBe(content(stronger(l, stronger(r, m))))
        expect(stronger(l, l)).toBe(l)
        expect(stronger(l, NONE)).toBe(l)
        expect(stronger(NONE, l)).toBe(l)
      }),
      runs,
    )
  })

  it('takes the most restrictive of what was said of any record, per brand, channel and purpose', () => {
    fc.assert(
      fc.property(cases, merges, (c, pairs) => {
        const group = merged(pairs)
        const before = verdictsOf(c, apart)
        for (const [key, { reason }] of verdictsOf(c, group)) {
          const { person, scope } = parts(key)
          const said = apart
            .filter((rec) => group[rec] === person)
            .flatMap((rec) => answerOf(before, rec, scope)?.reason ?? [])
            .filter((r) => PERSONAL.has(r))
            .map((r) => rankOf(kindOfReason(r)))
          if (said.length > 0)
            expect(rankOf(kindOfReason(reason)), `${key} ${reason}`).toBeLessThanOrEqual(Math.min(...said))
        }
      }),
      runs,
    )
  })

  it('does not depend on the order of merges, nor on what was merged first', () => {
    fc.assert(
      fc.property(cases, merges, fc.infiniteStream(fc.nat()), (c, pairs, random) => {
        const shuffled = pairs
          .map((pair) => [random.next().value as number, pair] as const)
          .sort(([l], [r]) => l - r)
          .map(([n, [l, r]]) => (n % 2 === 0 ? [l, r] : [r, l]) as [number, number])
        expect([...verdictsOf(c, merged([...shuffled, ...shuffled]))]).toEqual([...verdictsOf(c, merged(pairs))])
      }),
      runs,
    )
  })
})

describe('r2: consent is never upgraded', () => {
  it('what is open by consent stands in a fact of that brand, channel and purpose about a record or address of that person', () => {
    fc.assert(
      fc.property(cases.map(named), merges, (c, pairs) => {
        const group = merged(pairs)
        for (const [key, answer] of verdictsOf(c, group)) {
          if (answer.reason !== 'opt_in') continue
          const { person, scope } = parts(key)
          const [brand, purpose, channel] = scope
          const fact = factOf(c, answer)
          expect(fact).toMatchObject({ kind: 'opt_in', brand, channel })
          expect([null, purpose]).toContain(fact.purpose)
          expect(['asset_deal', 'rented']).not.toContain(c.deals[fact.source])
          expect(fact.day ?? TODAY).toBeLessThanOrEqual(TODAY)
          const isTheirs = apart.some((rec) => {
            if (group[rec] !== person) return false
            const { email, phone } = c.recs[rec]!
            if (fact.rec !== NONE) return fact.rec === rec
            return (fact.email !== NONE && fact.email === email) || (fact.phone !== NONE && fact.phone === phone)
          })
          expect(isTheirs, key).toBe(true)
        }
      }),
      runs,
    )
  })

  // Records 0 and 1 share an address or a number, as duplicates do; each consent of a record names what that record has.
  const shared = cases.map((c): Case => {
    const [first, second] = [c.recs[0]!, c.recs[1]!]
    const recs = [first, { ...second, source: first.source, email: first.email }, ...c.recs.slice(2)]
    const facts = c.facts.map((f) => {
      if (!isConsent(f.kind) || f.rec === NONE) return f
      const { email, phone, source } = recs[f.rec]!
      return { ...f, brand: BRANDS[source]!, source, email, phone: f.phone === NONE ? NONE : phone }
    })
    return { ...c, deals: ['own', 'own'], recs, facts }
  })

  it('it opens the addresses of the record it is written in, or the one that a list names; no other record’s', () => {
    fc.assert(
      fc.property(fc.oneof(cases, shared), fc.option(merges), (c, pairs) => {
        for (const [key, { reason, groups }] of openOf(c, merged([[0, 1], ...(pairs ?? [])]))) {
          if (reason !== 'opt_in') continue
          const [brand, purpose, channel] = parts(key).scope
          const given = c.facts.filter(
            (f) =>
              f.kind === 'opt_in' &&
              f.brand === brand &&
              f.channel === channel &&
              [null, purpose].includes(f.purpose) &&
              (f.day ?? TODAY) <= TODAY,
          )
          for (const { rec, text } of groups[0]!) {
            const isGiven = given.some((f) => {
              if (rec === null) return f.rec === NONE && [`${f.email}`, `${f.phone}`].includes(text)
              const { email, phone } = c.recs[rec]!
              if (f.rec !== NONE) return f.rec === rec
              return (f.email !== NONE && f.email === email) || (f.phone !== NONE && f.phone === phone)
            })
            expect(isGiven, `${key}: record ${rec}`).toBe(true)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('the exception for own customers is not widened: the sale was to a record of that brand, and it was open alone', () => {
    fc.assert(
      fc.property(cases.map(asGiven), merges, (c, pairs) => {
        const group = merged(pairs)
        const before = verdictsOf(c, apart)
        for (const [key, answer] of verdictsOf(c, group)) {
          if (!['soft_opt_in', 'implied_consent', 'recent_inquiry'].includes(answer.reason)) continue
          const { person, scope } = parts(key)
          const own = apart.filter((rec) => group[rec] === person && c.deals[c.recs[rec]!.source] !== 'asset_deal')
          const was = own.filter((rec) => answerOf(before, rec, scope)?.reason === answer.reason)
          expect(was.length, key).toBeGreaterThan(0)
          expect(was.some((rec) => answerOf(before, rec, scope)!.untilDay === answer.untilDay)).toBe(true)
        }
      }),
      runs,
    )
  })
})

describe('r3: the person’s own later act', () => {
  const later = fc.record({
    c: cases,
    kind: fc.constantFrom<FactKind>(
      'unsubscribed',
      'unsubscribed',
      'unsubscribed',
      'objected_all',
      'complaint',
      'manual',
      'deceased',
      'minor',
      'erased',
    ),
    channel: fc.constantFrom('email', 'sms'),
    brand: fc.constantFrom(...BRANDS),
    purpose: fc.constantFrom(null, 'news'),
    consent: fc.constantFrom<FactKind>('opt_in', 'opt_in', 'opt_in', 'claimed_opt_in', 'soft_opt_in'),
    gap: fc.integer({ min: -1, max: 1 }),
    other: fc.constantFrom(null, null, null, 'brand', 'channel', 'purpose', 'email'),
  })

  it('lifts an unsubscribe of the same scope and address, if it is express, with evidence and later; nothing else is lifted', () => {
    fc.assert(
      fc.property(later, ({ c, kind, channel, brand, purpose, consent, gap, other }) => {
        // A list's own words about address 0, apart from what the records say of themselves.
        const bare = { ...c, deals: ['own', 'own'] as const, facts: [] }
        const refusal = block(kind, { channel, brand, purpose, email: 0, day: TODAY - 10 })
        const act = {
          ...refusal,
          kind: consent,
          day: TODAY - 10 + gap,
          ...(other === 'brand' ? { brand: brand === 'a' ? 'b' : 'a' } : {}),
          ...(other === 'channel' ? { channel: channel === 'email' ? 'sms' : 'email' } : {}),
          ...(other === 'purpose' ? { purpose: purpose === null ? 'news' : null } : {}),
          ...(other === 'email' ? { email: 1 } : {}),
        }
        const isLifted = kind === 'unsubscribed' && consent === 'opt_in' && gap > 0 && other === null
        const after = verdictsOf({ ...bare, facts: [refusal, act] }, apart)
        const never = verdictsOf({ ...bare, facts: [act] }, apart)
        const refused = verdictsOf({ ...bare, facts: [refusal] }, apart)
        for (const rec of apart) {
          if (c.recs[rec]!.email !== 0) continue
          const key = `${rec}/${brand}/${purpose ?? 'marketing'}/${channel}`
          if (isLifted) expect(after.get(key), key).toEqual(never.get(key))
          // Not merely closed: by that very refusal still, whatever else would keep it closed.
          else expect(after.get(key)?.reason, key).toBe(refused.get(key)!.reason)
        }
      }),
      { numRuns: 600 },
    )
  })
})

describe('r4: what happened to an address stays on it, what the person said does not', () => {
  const ofAddress = fc.record({
    kind: fc.constantFrom<FactKind>(...ADDRESS_FACTS),
    email: fc.integer({ min: 0, max: 2 }),
    channel: fc.constantFrom(null, 'email', 'letter', 'call'),
    day: fc.option(fc.integer({ min: TODAY - 400, max: TODAY })),
  })

  it('a bounce of one address changes nothing for records that do not have it, merged with one that has or not', () => {
    fc.assert(
      fc.property(cases, merges, fc.array(ofAddress, { minLength: 1, maxLength: 4 }), (c, pairs, told) => {
        const facts = told.map(({ kind, ...of }) => block(kind, { ...of, brand: null }))
        const hit = new Set(facts.map(({ email }) => email))
        // The same records without the addresses that were hit: what is open there stays open.
        const spared: Case = {
          ...c,
          recs: c.recs.map((r) => (hit.has(r.email) ? { ...r, email: NONE, typed: NONE } : r)),
          facts: c.facts.map((f) =>
            isConsent(f.kind) && hit.has(f.email) ? { ...f, email: NONE, phone: NONE, rec: NONE } : f,
          ),
        }
        const group = merged(pairs)
        const after = verdictsOf({ ...c, facts: [...c.facts, ...facts] }, group)
        for (const [key, { allowed, reason }] of verdictsOf(spared, group)) {
          const now = after.get(key)
          if (allowed && key.endsWith('/email')) {
            const isPersonal = now !== undefined && PERSONAL.has(now.reason)
            expect(now?.allowed === true || isPersonal, `${key} ${reason} → ${now?.reason}`).toBe(true)
          }
        }
        // No address of the person is hit: the very same answers, whatever their name.
        const before = verdictsOf(c, group)
        for (const [key, was] of before) {
          const { person } = parts(key)
          const own = apart.filter((rec) => group[rec] === person)
          const isHit = own.some(
            (rec) => hit.has(c.recs[rec]!.email) || (isRepaired(c.recs[rec]!) && hit.has(c.recs[rec]!.typed)),
          )
          const isConsented = c.facts.some((f) => isConsent(f.kind) && hit.has(f.email))
          if (!isHit && !isConsented) expect(after.get(key), key).toEqual(was)
        }
      }),
      runs,
    )
  })

  it('an unsubscribe received at one address closes the channel for the person, thus every other address', () => {
    fc.assert(
      fc.property(cases, merges, fc.integer({ min: 0, max: RECORDS - 1 }), (c, pairs, rec) => {
        const { email } = c.recs[rec]!
        fc.pre(email !== NONE)
        const group = merged(pairs)
        // Undated: no consent can be later.
        const after = verdictsOf({ ...c, facts: [...c.facts, block('unsubscribed', { email, day: null })] }, group)
        for (const [key, { allowed }] of after) {
          const { person, scope } = parts(key)
          if (person === group[rec] && scope[0] === 'a' && scope[2] === 'email') expect(allowed, key).toBe(false)
        }
      }),
      runs,
    )
  })
})

describe('r5: a possible match', () => {
  const oneHop = fc.record({ c: cases, l: fc.integer({ min: 0, max: 1 }), r: fc.integer({ min: 2, max: 3 }) })

  it('shares what people said, both ways, one hop, marked suspected; nothing else, and nothing once they are told apart', () => {
    fc.assert(
      fc.property(oneHop, ({ c, l, r }) => {
        const possible = [[l, r] as const, [r, 4] as const]
        const alone = verdictsOf(c, apart)
        const shared = verdictsOf(c, apart, possible)
        for (const [key, verdict] of shared) {
          const { person, scope } = parts(key)
          const near = possible.flatMap(([a, b]) => (a === person ? [b] : b === person ? [a] : []))
          const was = answerOf(alone, person, scope)!
          // Marketing data is not shared: nothing opens, and no ground, day or evidence of the other stands in an open answer.
          if (verdict.allowed) expect(verdict, key).toEqual(was)
          else if (was.allowed) {
            expect(verdict.suspected, key).toBe(true)
            // From one hop away, and of ranks 1 to 7.
            const said = c.facts.filter((f) => rankOf(f.kind) <= LAST_PERSONAL)
            expect(
              said.some((f) => near.some((n) => concerns(c, f, n))),
              key,
            ).toBe(true)
          }
        }
        for (const [from, to] of possible.flatMap(([a, b]) => [[a, b] as const, [b, a] as const])) {
          for (const [key, verdict] of alone) {
            const { person, scope } = parts(key)
            if (person !== from || !PERSONAL.has(verdict.reason)) continue
            if (rankOf(kindOfReason(verdict.reason)) > LAST_PERSONAL) continue
            const now = answerOf(shared, to, scope)
            if (now !== undefined) expect(now.allowed, `${key} → ${to}`).toBe(false)
          }
        }
        expect([...verdictsOf(c, apart, [])]).toEqual([...alone])
      }),
      runs,
    )
  })
})

/** Whether a fact is about a record, or an address that it has or had. */
function concerns(c: Case, f: LawFact, rec: number): boolean {
  const { email, typed, phone } = c.recs[rec]!
  const has = (address: number, ...own: readonly number[]): boolean => address !== NONE && own.includes(address)
  return f.rec === rec || has(f.email, email, typed) || has(f.phone, phone)
}

describe('r7: an address that repair made', () => {
  it('keeps the bounce on the typed one, inherits what the person said of either, and borrows no consent', () => {
    fc.assert(
      fc.property(cases.map(named), fc.integer({ min: 0, max: RECORDS - 1 }), fc.boolean(), (c, rec, isTyped) => {
        const record = c.recs[rec]!
        fc.pre(isRepaired(record))
        const key = `${rec}/${BRANDS[record.source]}/marketing/email`
        const alone = verdictsOf(c, apart)
        // No second source and no sign of life: unconfirmed, whatever anybody consented to.
        if (c.facts.every((f) => f.kind !== 'alive' || f.email !== record.email)) {
          const was = alone.get(key)!
          if (was.reason === 'opt_in')
            expect(factOf(c, was).rec, 'a list that names the mended address itself').toBe(NONE)
          else expect(was.allowed, was.reason).toBe(false)
        }
        const address = isTyped ? record.typed : record.email
        const refused = block('unsubscribed', { brand: null, email: address, day: null })
        expect(verdictsOf({ ...c, facts: [...c.facts, refused] }, apart).get(key)!.allowed).toBe(false)
        const bounced = block('bounce_hard', { brand: null, email: record.typed, day: TODAY })
        const after = verdictsOf({ ...c, facts: [...c.facts, bounced] }, apart)
        for (const [k, was] of alone) if (parts(k).person === rec) expect(after.get(k), k).toEqual(was)
      }),
      runs,
    )
  })

  const mended = cases.map((c) => ({
    ...c,
    country: c.country === 'DE' ? 'DE' : 'US',
    recs: c.recs.map((r, rec) => (rec === 4 ? { ...r, typed: NONE } : { ...r, typed: (r.email + 1) % 3 })),
  }))

  it('is used only where the law allows it, and a second source of the person or a sign of life confirms it', () => {
    fc.assert(
      fc.property(mended, merges, (c, pairs) => {
        const group = merged(pairs)
        const bare = { ...c, facts: c.facts.filter((f) => !isConsent(f.kind)) }
        for (const [key, { groups, reason }] of openOf(bare, group)) {
          const { person, scope } = parts(key)
          if (scope[2] !== 'email') continue
          const own = apart.filter((rec) => group[rec] === person)
          for (const { rec } of groups.flat()) {
            const r = c.recs[rec!]!
            expect(BRANDS[r.source], key).toBe(scope[0])
            if (!isRepaired(r)) continue
            const isAlive = c.facts.some((f) => f.kind === 'alive' && f.email === r.email)
            const isSeen = own.some((o) => {
              const other = c.recs[o]!
              return other.source !== r.source && other.email === r.email && !isRepaired(other)
            })
            const isUsable = legal.rows[legal.of(c.country, null, null)]!.repairedEmail && (isAlive || isSeen)
            expect(isUsable, `${key} ${reason}: record ${rec}`).toBe(true)
          }
        }
      }),
      runs,
    )
  })
})

it('the cases meet what the rules speak of', () => {
  const seen = new Set<string>()
  for (const c of fc.sample(cases, 400)) for (const { reason } of verdictsOf(c, apart).values()) seen.add(reason)
  for (const reason of ['opt_in', 'soft_opt_in', 'implied_consent', 'unconfirmed_repair', 'unsubscribed_channel'])
    expect([...seen]).toContain(reason)
})
