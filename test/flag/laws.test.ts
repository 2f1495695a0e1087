/** The first law, on random facts: no opt-out is ever lost, no consent ever gained. */

import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { addressStates } from '../../src/flag/address-states.ts'
import { isOurs } from '../../src/flag/consents.ts'
import { FactBuilder } from '../../src/flag/fact-builder.ts'
import { NO_DAY, NONE } from '../../src/flag/fact-columns.ts'
import { type FlagInput, HAS, Pairs } from '../../src/flag/flag-input.ts'
import { flagPersons } from '../../src/flag/flag-persons.ts'
import { type Jurisdictions, jurisdictions } from '../../src/flag/jurisdiction.ts'
import { liftedFacts } from '../../src/flag/lifting.ts'
import { factLinks } from '../../src/flag/links.ts'
import {
  BLOCKS,
  FIRST_FREE,
  KINDS,
  kindNo,
  type Precedence,
  precedenceOf,
  type Weight,
} from '../../src/flag/precedence.ts'
import { PRECEDENCE_RULES, readPrecedence } from '../../src/flag/precedence-rules.ts'
import { CHANNEL_RULES, type ChannelRules, JURISDICTION_RULES } from '../../src/flag/rules.ts'
import type { FactKind } from '../../src/record/fact.ts'
import type { IsoDate } from '../../src/record/ids.ts'
import { CHANNELS, DEALS, type Deal } from '../../src/record/project.ts'
import { ruleFiles } from './workspace.ts'

const TODAY = 20_000
const BRANDS = ['a', 'b']

interface Rec {
  readonly source: number
  readonly email: number
  readonly phone: number
  readonly letter: boolean
}
interface LawFact {
  readonly kind: FactKind
  readonly channel: string | null
  readonly brand: string | null
  readonly purpose: string | null
  readonly email: number
  readonly phone: number
  readonly rec: number
  readonly day: number | null
  readonly source: number
}
interface Case {
  readonly deals: readonly Deal[]
  readonly recs: readonly Rec[]
  readonly facts: readonly LawFact[]
  readonly country: string
}

const RECORDS = 5
const ADDRESSES = 3
const maybe = (max: number) => fc.integer({ min: -1, max: max - 1 })
const cases: fc.Arbitrary<Case> = fc.record({
  deals: fc.tuple(fc.constantFrom(...DEALS), fc.constantFrom(...DEALS)),
  country: fc.constantFrom('DE', 'GB', 'US', 'CA', 'XX'),
  recs: fc.array(
    fc.record({
      source: fc.integer({ min: 0, max: 1 }),
      email: maybe(ADDRESSES),
      phone: maybe(ADDRESSES),
      letter: fc.boolean(),
    }),
    { minLength: RECORDS, maxLength: RECORDS },
  ),
  facts: fc.array(
    fc.record({
      // Consents twice as often: the laws are about what happens to them.
      kind: fc.oneof(fc.constantFrom(...KINDS), fc.constantFrom<FactKind>('opt_in', 'unsubscribed')),
      channel: fc.constantFrom(null, 'email', 'email', 'sms', 'call', 'letter', 'ads'),
      brand: fc.constantFrom(null, 'a', 'a', 'b'),
      purpose: fc.constantFrom(null, null, 'news'),
      email: maybe(ADDRESSES),
      phone: maybe(ADDRESSES),
      rec: maybe(RECORDS),
      day: fc.option(fc.integer({ min: TODAY - 400, max: TODAY + 5 })),
      source: fc.integer({ min: 0, max: 1 }),
    }),
    { maxLength: 8 },
  ),
})

let rules: ChannelRules
let legal: Jurisdictions
let precedence: Precedence
beforeAll(() => {
  rules = ruleFiles().get(CHANNEL_RULES)
  precedence = readPrecedence(ruleFiles())
  legal = jurisdictions(ruleFiles().get(JURISDICTION_RULES), '2024-10-04' as IsoDate)
})

/** `personOf[rec]` = person. The answer: `person/brand/purpose/channel` → verdict. */
function verdictsOf(
  c: Case,
  personOf: readonly number[],
  possible: readonly (readonly [number, number])[] = [],
  table = precedence,
) {
  const builder = new FactBuilder(BRANDS)
  for (const f of c.facts) builder.push({ ...f, detail: null })
  const facts = builder.finish(table)
  const sources = c.deals.map((deal, i) => ({ name: `s${i}`, brand: i, deal, isNoticeOver: false }))
  const persons = Math.max(...personOf) + 1
  const emails = new Pairs()
  const phones = new Pairs()
  const members = new Pairs()
  c.recs.forEach((r, rec) => {
    if (r.email !== NONE) emails.push(r.email, rec * 4)
    if (r.phone !== NONE) phones.push(r.phone, rec)
    members.push(personOf[rec]!, rec)
  })
  const owners = { emails: emails.lists(ADDRESSES), phones: phones.lists(ADDRESSES), named: new Map() }
  const column = (of: (r: Rec) => number) => Int32Array.from(c.recs, of)
  const lifted = liftedFacts(facts, TODAY, (source) => isOurs({ sources }, source))
  const input: FlagInput = {
    asOfDay: TODAY,
    sendDay: TODAY,
    sources,
    records: {
      length: c.recs.length,
      source: column((r) => r.source),
      flags: Uint16Array.from(
        c.recs,
        (r) => (r.email === NONE ? 0 : HAS.email) | (r.phone === NONE ? 0 : HAS.mobile) | (r.letter ? HAS.letter : 0),
      ),
      email: column((r) => r.email),
      email2: column(() => NONE),
      phone: column(() => NONE),
      mobile: column((r) => r.phone),
    },
    facts,
    persons,
    members: members.lists(persons),
    links: factLinks(facts, lifted, owners, Int32Array.from(personOf), persons, possible),
    jurisdiction: new Uint8Array(persons).fill(legal.of(c.country, null, null)),
    lastSale: new Int32Array(c.recs.length).fill(NO_DAY),
    emailTexts: String,
    phoneTexts: String,
    ...addressStates(facts, ADDRESSES, ADDRESSES, rules.soft_bounce, (f) =>
      facts.rec[f] === NONE ? [] : [facts.rec[f]!],
    ),
  }
  const out = flagPersons(input, rules, legal.rows)
  const answers = new Map<string, (typeof out.book)[number]>()
  for (let row = 0; row < out.rows; row++) {
    const purpose = out.purpose[row] === NONE ? 'marketing' : facts.purposes[out.purpose[row]!]!
    for (const [i, channel] of CHANNELS.entries()) {
      const no = out.verdicts[row * CHANNELS.length + i]!
      if (no !== NONE)
        answers.set(`${out.person[row]}/${facts.brands[out.brand[row]!]}/${purpose}/${channel}`, out.book[no]!)
    }
  }
  return answers
}

/** Reasons that belong to the person, not to an address: these no merge may lose. */
const PERSONAL: ReadonlySet<string> = new Set([
  'erased',
  'deceased',
  'minor',
  'objected_all',
  'manual',
  'complaint',
  'dnc_external',
  'unsubscribed_channel',
  'unsubscribed_topic',
  'sunset',
  'paused',
])
const apart = [0, 1, 2, 3, 4]
const merges = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), {
  minLength: 1,
  maxLength: 4,
})

/** Merging record groups in the given order; people numbered by their smallest record. */
function merged(pairs: readonly (readonly [number, number])[]): number[] {
  const group = [...apart]
  for (const [l, r] of pairs) {
    const [to, from] = [Math.min(group[l]!, group[r]!), Math.max(group[l]!, group[r]!)]
    for (let i = 0; i < group.length; i++) if (group[i] === from) group[i] = to
  }
  return group
}

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

  it('no consent is gained by a merge: what opens by consent was open by that consent', () => {
    fc.assert(
      fc.property(cases, merges, (c, pairs) => {
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
