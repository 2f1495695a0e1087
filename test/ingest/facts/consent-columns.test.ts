import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carriesFacts } from '../../../src/ingest/facts/fact-reader.ts'
import type { Field } from '../../../src/record/fields.ts'
import type { SourceSpec } from '../../../src/record/project.ts'
import { readFacts, said, spec } from './rules.ts'

const crm = (columns: Record<string, Field>, more: Partial<SourceSpec> = {}): Partial<SourceSpec> => ({
  role: 'customers',
  columns: { email: 'email', ...columns },
  ...more,
})

describe('consent columns', () => {
  it('a yes is a claim, and a consent only with time or evidence', () => {
    const source = crm({ ok: 'consent_email', at: 'consent_at', how: 'consent_evidence' })
    expect(said(source, { ok: 'Y', at: '', how: '' })).toEqual(['claimed_opt_in email'])
    expect(said(source, { ok: 'ja', at: '2024-01-02', how: '' })).toEqual(['opt_in email'])
    expect(said(source, { ok: '1', at: '', how: 'double opt-in form 7' })).toEqual(['opt_in email'])
    expect(said(source, { ok: '1', at: '', how: 'no' })).toEqual(['claimed_opt_in email'])
    // Another ground than consent is none, unless a consent is named as well.
    expect(said(source, { ok: '1', at: '2024-01-02', how: 'Legitimate interest – customer' })).toEqual([
      'claimed_opt_in email',
    ])
    expect(said(source, { ok: '1', at: '', how: 'Berechtigtes Interesse' })).toEqual(['claimed_opt_in email'])
    expect(said(source, { ok: '1', at: '', how: 'Legitimate interest; freely given consent' })).toEqual([
      'opt_in email',
    ])
    expect(said(source, { ok: 'perhaps', at: '2024-01-02', how: 'x' })).toEqual([])
    expect(said({ ...source, provider: 'shopify-customers' }, { ok: 'yes', at: '2024-01-02', how: 'x' })).toEqual([
      'claimed_opt_in email',
    ])
  })

  it('a no is a refusal, a blank says nothing, "never asked" neither', () => {
    const source = crm({ ok: 'consent_email' })
    expect(said(source, { ok: 'N' })).toEqual(['unsubscribed email'])
    expect(said(source, { ok: '' })).toEqual([])
    expect(said(source, { ok: 'NEVER_SUBSCRIBED' })).toEqual([])
    expect(said(source, { ok: 'unsubscribed' })).toEqual(['unsubscribed email'])
  })

  it('an opt-out counts unless its cell is a clear no', () => {
    const source = crm({ out: 'opt_out_letter' })
    expect(said(source, { out: 'x' })).toEqual(['unsubscribed letter'])
    expect(said(source, { out: 'whatever' })).toEqual(['unsubscribed letter'])
    expect(said(source, { out: 'FALSE' })).toEqual([])
    expect(said(source, { out: '' })).toEqual([])
    expect(readFacts(source, { email: 'A@b.de', out: '2023-04-05' })).toMatchObject([
      { kind: 'unsubscribed', email: 'a@b.de', occurredAt: '2023-04-05' },
    ])
  })

  it('a date of opting out alone counts', () => {
    expect(readFacts(crm({ at: 'opt_out_at' }), { at: '2023-04-05' })).toMatchObject([
      { kind: 'unsubscribed', channel: 'email', occurredAt: '2023-04-05' },
    ])
    expect(readFacts(crm({ sms: 'opt_out_sms', at: 'opt_out_at' }), { sms: '0', at: '2023-04-05' })).toMatchObject([
      { kind: 'unsubscribed', channel: 'sms' },
    ])
  })

  it('reads bounces, complaints, deaths and statuses; grades are no statuses of contact', () => {
    expect(said(crm({ b: 'bounced' }), { b: 'true' })).toEqual(['bounce_hard email'])
    expect(said(crm({ b: 'bounced' }), { b: 'MAILBOX_FULL' })).toEqual(['bounce_soft email'])
    expect(said(crm({ b: 'bounced' }), { b: 'false' })).toEqual([])
    expect(said(crm({ d: 'deceased' }), { d: '2020-01-01' })).toEqual(['deceased null'])
    expect(said(crm({ s: 'status' }), { s: 'blocklisted' })).toEqual(['objected_all null'])
    expect(said(crm({ s: 'status' }), { s: 'gold' })).toEqual([])
    expect(said(crm({ s: 'status' }), { s: 'verstorben' })).toEqual(['deceased null'])
  })

  it('no cell of an opt-out column other than blank or a no is ever lost, and no odd word becomes a consent', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (word) => {
        const cell = `#${word}z9`
        expect(said(crm({ out: 'opt_out_all' }), { out: cell })).toEqual(['objected_all null'])
        expect(
          said(crm({ ok: 'consent_email', at: 'consent_at' }), { ok: cell, at: '2024-01-01' }).filter((s) =>
            s.includes('opt_in'),
          ),
        ).toEqual([])
      }),
    )
  })

  it('tells which sources carry facts', () => {
    expect(carriesFacts(spec(crm({})))).toBe(false)
    expect(carriesFacts(spec(crm({ s: 'status' })))).toBe(true)
    expect(carriesFacts(spec({ role: 'leads', means: 'subscribed' }))).toBe(true)
  })
})
