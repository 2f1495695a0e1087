import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jurisdictions } from '../../src/flag/deciding/jurisdiction.ts'
import { afterSoftBounces, DEFAULT_POLICIES } from '../../src/flag/deciding/soft-bounce.ts'
import { explainContact } from '../../src/flag/explain-contact.ts'
import { mayBeSame, namedPlace } from '../../src/flag/facts/name-address.ts'
import { CHANNEL_RULES, JURISDICTION_RULES } from '../../src/flag/rules.ts'
import type { IsoDate } from '../../src/record/ids.ts'
import { flag, ruleFiles, type World } from './workspace.ts'

describe('jurisdictions', () => {
  const of = (asOf: string) => jurisdictions(ruleFiles().get(JURISDICTION_RULES), asOf as IsoDate)
  const now = of('2026-06-30')
  const country = (...args: Parameters<typeof now.of>) => now.rows[now.of(...args)]!.country

  it('goes by country, then telephone prefix, then e-mail domain, else the strictest', () => {
    expect(country('DE', '+12125550100', 'a@b.fr')).toBe('DE')
    expect(country(null, '+4915112345678', 'a@b.fr')).toBe('DE')
    expect(country(null, '+12125550100', null)).toBe('US')
    expect(country(null, '+14165550100', null)).toBe('CA')
    expect(country(null, null, 'a@b.fr')).toBe('FR')
    expect(country('PL', null, null)).toBe('EU')
    expect(country('AU', null, null)).toBe('strictest')
    expect(country(null, '030123', 'a@b.com')).toBe('strictest')
  })

  it('goes by state where a state has a row: by region, then postcode, else the strictest of the country', () => {
    const state = (region: string | null, postcode: string | null) => country('US', null, null, region, postcode)
    for (const region of ['FL', 'fl', 'Florida', 'US-FL', 'Fla.']) expect(state(region, null), region).toBe('US-FL')
    expect(state('FL', '98101')).toBe('US-FL')
    expect(state(null, '98101-1234')).toBe('US-WA')
    expect(state('King County', '98101')).toBe('US-WA')
    expect(state(null, '06101')).toBe('US-CT')
    expect(state('TX', null)).toBe('US')
    expect(country(null, '+12125550100', null, 'FL', null)).toBe('US-FL')
    expect(country('CA', null, null, 'FL', '33101')).toBe('CA')
    const call = (region: string | null, postcode: string | null) =>
      now.rows[now.of('US', null, null, region, postcode)]!.basis.call.basis
    expect(call(null, '10001')).toBe('soft_opt_in')
    expect(call('FL', null)).toBe('express')
    // A zero lost, a county, nothing: nobody knows.
    for (const place of [
      [null, '6101'],
      ['Miami-Dade', null],
      [null, null],
    ] as const)
      expect(call(place[0], place[1])).toBe('express')
  })

  it('a state counts from its own day on', () => {
    const early = of('2020-01-01')
    expect(early.rows[early.of('US', null, null, 'FL', null)]!.country).toBe('US')
  })

  it('a part of a country that has no row of its own, or with a telephone code, cannot be loaded', () => {
    const { rows } = ruleFiles().get(JURISDICTION_RULES)
    const florida = rows.find((row) => row.region !== undefined)!
    const loads = (changed: readonly object[]) => JURISDICTION_RULES.schema.safeParse({ rows: changed }).success
    expect(loads(rows)).toBe(true)
    expect(loads([florida])).toBe(false)
    expect(loads([...rows, { ...florida, calling_code: '1' }])).toBe(false)
  })

  it('the strictest row is at least as strict as each, and a row counts only from its day on', () => {
    expect(now.rows[0]!.basis).toMatchObject({
      email: { basis: 'soft_opt_in', declared_only: true },
      call: { basis: 'express' },
      letter: { basis: 'opt_out' },
    })
    expect(now.rows[0]!.repairedEmail).toBe(false)
    const early = of('2015-01-01')
    expect(early.rows[early.of('DE', null, null)]!.country).toBe('strictest')
    expect(early.rows[early.of('US', null, null)]!.country).toBe('US')
  })
})

describe('soft bounces', () => {
  const policy = { count: 3, span_days: 15, pause_days: 90 }
  const policies = ruleFiles().get(CHANNEL_RULES).bounce_policies
  const bounced = (days: readonly number[], alive: readonly number[] = [], category: string | null = null) =>
    afterSoftBounces(
      days.map((day) => ({ day, category })),
      alive,
      policy,
      policies,
    )

  it('needs a row of them over days, and the order in which they are told does not matter', () => {
    expect(bounced([1, 8, 16])).toEqual({ until: 106 })
    expect(bounced([1, 8, 15])).toBeNull()
    expect(bounced([1, 1, 16, 16])).toBeNull()
    expect(bounced([1, 8, 16], [8])).toBeNull()
    const bounces = fc.array(
      fc.record({ day: fc.nat(200), category: fc.constantFrom(null, 'quota', 'disabled', 'suspended', 'network') }),
    )
    fc.assert(
      fc.property(bounces, fc.array(fc.nat(200)), (told, alive) => {
        const there = afterSoftBounces(told, alive, policy, policies)
        expect(afterSoftBounces([...told, ...told].reverse(), [...alive].reverse(), policy, policies)).toEqual(there)
        // One more never opens, and one more sign of life never closes.
        const more = afterSoftBounces([...told, { day: 150, category: 'quota' }], alive, policy, policies)
        if (there === 'for good') expect(more).toBe('for good')
        if (there !== null) expect(more).not.toBeNull()
        if (there === null) expect(afterSoftBounces(told, [...alive, 99], policy, policies)).toBeNull()
      }),
    )
  })

  it('a disabled account is dead after two, a full mailbox after ninety days, a disabled mailbox rests longer', () => {
    expect(bounced([1], [], 'suspended')).toBeNull()
    expect(bounced([1, 1], [], 'suspended')).toBeNull()
    expect(bounced([1, 2], [], 'suspended')).toBe('for good')
    expect(bounced([1, 5], [2], 'suspended')).toBeNull()
    expect(bounced([1, 90], [], 'quota')).toBeNull()
    expect(bounced([1, 91], [], 'quota')).toBe('for good')
    expect(bounced([1, 91], [50], 'quota')).toBeNull()
    expect(bounced([1, 8, 16], [], 'disabled')).toEqual({ until: 196 })
  })

  it('policies are the same where a house has rules that are older than they', () => {
    expect(policies).toEqual(DEFAULT_POLICIES)
  })
})

describe('names and addresses', () => {
  const base = { first_name: 'Anna', last_name: 'Müller', street: 'Hauptstr. 1', postcode: '10115', city: 'Berlin' }
  const same = (l: object, r: object) => mayBeSame(namedPlace({ ...base, ...l }), namedPlace({ ...base, ...r }))
  it('is lenient with names and strict with places', () => {
    expect(same({}, {})).toBe(true)
    expect(same({}, { last_name: 'Mueller', first_name: 'A' })).toBe(true)
    expect(same({}, { first_name: 'Müller', last_name: 'Anna' })).toBe(true)
    expect(same({ first_name: '' }, { first_name: 'Otto' })).toBe(true)
    expect(same({}, { street: 'Hauptstraße', house_number: '1' })).toBe(true)
    expect(same({}, { street: 'Nebenweg 9' })).toBe(true)
    expect(same({}, { street: 'Nebenweg 9', first_name: 'Anja' })).toBe(false)
    expect(same({}, { postcode: '20095' })).toBe(false)
    expect(same({}, { last_name: 'Schneider', first_name: 'Otto' })).toBe(false)
  })
})

describe('explanations', () => {
  it('say in one sentence what is open, why, on what evidence, and what stands in', () => {
    const verdict = {
      brand: 'acme',
      purpose: 'marketing',
      since: '2025-03-04' as IsoDate,
      until: null,
      suspected: false,
    }
    expect(
      explainContact([
        {
          ...verdict,
          channel: 'email',
          allowed: false,
          reason: 'unsubscribed_channel',
          evidence: 'list: unsubscribed 2025-03-04',
          alternateChannel: 'letter',
        },
        {
          ...verdict,
          channel: 'letter',
          purpose: 'news',
          since: null,
          allowed: true,
          reason: 'legitimate_interest',
          evidence: null,
          alternateChannel: null,
        },
      ]),
    ).toEqual([
      'E-mail for acme: closed since 2025-03-04, the person unsubscribed [list: unsubscribed 2025-03-04]; use letters instead.',
      'Letters for acme (news): open, a legitimate interest suffices, and nothing was refused.',
    ])
  })
})

describe('determinism', () => {
  it('neither the order of rows nor the numbers of records change the tables', async () => {
    const record = (i: number) => ({
      source: i % 2 ? 'crm' : 'crm2',
      key: `k${i}`,
      person: i >> 1,
      email: `p${i}@acme.example`,
      country: 'DE',
      street: 'Weg',
      postcode: '10115',
    })
    const kinds = ['unsubscribed', 'complaint', 'opt_in', 'bounce_hard', 'dnc_external', 'manual'] as const
    const fact = (i: number) =>
      ({
        source: i % 3 ? 'list' : 'other',
        kind: kinds[i % kinds.length]!,
        channel: 'email',
        brand: i % 4 ? 'acme' : 'beta',
        email: `p${i % 12}@acme.example`,
        day: `2025-01-${10 + (i % 20)}`,
        ...(i % 5 ? {} : { detail: `d${i}` }),
      }) as const
    const records = Array.from({ length: 12 }, (_, i) => record(i))
    const facts = Array.from({ length: 40 }, (_, i) => fact(i))
    const world: World = {
      sources: [
        { name: 'crm' },
        { name: 'crm2', brand: 'beta' },
        { name: 'list', role: 'suppressions' },
        { name: 'other', role: 'suppressions' },
      ],
      records,
      facts,
      possible: [
        [0, 1],
        [2, 3],
      ],
    }
    const there = await flag(world)
    const back = await flag({
      ...world,
      sources: [...world.sources].reverse(),
      records: [...records].reverse(),
      facts: [...facts].reverse(),
      possible: [
        [3, 2],
        [1, 0],
      ],
    })
    expect(back.tables).toBe(there.tables)
  })
})

describe('rule files', () => {
  it('channels names only what the laws allow', () => {
    const rules = ruleFiles().get(CHANNEL_RULES)
    expect(rules.consent_without_channel).toEqual([])
    expect(rules.on_other_channels.complaint.letter).toBe('block')
  })
})
