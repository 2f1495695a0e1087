import { describe, expect, it } from 'vitest'
import { toDayNo } from '../../src/record/dates.ts'
import type { IsoDate } from '../../src/record/ids.ts'
import { flag, type World } from './workspace.ts'

const day = (text: string): number => toDayNo(text as IsoDate)

const HOME = { street: 'Hauptstr.', house_number: '1', postcode: '10115', city: 'Berlin', country: 'DE' }
const ACME = { name: 'crm' }
const LIST = { name: 'list', role: 'suppressions', key: null } as const

const one = (facts: World['facts'], more: Partial<World> = {}): World => ({
  sources: [ACME, LIST],
  records: [{ source: 'crm', key: '1', person: 0, email: 'anna@acme.example', mobile: '+4915112345678', ...HOME }],
  facts: facts ?? [],
  ...more,
})
const OPT_IN = {
  source: 'crm',
  kind: 'opt_in',
  channel: 'email',
  brand: 'acme',
  rec: 0,
  email: 'anna@acme.example',
  day: '2024-01-01',
} as const

describe('flag stage', () => {
  it('opens e-mail by an express opt-in with evidence, and letters by legitimate interest', async () => {
    const { answers } = await flag(one([OPT_IN]))
    expect(answers.get('0/acme/marketing/email')).toMatchObject({
      allowed: true,
      reason: 'opt_in',
      since: day('2024-01-01'),
      evidence: 'crm: opt_in 2024-01-01',
    })
    expect(answers.get('0/acme/marketing/letter')).toMatchObject({ allowed: true, reason: 'legitimate_interest' })
    expect(answers.get('0/acme/marketing/call')).toMatchObject({
      allowed: false,
      reason: 'no_consent',
      alternate: 'email',
    })
    expect(answers.has('0/acme/marketing/push')).toBe(false)
  })

  it('an unsubscribe closes e-mail, also after an older opt-in, and offers the letter', async () => {
    const { answers } = await flag(
      one([
        OPT_IN,
        {
          source: 'list',
          kind: 'unsubscribed',
          channel: 'email',
          brand: 'acme',
          email: 'Anna@Acme.example ',
          day: '2025-03-04',
        },
      ]),
    )
    expect(answers.get('0/acme/marketing/email')).toEqual({
      allowed: false,
      reason: 'unsubscribed_channel',
      alternate: 'letter',
      suspected: false,
      evidence: 'list: unsubscribed 2025-03-04',
      since: day('2025-03-04'),
      until: null,
    })
    expect(answers.get('0/acme/marketing/ads')).toMatchObject({ allowed: false, reason: 'unsubscribed_channel' })
  })

  it('lifts an unsubscribe only by a later opt-in of the same address, brand and channel', async () => {
    const unsub = {
      source: 'list',
      kind: 'unsubscribed',
      channel: 'email',
      brand: 'acme',
      email: 'anna@acme.example',
      day: '2025-03-04',
    } as const
    const email = async (optIn: object, fact: object = unsub) =>
      (
        await flag(
          one([
            { ...OPT_IN, ...optIn },
            { ...unsub, ...fact },
          ]),
        )
      ).answers.get('0/acme/marketing/email')
    expect(await email({ day: '2025-03-05' })).toMatchObject({ allowed: true, reason: 'opt_in' })
    expect(await email({ day: '2025-03-04' })).toMatchObject({ allowed: false })
    expect(await email({ day: '2027-01-01' })).toMatchObject({ allowed: false }) // after the day of the run
    expect(await email({ day: '2025-03-05', brand: 'other' })).toMatchObject({ allowed: false })
    expect(await email({ day: '2025-03-05', channel: 'sms' })).toMatchObject({ allowed: false })
    expect(await email({ day: '2025-03-05', kind: 'claimed_opt_in' })).toMatchObject({ allowed: false })
    expect(await email({ day: '2025-03-05', rec: undefined, email: 'other@acme.example' })).toMatchObject({
      allowed: false,
    })
    for (const kind of ['complaint', 'objected_all', 'deceased', 'erased', 'manual'])
      expect(await email({ day: '2025-03-05' }, { kind })).toMatchObject({ allowed: false, reason: kind })
  })

  it('a bounce stays on its address: the other address of the person is open', async () => {
    const world: World = {
      sources: [ACME, { name: 'crm2' }, LIST],
      records: [
        { source: 'crm', person: 0, email: 'old@acme.example', country: 'DE' },
        { source: 'crm2', person: 0, email: 'new@acme.example', country: 'DE' },
      ],
      facts: [
        { source: 'list', kind: 'bounce_hard', channel: 'email', email: 'old@acme.example', day: '2025-01-01' },
        {
          source: 'crm2',
          kind: 'opt_in',
          channel: 'email',
          brand: 'acme',
          rec: 1,
          email: 'new@acme.example',
          day: '2024-01-01',
        },
      ],
    }
    expect((await flag(world)).answers.get('0/acme/marketing/email')).toMatchObject({ allowed: true, reason: 'opt_in' })
    const bounced = await flag({
      ...world,
      facts: [
        ...world.facts!,
        { source: 'list', kind: 'bounce_hard', channel: 'email', email: 'new@acme.example', day: '2025-01-02' },
      ],
    })
    expect(bounced.answers.get('0/acme/marketing/email')).toMatchObject({ allowed: false, reason: 'bounce_hard' })
    // An unsubscribe at one address closes the channel for the person.
    const unsub = await flag({
      ...world,
      facts: [
        ...world.facts!,
        {
          source: 'list',
          kind: 'unsubscribed',
          channel: 'email',
          brand: 'acme',
          email: 'old@acme.example',
          day: '2025-01-02',
        },
      ],
    })
    expect(unsub.answers.get('0/acme/marketing/email')).toMatchObject({
      allowed: false,
      reason: 'unsubscribed_channel',
    })
  })

  it('a repaired address starts unconfirmed, inherits restrictions, and its typo keeps the bounce', async () => {
    const repaired: Partial<World> = { changes: [{ rec: 0, before: 'anna@acme.exmaple', after: 'anna@acme.example' }] }
    const email = async (facts: World['facts'], more: Partial<World> = {}) =>
      (await flag(one(facts, { ...repaired, ...more }))).answers.get('0/acme/marketing/email')
    const optIn = { ...OPT_IN, email: 'anna@acme.exmaple' }
    expect(await email([optIn])).toMatchObject({ allowed: false, reason: 'unconfirmed_repair', alternate: 'letter' })
    expect(
      await email([optIn, { source: 'list', kind: 'bounce_hard', channel: 'email', email: 'anna@acme.exmaple' }]),
    ).toMatchObject({ reason: 'unconfirmed_repair' })
    for (const address of ['anna@acme.exmaple', 'anna@acme.example'])
      expect(
        await email([optIn, { source: 'list', kind: 'unsubscribed', channel: 'email', brand: 'acme', email: address }]),
      ).toMatchObject({ reason: 'unsubscribed_channel' })
    // A stranger's consent to the repaired address is not this person's.
    const british = { ...one([]).records[0]!, country: 'GB' }
    const second = { source: 'crm2', person: 0, email: 'anna@acme.example' }
    const sources = [ACME, { name: 'crm2' }, LIST]
    expect(await email([optIn], { sources, records: [british] })).toMatchObject({ reason: 'unconfirmed_repair' })
    expect(await email([optIn], { sources, records: [british, second] })).toMatchObject({
      allowed: true,
      reason: 'opt_in',
    })
    expect(
      await email([optIn], {
        sources,
        records: [british, second],
        changes: [{ ...repaired.changes![0]!, confidence: 0.7 }],
      }),
    ).not.toMatchObject({ allowed: true })
  })

  it('a repair that bounced closes both forms, and one that a person took back opens the one as given', async () => {
    const [before, after] = ['anna@acme.exmaple', 'anna@acme.example']
    const answer = async (decision: string, ...facts: NonNullable<World['facts']>) => {
      const asGiven = { ...one([]).records[0]!, email: before }
      const changes = [{ rec: 0, before, after, decision }]
      return (await flag(one(facts, { changes, records: [asGiven] }))).answers.get('0/acme/marketing/email')
    }
    const optIn = { ...OPT_IN, email: before }
    expect(await answer('revoked', optIn)).toMatchObject({ allowed: false, reason: 'invalid', alternate: 'letter' })
    expect(await answer('undone', optIn)).toMatchObject({ allowed: true, reason: 'opt_in' })
    expect(await answer('dismissed', optIn)).toMatchObject({ allowed: true, reason: 'opt_in' })
    const wish = { source: 'list', kind: 'unsubscribed', channel: 'email', brand: 'acme', email: after } as const
    expect(await answer('undone', optIn, wish)).toMatchObject({ allowed: false, suspected: false })
    expect(await answer('dismissed', optIn, wish)).toMatchObject({ allowed: false, suspected: true })
    expect(await answer('revoked', optIn, wish)).toMatchObject({ allowed: false })
    // A stranger's consent to the address that was taken back opens nothing.
    const { rec: _, ...nobodys } = OPT_IN
    expect(await answer('undone', nobodys)).toMatchObject({ allowed: false })
  })

  it('a suppression follows a suggested address as suspected', async () => {
    const { answers } = await flag(
      one([OPT_IN, { source: 'list', kind: 'unsubscribed', channel: 'email', brand: 'acme', email: 'anna@acme.com' }], {
        changes: [{ rec: 0, before: 'anna@acme.example', after: 'anna@acme.com', decision: 'review' }],
      }),
    )
    expect(answers.get('0/acme/marketing/email')).toMatchObject({ allowed: false, suspected: true })
  })

  it('restrictions spread one hop along possible matches, marked suspected; consents and bounces do not', async () => {
    const person = (p: number) => ({ source: 'crm', person: p, email: `p${p}@acme.example`, country: 'DE' })
    const optIn = (p: number) => ({ ...OPT_IN, rec: p, email: `p${p}@acme.example` })
    const world: World = {
      sources: [ACME, LIST],
      records: [person(0), person(1), person(2), person(3)],
      facts: [
        optIn(0),
        optIn(1),
        optIn(2),
        { source: 'list', kind: 'complaint', channel: 'email', email: 'p0@acme.example', day: '2025-01-01' },
      ],
      possible: [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    }
    const { answers } = await flag(world)
    expect(answers.get('0/acme/marketing/email')).toMatchObject({
      allowed: false,
      reason: 'complaint',
      suspected: false,
    })
    expect(answers.get('1/acme/marketing/email')).toMatchObject({
      allowed: false,
      reason: 'complaint',
      suspected: true,
    })
    expect(answers.get('2/acme/marketing/email')).toMatchObject({ allowed: true })
    expect(answers.get('3/acme/marketing/email')).toMatchObject({ allowed: false, reason: 'no_consent' })
  })

  it('opens text messages by a list of opt-ins only for numbers that may be a mobile’s', async () => {
    const listed = async (phone: string) => {
      const { rec: _, ...optIn } = OPT_IN
      const world = one([{ ...optIn, source: 'list', channel: 'sms', phone }], {
        records: [{ source: 'crm', key: '1', person: 0, email: 'anna@acme.example' }],
      })
      return (await flag(world)).answers.get('0/acme/marketing/sms')
    }
    expect(await listed('+4915112345678')).toMatchObject({ allowed: true, reason: 'opt_in' })
    expect(await listed('+4930901820')).toMatchObject({ allowed: false })
  })

  it('sends text messages to numbers that may be a mobile’s only', async () => {
    const consents = (['sms', 'call'] as const).map((channel) => ({ ...OPT_IN, channel }))
    const sms = async (numbers: object) => {
      const { answers } = await flag(
        one(consents, { records: [{ source: 'crm', key: '1', person: 0, email: 'anna@acme.example', ...numbers }] }),
      )
      expect(answers.get('0/acme/marketing/call')).toMatchObject({ allowed: true })
      return answers.get('0/acme/marketing/sms')
    }
    expect(await sms({ phone: '+4930901820' })).toMatchObject({ allowed: false, reason: 'no_address' })
    expect(await sms({ mobile: '+4930901820', phone: '+498001234567' })).toMatchObject({ allowed: false })
    expect(await sms({ phone: '+4915112345678' })).toMatchObject({ allowed: true, reason: 'opt_in' })
    expect(await sms({ phone: '+12125552368' })).toMatchObject({ allowed: true, reason: 'opt_in' })
    expect(await sms({ mobile: '0171 5550199' })).toMatchObject({ allowed: true, reason: 'opt_in' })
  })

  it('asset deals bring no consents and no electronic channels; letters open after notice and objection period', async () => {
    const world = one([OPT_IN], {
      sources: [{ name: 'crm', deal: 'asset_deal', dealDate: '2025-01-01' as IsoDate }, LIST],
    })
    const { answers } = await flag(world)
    for (const channel of ['email', 'sms', 'call', 'letter', 'ads'])
      expect(answers.get(`0/acme/marketing/${channel}`)).toMatchObject({ allowed: false, reason: 'asset_deal' })
    const told = await flag({
      ...world,
      rules: { channels: { asset_deal_notices: { crm: { given: '2025-02-01', objection_until: '2025-03-15' } } } },
    })
    expect(told.answers.get('0/acme/marketing/letter')).toMatchObject({ allowed: true, reason: 'legitimate_interest' })
    expect(told.answers.get('0/acme/marketing/email')).toMatchObject({
      allowed: false,
      reason: 'asset_deal',
      alternate: 'letter',
    })
  })

  it('the exception for own customers holds until so many months after the last sale of that brand', async () => {
    const bought = (at: string, country: string): World => ({
      sources: [ACME, { name: 'orders', role: 'purchases', of: 'crm' }, LIST],
      records: [{ source: 'crm', key: '7', person: 0, email: 'a@acme.example', country }],
      purchases: [
        { source: 'orders', ref: '7', day: '2020-01-01' },
        { source: 'orders', ref: '7', day: at },
        { source: 'orders', ref: '7', day: '2027-01-01' },
      ],
    })
    const email = async (at: string, country: string, rules = {}) =>
      (await flag({ ...bought(at, country), rules })).answers.get('0/acme/marketing/email')
    expect(await email('2025-08-31', 'GB')).toMatchObject({
      allowed: true,
      reason: 'soft_opt_in',
      since: day('2025-08-31'),
      until: day('2027-08-31'),
    })
    expect(await email('2024-02-29', 'CA')).toMatchObject({
      allowed: false,
      reason: 'implied_consent_expired',
      since: day('2026-02-28'),
    })
    expect(await email('2025-08-31', 'CA')).toMatchObject({ allowed: true, reason: 'implied_consent' })
    expect(await email('2025-08-31', 'DE')).toMatchObject({ allowed: false, reason: 'no_consent' })
    expect(await email('2025-08-31', 'DE', { channels: { soft_opt_in_brands: ['acme'] } })).toMatchObject({
      allowed: true,
      reason: 'soft_opt_in',
    })
    expect(await email('2025-08-31', 'US')).toMatchObject({ allowed: true, reason: 'opt_out_regime' })
    expect(await email('2025-08-31', 'AU')).toMatchObject({ allowed: false })
  })

  it('an inquiry opens for six months in Canada, held against the day of sending; a login opens nothing', async () => {
    const asked = (kind: string, at: string, country = 'CA', more: Partial<World> = {}): World => ({
      sources: [
        ACME,
        { name: 'web', role: 'activity', of: 'crm' },
        { name: 'orders', role: 'purchases', of: 'crm' },
        LIST,
      ],
      records: [
        { source: 'crm', key: '7', person: 0, email: 'a@acme.example', phone: '+16135550100', region: 'TX', country },
        { source: 'crm', key: '8', person: 0, email: 'b@acme.example', country },
      ],
      activities: [
        { source: 'web', ref: '7', day: '2020-01-01', kind },
        { source: 'web', ref: '7', day: at, kind },
      ],
      ...more,
    })
    const on = async (world: World, channel = 'email') => (await flag(world)).answers.get(`0/acme/marketing/${channel}`)
    const open = { allowed: true, reason: 'recent_inquiry', since: day('2026-03-01'), until: day('2026-09-01') }
    expect(await on(asked('Quote request', '2026-03-01'))).toMatchObject({
      ...open,
      evidence: 'last inquiry 2026-03-01',
    })
    expect(await on(asked('Angebotsanfrage', '2026-03-01'))).toMatchObject(open)
    // Only on the address of the record that asked.
    expect((await flag(asked('inquiry', '2026-03-01'))).open.email).toMatchObject([
      { addresses: [{ rec: 0, field: 'email' }] },
    ])
    expect(await on(asked('inquiry', '2026-03-01', 'CA', { sendDate: '2026-09-02' }))).toMatchObject({
      allowed: false,
      reason: 'recent_inquiry_expired',
    })
    expect(await on(asked('inquiry', '2025-12-29'))).toMatchObject({ allowed: false, reason: 'recent_inquiry_expired' })
    expect(await on(asked('inquiry', '2027-01-01'))).toMatchObject({ allowed: false, reason: 'recent_inquiry_expired' })
    expect(await on(asked('login', '2026-03-01'))).toMatchObject({ allowed: false, reason: 'no_consent' })
    expect(await on(asked('inquiry', '2026-03-01', 'DE'))).toMatchObject({ allowed: false, reason: 'no_consent' })
    expect(await on(asked('inquiry', '2026-03-01', 'GB'))).toMatchObject({ allowed: false, reason: 'no_consent' })
    expect(await on(asked('inquiry', '2026-05-01', 'US'), 'call')).toMatchObject({
      allowed: true,
      reason: 'recent_inquiry',
    })
    expect(await on(asked('inquiry', '2026-03-01', 'US'), 'call')).toMatchObject({ allowed: false })
    // The purchase allows it for longer.
    const bought = { purchases: [{ source: 'orders', ref: '7', day: '2025-08-31' }] }
    expect(await on(asked('inquiry', '2026-03-01', 'CA', bought))).toMatchObject({ reason: 'implied_consent' })
    const refused = [{ source: 'list', kind: 'unsubscribed', channel: 'email', email: 'a@acme.example' } as const]
    expect(await on(asked('inquiry', '2026-03-01', 'CA', { facts: refused }))).toMatchObject({ allowed: false })
  })

  it('a fact by customer key reaches every record with that key', async () => {
    const { answers } = await flag({
      sources: [ACME, LIST],
      records: [
        { source: 'crm', key: '1', person: 0, ...HOME },
        { source: 'crm', key: '1', person: 1, ...HOME },
        { source: 'crm', key: '2', person: 2, ...HOME },
      ],
      facts: [{ source: 'list', kind: 'objected_all', ref: '1' }],
    })
    expect([0, 1, 2].map((p) => answers.get(`${p}/acme/marketing/letter`)!.allowed)).toEqual([false, false, true])
  })

  it('a list of names and addresses matches at a low threshold', async () => {
    const names = ['Müller', 'Mueler', 'Muller-Schmidt', 'Schneider']
    const { answers } = await flag({
      sources: [ACME, { ...LIST, name: 'robinson' }],
      records: names.map((last_name, person) => ({
        source: 'crm',
        person,
        first_name: person === 1 ? 'A.' : 'Anna',
        last_name,
        ...HOME,
        ...(person === 3 ? { first_name: 'Otto' } : {}),
      })),
      facts: [
        {
          source: 'robinson',
          kind: 'dnc_external',
          channel: 'letter',
          identity: { first_name: 'Anna', last_name: 'Muller', postcode: '10115', street: 'Hauptstraße 1' },
        },
      ],
    })
    expect(names.map((_, p) => answers.get(`${p}/acme/marketing/letter`)!.reason)).toEqual([
      'dnc_external',
      'dnc_external',
      'dnc_external',
      'legitimate_interest',
    ])
  })

  it('a topic closes the topic only, a brand the brand only, a complaint every brand', async () => {
    const world: World = {
      sources: [ACME, { name: 'beta', brand: 'beta' }, LIST],
      records: [
        { source: 'crm', person: 0, email: 'a@acme.example', country: 'US' },
        { source: 'beta', person: 0, email: 'a@acme.example', country: 'US' },
      ],
      facts: [
        {
          source: 'list',
          kind: 'unsubscribed',
          channel: 'email',
          brand: 'acme',
          purpose: 'news',
          email: 'a@acme.example',
        },
        { source: 'list', kind: 'unsubscribed', channel: 'email', brand: 'beta', email: 'a@acme.example' },
      ],
    }
    const reasons = (answers: ReadonlyMap<string, { reason: string }>) =>
      ['acme/marketing', 'acme/news', 'beta/marketing'].map((k) => answers.get(`0/${k}/email`)?.reason)
    expect(reasons((await flag(world)).answers)).toEqual([
      'opt_out_regime',
      'unsubscribed_topic',
      'unsubscribed_channel',
    ])
    const complained = await flag({
      ...world,
      facts: [{ source: 'list', kind: 'complaint', channel: 'email', brand: 'beta', email: 'a@acme.example' }],
    })
    expect(reasons(complained.answers)).toEqual(['complaint', undefined, 'complaint'])
  })

  it('soft bounces close an address only in a row, over days, without a sign of life', async () => {
    const soft = (...days: string[]) =>
      days.map(
        (d) => ({ source: 'list', kind: 'bounce_soft', channel: 'email', email: 'anna@acme.example', day: d }) as const,
      )
    const email = async (facts: World['facts']) =>
      (await flag(one([OPT_IN, ...facts!]))).answers.get('0/acme/marketing/email')
    expect(await email(soft('2026-06-01', '2026-06-02', '2026-06-03'))).toMatchObject({ allowed: true })
    expect(await email(soft('2026-06-01', '2026-06-10', '2026-06-20'))).toMatchObject({
      allowed: false,
      reason: 'bounce_soft',
      until: day('2026-06-20') + 90,
    })
    expect(
      await email([
        ...soft('2026-06-01', '2026-06-10', '2026-06-20'),
        { source: 'list', kind: 'alive', channel: 'email', email: 'anna@acme.example', day: '2026-06-11' },
      ]),
    ).toMatchObject({ allowed: true })
    expect(await email(soft('2025-06-01', '2025-06-10', '2025-06-20'))).toMatchObject({ allowed: true })
    const of = (detail: string, ...days: string[]) => soft(...days).map((fact) => ({ ...fact, detail }))
    const closed = { allowed: false, reason: 'bounce_soft', until: null }
    expect(await email(of('suspended', '2025-01-01', '2025-01-02'))).toMatchObject(closed)
    expect(await email(of('quota', '2025-01-01', '2025-04-01'))).toMatchObject(closed)
    expect(await email(of('network', '2025-01-01', '2025-04-01'))).toMatchObject({ allowed: true })
  })

  it('a bounce that says the address has another owner drops the consents that name it, up to its day', async () => {
    const changed = { source: 'list', kind: 'bounce_hard', channel: 'email', email: 'anna@acme.example' } as const
    const ads = async (detail: string, consent: string) => {
      const optIn = { ...OPT_IN, channel: 'ads', day: consent } as const
      const { answers } = await flag(one([optIn, { ...changed, detail, day: '2026-03-01' }]))
      return answers.get('0/acme/marketing/ads')
    }
    expect(await ads('no_mailbox', '2026-01-01')).toMatchObject({ allowed: true, reason: 'opt_in' })
    expect(await ads('owner_changed', '2026-01-01')).toMatchObject({ allowed: false, reason: 'no_consent' })
    expect(await ads('owner_changed', '2026-03-02')).toMatchObject({ allowed: true, reason: 'opt_in' })
  })

  it('a list that names everybody is noted and counts all the same; facts on nobody change nothing', async () => {
    const { answers, summary } = await flag(
      one([
        OPT_IN,
        { source: 'list', kind: 'bounce_hard', channel: 'email', brand: 'acme', email: 'anna@acme.example' },
        { source: 'list', kind: 'bounce_hard', channel: 'email', email: 'nobody@acme.example' },
      ]),
    )
    expect(summary.notes).toEqual([expect.stringContaining('list: names 100 % of the brand')])
    expect(answers.get('0/acme/marketing/email')).toMatchObject({ allowed: false, reason: 'bounce_hard' })
  })

  it('an opt-in list opens its own brand for an address the person has', async () => {
    const { answers } = await flag(
      one([
        {
          source: 'list',
          kind: 'opt_in',
          channel: 'email',
          brand: 'gamma',
          email: 'anna@acme.example',
          day: '2025-01-01',
        },
      ]),
    )
    expect(answers.get('0/gamma/marketing/email')).toMatchObject({ allowed: true, reason: 'opt_in' })
    expect(answers.get('0/gamma/marketing/letter')).toMatchObject({ allowed: false, reason: 'no_record' })
    expect(answers.get('0/acme/marketing/email')).toMatchObject({ allowed: false, reason: 'no_consent' })
  })

  it('two people at one address: a restriction reaches both, a consent and its lifting only its own', async () => {
    const shared = (person: number) => ({ source: 'crm', person, email: 'home@acme.example', country: 'US' })
    const optIn = { ...OPT_IN, email: 'home@acme.example', day: '2025-06-01' }
    const unsub = { ...optIn, kind: 'unsubscribed', rec: 1, day: '2025-01-01' } as const
    const world = (facts: World['facts'], country: string): World => ({
      sources: [ACME, LIST],
      records: [0, 1].map((p) => ({ ...shared(p), country })),
      facts: facts!,
    })
    const reasons = async (facts: World['facts'], country: string) => {
      const { answers } = await flag(world(facts, country))
      return [0, 1].map((p) => answers.get(`${p}/acme/marketing/email`)!.reason)
    }
    expect(await reasons([optIn], 'DE')).toEqual(['opt_in', 'no_consent'])
    expect(await reasons([optIn, unsub], 'US')).toEqual(['unsubscribed_channel', 'unsubscribed_channel'])
    expect(await reasons([optIn, { ...unsub, rec: 0 }], 'US')).toEqual(['opt_in', 'opt_out_regime'])
  })
})

describe('the day of sending and what is worth a look', () => {
  it('counts what ends before the planned day as over', async () => {
    const world: World = {
      sources: [ACME, { name: 'orders', role: 'purchases', of: 'crm' }],
      records: [{ source: 'crm', key: '7', person: 0, email: 'a@acme.example', country: 'GB' }],
      purchases: [{ source: 'orders', ref: '7', day: '2024-07-15' }],
    }
    const email = async (sendDate?: string) =>
      (await flag({ ...world, ...(sendDate === undefined ? {} : { sendDate }) })).answers.get('0/acme/marketing/email')
    expect(await email()).toMatchObject({ allowed: true, reason: 'soft_opt_in' })
    expect(await email('2026-07-15')).toMatchObject({ allowed: true })
    expect(await email('2026-07-16')).toMatchObject({ allowed: false, reason: 'soft_opt_in_expired' })
    // A day in the past opens nothing that has ended since.
    expect(await email('2024-08-01')).toMatchObject({ allowed: true })
  })

  it('notes conflicts, and people who wait for a review', async () => {
    const no = { source: 'list', kind: 'unsubscribed', channel: 'email', brand: 'acme' } as const
    const { summary } = await flag({
      ...one([OPT_IN, { ...no, email: 'anna@acme.example' }]),
      records: [...one([]).records, { source: 'crm', person: 1, email: 'b@acme.example', ...HOME }],
      possible: [[0, 1]],
    })
    expect(summary.notes).toEqual([
      expect.stringMatching(/^1 e-mail address is subscribed in one place and refused in another/),
      expect.stringMatching(/^1 person waits for a review/),
    ])
  })
})
