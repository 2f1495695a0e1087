/** Random facts about random records of two brands, merged at random: what the laws are held against. */

import fc from 'fast-check'
import { addressStates } from '../../src/flag/deciding/address-states.ts'
import { isOurs } from '../../src/flag/deciding/consents.ts'
import { jurisdictions } from '../../src/flag/deciding/jurisdiction.ts'
import { liftedFacts } from '../../src/flag/deciding/lifting.ts'
import { factLinks, OWNED_BEFORE } from '../../src/flag/deciding/links.ts'
import { KINDS, type Precedence } from '../../src/flag/deciding/precedence.ts'
import { readPrecedence } from '../../src/flag/deciding/precedence-rules.ts'
import { FactBuilder } from '../../src/flag/facts/fact-builder.ts'
import { NO_DAY, NONE } from '../../src/flag/facts/fact-columns.ts'
import { type FlagInput, HAS, Pairs } from '../../src/flag/flag-input.ts'
import { type FlagOutput, flagPersons } from '../../src/flag/flag-persons.ts'
import { CHANNEL_RULES, JURISDICTION_RULES } from '../../src/flag/rules.ts'
import type { FactKind } from '../../src/record/fact.ts'
import type { IsoDate } from '../../src/record/ids.ts'
import { type OpenGroups, unpackOpen } from '../../src/record/open-address.ts'
import { CHANNELS, DEALS, type Deal } from '../../src/record/project.ts'
import { ruleFiles } from './workspace.ts'

export const TODAY = 20_000
export const BRANDS = ['a', 'b']

export interface Rec {
  /** 0 or 1, of the brand of that place. */
  readonly source: number
  readonly email: number
  /** What the e-mail address was before repair; NONE: it stands as given. */
  readonly typed: number
  readonly phone: number
  readonly letter: boolean
  /** Day of the last sale, or NO_DAY. */
  readonly sale: number
  readonly inquiry: number
}
export interface LawFact {
  readonly kind: FactKind
  readonly channel: string | null
  readonly brand: string | null
  readonly purpose: string | null
  readonly email: number
  readonly phone: number
  readonly rec: number
  readonly day: number | null
  readonly source: number
  /** Told in the evidence. */
  readonly detail?: string | null
}
export interface Case {
  readonly deals: readonly Deal[]
  readonly recs: readonly Rec[]
  readonly facts: readonly LawFact[]
  readonly country: string
}

export const RECORDS = 5
export const ADDRESSES = 3
const maybe = (max: number) => fc.integer({ min: -1, max: max - 1 })
export const cases: fc.Arbitrary<Case> = fc.record({
  deals: fc.tuple(fc.constantFrom(...DEALS), fc.constantFrom(...DEALS)),
  country: fc.constantFrom('DE', 'GB', 'US', 'CA', 'XX'),
  recs: fc.array(
    fc.record({
      source: fc.integer({ min: 0, max: 1 }),
      email: maybe(ADDRESSES),
      typed: fc.oneof({ weight: 3, arbitrary: fc.constant(NONE) }, maybe(ADDRESSES)),
      phone: maybe(ADDRESSES),
      letter: fc.boolean(),
      sale: fc.oneof(fc.constant(NO_DAY), fc.integer({ min: TODAY - 1000, max: TODAY })),
      inquiry: fc.oneof(fc.constant(NO_DAY), fc.integer({ min: TODAY - 300, max: TODAY })),
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

const files = ruleFiles()
export const rules = files.get(CHANNEL_RULES)
export const precedence = readPrecedence(files)
export const legal = jurisdictions(files.get(JURISDICTION_RULES), '2024-10-04' as IsoDate)

/** What a person sees of an answer. */
export type Answer = ReturnType<typeof flagPersons>['book'][number]

/** Its address is what repair made of another one. */
export const isRepaired = ({ email, typed }: Rec): boolean => email !== NONE && typed !== NONE && typed !== email

/** The case as the stage sees it; `personOf[rec]` = person. */
function inputOf(
  c: Case,
  personOf: readonly number[],
  possible: readonly (readonly [number, number])[],
  table: Precedence,
): FlagInput {
  const builder = new FactBuilder(BRANDS)
  for (const f of c.facts) builder.push({ detail: null, ...f })
  const facts = builder.finish(table)
  const sources = c.deals.map((deal, i) => ({ name: `s${i}`, brand: i, deal, isNoticeOver: false }))
  const persons = Math.max(...personOf) + 1
  const emails = new Pairs()
  const phones = new Pairs()
  const members = new Pairs()
  c.recs.forEach((r, rec) => {
    if (r.email !== NONE) emails.push(r.email, rec * 4)
    if (isRepaired(r)) emails.push(r.typed, rec * 4 + OWNED_BEFORE)
    if (r.phone !== NONE) phones.push(r.phone, rec)
    members.push(personOf[rec]!, rec)
  })
  const owners = { emails: emails.lists(ADDRESSES), phones: phones.lists(ADDRESSES), named: new Map() }
  const column = (of: (r: Rec) => number) => Int32Array.from(c.recs, of)
  const lifted = liftedFacts(facts, TODAY, (source) => isOurs({ sources }, source))
  return {
    asOfDay: TODAY,
    sendDay: TODAY,
    sources,
    records: {
      length: c.recs.length,
      source: column((r) => r.source),
      flags: Uint16Array.from(
        c.recs,
        (r) =>
          (r.email === NONE ? 0 : HAS.email) |
          (isRepaired(r) ? HAS.emailRepaired | HAS.emailSure : 0) |
          (r.phone === NONE ? 0 : HAS.mobile | HAS.mobileTakesTexts) |
          (r.letter ? HAS.letter : 0),
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
    lastSale: column((r) => r.sale),
    lastInquiry: column((r) => r.inquiry),
    emailTexts: String,
    phoneTexts: String,
    ...addressStates(facts, ADDRESSES, ADDRESSES, rules, (f) => (facts.rec[f] === NONE ? [] : [facts.rec[f]!])),
  }
}

/** `person/brand/purpose/channel` → what the stage says there. */
function collect<T>(
  input: FlagInput,
  of: (out: FlagOutput, row: number, channel: number, verdict: number) => T,
): Map<string, T> {
  const { brands, purposes } = input.facts
  const out = flagPersons(input, rules, legal.rows)
  const found = new Map<string, T>()
  for (let row = 0; row < out.rows; row++) {
    const purpose = out.purpose[row] === NONE ? 'marketing' : purposes[out.purpose[row]!]!
    for (const [i, channel] of CHANNELS.entries()) {
      const no = out.verdicts[row * CHANNELS.length + i]!
      const key = `${out.person[row]}/${brands[out.brand[row]!]}/${purpose}/${channel}`
      if (no !== NONE) found.set(key, of(out, row, i, no))
    }
  }
  return found
}

/** The answer: `person/brand/purpose/channel` → verdict. */
export function verdictsOf(
  c: Case,
  personOf: readonly number[],
  possible: readonly (readonly [number, number])[] = [],
  table = precedence,
): Map<string, Answer> {
  return collect(inputOf(c, personOf, possible, table), (out, _row, _channel, no) => out.book[no]!)
}

/** What may be written to: for each open channel its reason, and the addresses that are open for it, those of that reason first. */
export interface Open {
  readonly reason: string
  readonly groups: OpenGroups
}

export function openOf(c: Case, personOf: readonly number[]): Map<string, Open> {
  const all = collect(inputOf(c, personOf, [], precedence), (out, row, channel, no) => ({
    reason: out.book[no]!.reason,
    allowed: out.book[no]!.allowed,
    groups: unpackOpen(out.openCell(row, channel)),
  }))
  return new Map([...all].filter(([, { allowed }]) => allowed))
}

/** Reasons that belong to the person, not to an address: these no merge may lose. */
export const PERSONAL: ReadonlySet<string> = new Set([
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
export const apart = [0, 1, 2, 3, 4]
export const merges = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), {
  minLength: 1,
  maxLength: 4,
})

/** Merging record groups in the given order; people numbered by their smallest record. */
export function merged(pairs: readonly (readonly [number, number])[]): number[] {
  const group = [...apart]
  for (const [l, r] of pairs) {
    const [to, from] = [Math.min(group[l]!, group[r]!), Math.max(group[l]!, group[r]!)]
    for (let i = 0; i < group.length; i++) if (group[i] === from) group[i] = to
  }
  return group
}

/** Without repairs. */
export const asGiven = (c: Case): Case => ({ ...c, recs: c.recs.map((r) => ({ ...r, typed: NONE })) })
