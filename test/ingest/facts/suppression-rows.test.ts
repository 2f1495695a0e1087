import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SourceSpec } from '../../../src/record/project.ts'
import { read, readFacts, said } from './rules.ts'

const EMAIL: Partial<SourceSpec> = { columns: { email: 'email', at: 'occurred_at' } }
const PHONE: Partial<SourceSpec> = { columns: { tel: 'phone' } }

describe('suppression rows', () => {
  it('reads who, what, when and in whose name', () => {
    expect(
      readFacts({ ...EMAIL, means: 'unsubscribed' }, { email: ' Anna@Example.COM', at: '2024-05-06 10:00:00' }),
    ).toEqual([
      {
        kind: 'unsubscribed',
        channel: 'email',
        brand: 'acme',
        purpose: null,
        email: 'anna@example.com',
        phone: null,
        customerRef: null,
        rec: null,
        identity: null,
        occurredAt: '2024-05-06',
        detail: null,
      },
    ])
    expect(readFacts({ ...EMAIL, means: 'unsubscribed', brand: '*' }, { email: 'a@b.de' })[0]!.brand).toBeNull()
  })

  it('keeps an opt-out whose address lost its @ as typed, for repair to mend', () => {
    const facts = readFacts({ ...EMAIL, means: 'unsubscribed' }, { email: ' JohnGmail.com ', at: '' })
    expect(facts).toMatchObject([{ kind: 'unsubscribed', channel: 'email', email: 'johngmail.com' }])
    // Beside a readable address the rest of the cell is a name, not another address.
    const named = readFacts({ ...EMAIL, means: 'unsubscribed' }, { email: 'John <john@b.de>', at: '' })
    expect(named.map((fact) => fact.email)).toEqual(['john@b.de'])
    expect(read({ ...EMAIL, means: 'unsubscribed' }, { email: ' ', at: '' })).toHaveProperty('reject')
  })

  it('knows what each meaning closes', () => {
    const row = { email: 'a@b.de' }
    expect(said({ ...EMAIL, means: 'do_not_contact' }, row)).toEqual(['objected_all null'])
    expect(said({ ...EMAIL, means: 'complaint' }, row)).toEqual(['complaint email'])
    expect(said({ ...EMAIL, means: 'bounced' }, row)).toEqual(['bounce_hard email'])
    expect(said({ ...EMAIL, means: 'do_not_mail' }, row)).toEqual(['dnc_external letter', 'dnc_external email'])
    expect(said({ ...EMAIL, means: 'deceased' }, row)).toEqual(['deceased null'])
    expect(said({ ...EMAIL, means: 'erased' }, row)).toEqual(['erased null'])
    expect(said({ ...PHONE, means: 'do_not_call' }, { tel: '030 1234567' })).toEqual(['dnc_external call'])
    expect(said({ ...PHONE, means: 'unsubscribed' }, { tel: '030 1234567' })).toEqual([
      'unsubscribed sms',
      'unsubscribed call',
    ])
  })

  it('writes numbers in E.164 by the country of the source, else keeps the digits', () => {
    const phone = (tel: string, country: string | null) =>
      readFacts({ ...PHONE, country, means: 'do_not_call' }, { tel })[0]!.phone
    expect(phone('030 1234567', 'DE')).toBe('+49301234567')
    expect(phone('+44 20 7946 0018', 'DE')).toBe('+442079460018')
    expect(phone('030 1234567', null)).toBe('0301234567')
  })

  it('subscribed is a proof only with its time', () => {
    const list: Partial<SourceSpec> = { means: 'subscribed', columns: { email: 'email', when: 'consent_at' } }
    expect(said(list, { email: 'a@b.de', when: '' })).toEqual(['claimed_opt_in email'])
    expect(said(list, { email: 'a@b.de', when: '2024-01-01' })).toEqual(['opt_in email'])
    expect(said({ ...list, provider: 'shopify-customers' }, { email: 'a@b.de', when: '2024-01-01' })).toEqual([
      'claimed_opt_in email',
    ])
  })

  it('reads the meaning row by row, and lets no word that it does not know pass', () => {
    const by = (word: string, more: Partial<SourceSpec> = {}) =>
      said(
        { means: 'by_column', columns: { email: 'email', what: 'outcome', kind: 'bounce_kind' }, ...more },
        { email: 'a@b.de', what: word, kind: '' },
      )
    expect(by('Unsubscribed')).toEqual(['unsubscribed email'])
    expect(by('HARD_BOUNCE')).toEqual(['bounce_hard email'])
    expect(by('spamreport')).toEqual(['complaint email'])
    expect(by('delivered')).toEqual(['alive email'])
    expect(by('dropped')).toEqual([])
    expect(by('zzz')).toEqual(['manual email'])
    expect(by('')).toEqual(['manual email'])
  })

  it('no row of any list that names somebody is without effect, whatever its words (but words that say nothing)', () => {
    fc.assert(
      fc.property(fc.string(), (word) => {
        const facts = readFacts(
          { means: 'by_column', columns: { email: 'email', what: 'outcome' } },
          { email: 'a@b.de', what: `#${word} x9` },
        )
        expect(facts.length).toBe(1)
      }),
    )
  })

  it('names several people in one cell, and people by name and address only', () => {
    expect(
      readFacts({ ...EMAIL, means: 'unsubscribed' }, { email: 'a@b.de; Anna <c@d.de>' }).map((f) => f.email),
    ).toEqual(['a@b.de', 'c@d.de'])
    const robinson = readFacts(
      { means: 'do_not_mail', columns: { name: 'full_name', street: 'street', plz: 'postcode', ort: 'city' } },
      { name: 'Anna Müller', street: 'Hauptstr. 1', plz: '10115', ort: 'Berlin' },
    )
    expect(robinson.map((f) => [f.kind, f.channel, JSON.parse(f.identity!)])).toEqual([
      [
        'dnc_external',
        'letter',
        { first_name: 'Anna', last_name: 'Müller', street: 'Hauptstr. 1', postcode: '10115', city: 'Berlin' },
      ],
    ])
  })

  it('rejects a row that names nobody, without repeating what stands in it', () => {
    const row = read({ ...EMAIL, means: 'unsubscribed' }, { email: 'n/a', at: '2024-01-01' })
    expect(row).toEqual({ reject: expect.stringContaining('names nobody') })
    expect(read({ ...EMAIL, means: 'unsubscribed' }, { other: 'x' })).toEqual({ reject: expect.any(String) })
  })
})
