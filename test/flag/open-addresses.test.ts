import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packOpen, slotOf, unpackOpen } from '../../src/record/open-address.ts'
import { flag, type World } from './workspace.ts'

const US = { country: 'US' }
const texts = (of: readonly { readonly addresses: readonly { readonly text: string }[] }[]) =>
  of.map(({ addresses }) => addresses.map((a) => a.text))

describe('open addresses', () => {
  const world: World = {
    sources: [{ name: 'crm' }, { name: 'shop' }, { name: 'list', role: 'suppressions', key: null }],
    records: [
      { source: 'crm', person: 0, email: 'b@x.example', mobile: '+15125557143', street: 'Elm', city: 'Rye', ...US },
      { source: 'shop', person: 0, email: 'a@x.example', email_2: 'old@x.example', ...US },
      { source: 'shop', person: 0, email: 'B@x.example', ...US },
    ],
    facts: [{ source: 'list', kind: 'bounce_hard', channel: 'email', email: 'old@x.example' }],
  }

  it('are those of the brand’s records that nothing closes, the golden one first', async () => {
    const { open } = await flag(world)
    expect(texts(open.email)).toEqual([['b@x.example', 'a@x.example']])
    expect(texts(open.letter)).toEqual([['Elm, Rye, US']])
    expect(open.sms).toEqual([])
    expect(open.ads[0]?.addresses.map((a) => [a.rec, a.field])).toEqual([
      [0, 'record'],
      [1, 'record'],
      [2, 'record'],
    ])
  })

  it('put the better grounds first, and name an address that only a consent knows', async () => {
    const consent = { source: 'list', kind: 'opt_in', brand: 'acme', day: '2025-01-01' } as const
    const facts: World['facts'] = [
      { ...consent, channel: 'email', email: 'a@x.example', rec: 1 },
      { ...consent, channel: 'sms', phone: '+15125550000', email: 'b@x.example' },
      { ...consent, channel: 'sms', phone: '5125550001', email: 'b@x.example' },
    ]
    const { open } = await flag({ ...world, facts })
    expect(texts(open.email)[0]![0]).toBe('a@x.example')
    const listed = open.sms[0]!.addresses
    expect(listed.filter((a) => a.rec === null).map((a) => a.text)).toEqual(['+15125550000', '5125550001'])
  })

  it('are none where the person refused', async () => {
    const facts: World['facts'] = [{ source: 'list', kind: 'objected_all', email: 'old@x.example' }]
    expect(Object.values((await flag({ ...world, facts })).open).flat()).toEqual([])
  })

  it('come back from their cell as they went in', () => {
    const slot = fc.oneof(
      fc.nat(2 ** 20).map((rec) => slotOf(rec, 'mobile')),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(fc.array(slot, { minLength: 1 })), (groups) => {
        const back = unpackOpen(packOpen(groups)).map((g) => g.map((s) => s.text ?? slotOf(s.rec, s.field)))
        expect(back).toEqual(groups)
      }),
    )
  })
})

describe('facts that came by command', () => {
  const world: World = {
    sources: [{ name: 'crm' }],
    records: [
      { source: 'crm', key: '1', person: 0, email: 'a@x.example', mobile: '+15125557143', ...US },
      { source: 'crm', key: '2', person: 1, email: 'b@x.example', ...US },
    ],
  }
  const email = async (own: NonNullable<World['own']>, person = 0) =>
    (await flag({ ...world, own })).answers.get(`${person}/acme/marketing/email`)

  it('count like those of files, whomever they name', async () => {
    expect(await email([])).toMatchObject({ allowed: true })
    for (const whom of [{ email: 'a@x.example' }, { phone: '+15125557143' }, { uid: 'u0' }]) {
      const own = [{ kind: 'objected_all', day: 20_000, ...whom } as const]
      expect(await email(own), JSON.stringify(whom)).toMatchObject({
        allowed: false,
        reason: 'objected_all',
        evidence: 'suppress add: objected_all 2024-10-04',
      })
      expect(await email(own, 1)).toMatchObject({ allowed: true })
    }
  })

  it('harm nobody where the record they name is not there', async () => {
    expect(await email([{ kind: 'objected_all', uid: 'gone' }])).toMatchObject({ allowed: true })
  })
})
