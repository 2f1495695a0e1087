/** Klaviyo profiles: suppressions with a reason, consent with a time. */

import type { ProviderSignature } from './provider.ts'

const PERSON = {
  Email: 'email',
  'First Name': 'first_name',
  'Last Name': 'last_name',
  'Phone Number': 'phone',
} as const

export const KLAVIYO: readonly ProviderSignature[] = [
  {
    name: 'klaviyo-suppressions',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['Email', 'Suppression Reason'],
    columns: {
      Email: 'email',
      'Suppression Reason': 'outcome',
      Timestamp: 'occurred_at',
      'Suppression Timestamp': 'occurred_at',
    },
  },
  {
    name: 'klaviyo-profiles',
    role: 'leads',
    means: null,
    channel: 'email',
    needs: ['Email', 'Email Marketing Consent'],
    columns: {
      ...PERSON,
      'Email Marketing Consent': 'consent_email',
      'Email Marketing Consent Timestamp': 'consent_at',
      'SMS Marketing Consent': 'consent_sms',
      Suppressed: 'opt_out_email',
    },
  },
]
