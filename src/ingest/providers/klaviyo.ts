/** Klaviyo: suppressions with a reason, profiles with consent and its time, as CSV and as its interface gives them. */

import type { Field } from '../../record/fields.ts'
import type { ProviderSignature } from './provider.ts'

const PERSON: Readonly<Record<string, Field>> = {
  Email: 'email',
  'First Name': 'first_name',
  'Last Name': 'last_name',
  'Phone Number': 'phone',
}

export const KLAVIYO: readonly ProviderSignature[] = [
  {
    // Columns as src/sources/json-events.ts makes them.
    name: 'klaviyo-profiles',
    role: 'leads',
    means: null,
    channel: 'email',
    isClosed: true,
    needs: ['kl_email', 'kl_consent', 'kl_suppression'],
    columns: {
      id: 'customer_id',
      kl_email: 'email',
      kl_phone: 'phone',
      'attributes.first_name': 'first_name',
      'attributes.last_name': 'last_name',
      kl_consent: 'consent_email',
      kl_consent_time: 'consent_at',
      kl_sms_consent: 'consent_sms',
      kl_suppression: 'status',
    },
  },
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
    // The header is written with and without a hyphen: `Email Marketing - Consent`.
    name: 'klaviyo-profiles',
    role: 'leads',
    means: null,
    channel: 'email',
    // The time of a suppression is no opt-out's: it may have been a bounce.
    raw: /^email suppressions timestamp$/,
    needs: ['Email', 'Email Marketing Consent'],
    columns: {
      ...PERSON,
      'Klaviyo ID': 'customer_id',
      'Email Marketing Consent': 'consent_email',
      'Email Marketing Consent Timestamp': 'consent_at',
      'SMS Marketing Consent': 'consent_sms',
      'Email Suppressions': 'status',
      Suppressed: 'opt_out_email',
    },
  },
]
