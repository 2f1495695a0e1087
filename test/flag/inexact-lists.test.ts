import { describe, expect, it } from 'vitest'
import { flag, type World } from './workspace.ts'

type Fact = NonNullable<World['facts']>[number]
type Answers = Awaited<ReturnType<typeof flag>>['answers']

const HOME = { street: 'Hauptstr.', house_number: '1', postcode: '10115', city: 'Berlin', country: 'DE' }

/** One person of brand acme and a list; `more` changes the record. */
function world(facts: readonly Fact[], more: object = {}, mended: Readonly<Record<string, string>> = {}): World {
  return {
    sources: [{ name: 'crm' }, { name: 'list', role: 'suppressions', key: null }],
    records: [
      { source: 'crm', key: '1', person: 0, first_name: 'Anna', last_name: 'Schneider', ...HOME, ...more },
      { source: 'crm', key: '2', person: 1, first_name: 'Otto', last_name: 'Wagner', ...HOME },
    ],
    facts,
    mended,
  }
}
const ask = async (of: World, channel: string): Promise<ReturnType<Answers['get']>> =>
  (await flag(of)).answers.get(`0/acme/marketing/${channel}`)

describe('a restriction on a mistyped address', () => {
  const record = { email: 'anna@gmail.com' }
  const optIn: Fact = { source: 'crm', kind: 'opt_in', channel: 'email', brand: 'acme', rec: 0, ...record }
  const typed = { source: 'list', channel: 'email', brand: 'acme', email: 'anna@gmial.com', day: '2025-03-04' } as const
  const email = (kind: Fact['kind'], mended = { 'anna@gmial.com': 'anna@gmail.com' }) =>
    ask(world([optIn, { ...typed, kind }], record, mended), 'email')

  it.each(['unsubscribed', 'complaint', 'objected_all', 'manual'] as const)(
    '%s also holds for the address that was meant',
    async (kind) => {
      expect(await email(kind, {} as never)).toMatchObject({ allowed: true, reason: 'opt_in' })
      expect(await email(kind)).toMatchObject({ allowed: false })
    },
  )

  it('still holds for the address as typed', async () => {
    const facts: Fact[] = [{ ...typed, kind: 'unsubscribed' }]
    const of = world(facts, { email: 'anna@gmial.com' }, { 'anna@gmial.com': 'anna@gmail.com' })
    expect(await ask(of, 'email')).toMatchObject({ allowed: false, reason: 'unsubscribed_channel' })
  })

  it('a bounce stays with the typed address', async () => {
    expect(await email('bounce_hard')).toMatchObject({ allowed: true, reason: 'opt_in' })
  })

  it('a consent does not move to the address that was meant', async () => {
    const mended = { 'anna@gmial.com': 'anna@gmail.com' }
    const given = world([{ ...typed, kind: 'opt_in' }], record, mended)
    expect(await ask(given, 'email')).toMatchObject({ allowed: false, reason: 'no_consent' })
    // Nor does it lift what stands against the address that was meant.
    const refused: Fact = { ...typed, kind: 'unsubscribed', ...record }
    const later: Fact = { ...typed, kind: 'opt_in', day: '2025-06-01' }
    expect(await ask(world([optIn, refused, later], record, mended), 'email')).toMatchObject({ allowed: false })
  })
})

describe('a number without its country', () => {
  const record = { mobile: '+15125557143', country: 'US' }
  const dnc = (phone: string): Fact => ({ source: 'list', kind: 'dnc_external', channel: 'call', phone })

  it.each(['5125557143', '05125557143', '15125557143', '0015125557143', '+15125557143'])(
    'closes calls to the number: %s',
    async (phone) => {
      expect((await ask(world([], record), 'call'))?.reason).not.toBe('dnc_external')
      expect(await ask(world([dnc(phone)], record), 'call')).toMatchObject({ allowed: false, reason: 'dnc_external' })
    },
  )

  it.each(['5125557144', '125557143', '57143', '+4905125557143'])('closes nothing for another: %s', async (phone) => {
    expect((await ask(world([dnc(phone)], record), 'call'))?.reason).not.toBe('dnc_external')
  })

  it('opens nothing when a consent is given so', async () => {
    const german = { mobile: '+4915112345678' }
    const consent = (phone: string): Fact => ({
      source: 'list',
      kind: 'opt_in',
      channel: 'call',
      brand: 'acme',
      phone,
      day: '2025-03-04',
    })
    expect(await ask(world([consent('+4915112345678')], german), 'call')).toMatchObject({ allowed: true })
    for (const phone of ['015112345678', '15112345678', '004915112345678'])
      expect(await ask(world([consent(phone)], german), 'call'), phone).toMatchObject({
        allowed: false,
        reason: 'no_consent',
      })
  })
})

describe('a list that gives only names and addresses', () => {
  const listed = (identity: NonNullable<Fact['identity']>): Fact => ({
    source: 'list',
    kind: 'dnc_external',
    channel: 'letter',
    identity: { ...HOME, ...identity },
  })
  const letters = async (identity: NonNullable<Fact['identity']>) =>
    (await ask(world([listed(identity)]), 'letter'))?.allowed

  it('finds the person two letters off, under another spelling of the street', async () => {
    const anna = { first_name: 'Anna', last_name: 'Schnaidr' }
    expect(await letters({ ...anna, street: 'Haubtstrasse', house_number: '1' })).toBe(false)
    expect(await letters({ ...anna, street: 'H.-Str. 1', house_number: '' })).toBe(false)
    expect(await letters({ ...anna, street: 'Hauptstr.', house_number: '7a' })).toBe(false)
  })

  it('leaves others alone: three letters off, another first name elsewhere, another postcode', async () => {
    expect(await letters({ first_name: 'Anna', last_name: 'Schnitr', street: 'Nebenweg' })).toBe(true)
    expect(await letters({ first_name: 'Berta', last_name: 'Schneider', street: 'Nebenweg' })).toBe(true)
    expect(await letters({ first_name: 'Anna', last_name: 'Schneider', postcode: '20095' })).toBe(true)
  })

  it('goes by the city where the postcode is missing on either side', async () => {
    const { postcode: _, ...noPostcode } = { ...HOME, first_name: 'Anna', last_name: 'Schneider' }
    const entry: Fact = { source: 'list', kind: 'dnc_external', channel: 'letter', identity: noPostcode }
    expect(await ask(world([entry]), 'letter')).toMatchObject({ allowed: false })
    const placed = listed({ first_name: 'Anna', last_name: 'Schneider' })
    expect(await ask(world([placed], { postcode: undefined }), 'letter')).toMatchObject({ allowed: false })
    expect(await ask(world([{ ...entry, identity: { ...noPostcode, city: 'Hamburg' } }]), 'letter')).toMatchObject({
      allowed: true,
    })
  })
})

describe('an address from another brand’s record', () => {
  it('is opened by the law alone, never by a consent that stands in that record', async () => {
    const records: World['records'] = [
      { source: 'crm', key: '1', person: 0, country: 'DE', email: 'anna@acme.example' },
      { source: 'other', key: '9', person: 0, ...HOME },
    ]
    const sources = [{ name: 'crm' }, { name: 'other', brand: 'other' }]
    const facts: Fact[] = [{ source: 'crm', kind: 'opt_in', channel: 'letter', brand: 'acme', rec: 1 }]
    const answer = (await flag({ sources, records, facts })).answers.get('0/acme/marketing/letter')
    expect(answer).toMatchObject({ allowed: true, reason: 'legitimate_interest' })
  })
})
