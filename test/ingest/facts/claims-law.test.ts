/** Rule r8 of the contact rules, on random files: no import makes a consent out of a claim, and none takes a refusal back. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FactKind } from '../../../src/record/fact.ts'
import type { Field } from '../../../src/record/fields.ts'
import { CHANNELS, type SourceSpec } from '../../../src/record/project.ts'
import { apart, cases, PERSONAL, verdictsOf } from '../../flag/law-cases.ts'
import { read } from './rules.ts'

const CONSENTS: readonly FactKind[] = ['opt_in', 'soft_opt_in', 'claimed_opt_in']
const WHO = ['email', 'phone', 'customer_id', 'full_name', 'address', 'first_name', 'city', 'updated_at', 'created_at']
const STATES = [
  ...['consent_email', 'consent_sms', 'consent_call', 'consent_letter', 'consent_ads', 'consent_any', 'status'],
  ...['outcome', 'reason', 'opt_out_email', 'opt_out_at', 'channel', 'topic', 'bounce_kind'],
]
const PROOFS = ['consent_at', 'consent_evidence', 'occurred_at']
const words = fc.constantFrom(
  ...[
    'subscribed',
    'Subscribed',
    'yes',
    'ja',
    'TRUE',
    '1',
    'opt-in',
    'double opt-in',
    'confirmed',
    'active',
    'granted',
  ],
  ...['2024-01-02', 'subscribed 2024-01-02', '["SUBSCRIBED"]', 'email', 'newsletter', 'oui', 'x', 'a@x.org', ''],
  ...['unsubscribed', 'no', 'never subscribed', '+4930123456', '7'],
)
const specs = fc.record<Partial<SourceSpec>>({
  role: fc.constantFrom('customers', 'suppressions'),
  means: fc.constantFrom(null, 'by_column', 'subscribed'),
  channel: fc.constantFrom(null, ...CHANNELS),
  provider: fc.constantFrom(null, 'mailchimp', 'klaviyo', 'hubspot-subscriptions', 'shopify-customers', 'brevo'),
})

/** A row of a file: its columns mean these fields, each its own. */
const rowOf = (fields: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...fields), words, { maxKeys: 6 }).map((cells) => ({ email: 'ida@x.org', ...cells }))
const kindsOf = (of: Partial<SourceSpec>, row: Readonly<Record<string, string>>): readonly FactKind[] => {
  const columns = Object.fromEntries(Object.keys(row).map((field) => [field, field as Field]))
  const facts = read({ ...of, columns }, row)
  return 'reject' in facts ? [] : facts.map(({ kind }) => kind)
}

const runs = { numRuns: 400 }

describe('r8: an import', () => {
  it('without a column that speaks of consent says nothing of it, unless the file is a list of subscribers', () => {
    fc.assert(
      fc.property(specs, rowOf(WHO), (of, row) => {
        for (const kind of kindsOf(of, row)) {
          if (of.means === 'subscribed') expect(kind).toBe('claimed_opt_in')
          else expect(CONSENTS).not.toContain(kind)
        }
      }),
      runs,
    )
  })

  it('is a consent only with the time or the evidence of it; "subscribed" by itself is a claim', () => {
    const seen = new Set<FactKind>()
    fc.assert(
      fc.property(specs, rowOf([...WHO, ...STATES, ...PROOFS]), (of, row: Readonly<Record<string, string>>) => {
        const { consent_evidence = '', consent_at = '', occurred_at = '' } = row
        const isProven = consent_evidence !== '' || [consent_at, occurred_at].includes('2024-01-02')
        for (const kind of kindsOf(of, row)) {
          seen.add(kind)
          if (!isProven) expect(['opt_in', 'soft_opt_in'], JSON.stringify({ of, row })).not.toContain(kind)
        }
      }),
      runs,
    )
    for (const kind of ['opt_in', 'claimed_opt_in', 'unsubscribed'] as const) expect([...seen]).toContain(kind)
  })

  it('that says everybody subscribed, without a later day, opens nothing that people closed', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom<FactKind>('claimed_opt_in', 'opt_in'), (c, kind) => {
        const scopes = c.facts.flatMap(({ brand, purpose }) =>
          CHANNELS.map((channel) => ({ brand: brand ?? 'a', purpose, channel })),
        )
        const all = scopes.flatMap((scope) =>
          c.recs.map(({ email, phone, source }, rec) => ({ ...scope, kind, email, phone, rec, source, day: null })),
        )
        const after = verdictsOf({ ...c, facts: [...c.facts, ...all] }, apart)
        for (const [key, { allowed, reason }] of verdictsOf(c, apart))
          if (!allowed && PERSONAL.has(reason)) expect(after.get(key)?.allowed, `${key} ${reason}`).toBe(false)
      }),
      { numRuns: 100 },
    )
  })
})
