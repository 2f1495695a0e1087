/** Brevo: contacts with black lists per channel and no proof of consent, and webhooks. */

import type { Field } from '../../record/fields.ts'
import type { ProviderSignature } from './provider.ts'

const CONTACTS = {
  name: 'brevo-contacts',
  role: 'leads',
  means: null,
  channel: null,
  raw: /^(list ?ids?|id)$/,
} as const
const PERSON: Readonly<Record<string, Field>> = {
  FIRSTNAME: 'first_name',
  LASTNAME: 'last_name',
  SMS: 'mobile',
  'attributes.FIRSTNAME': 'first_name',
  'attributes.LASTNAME': 'last_name',
  'attributes.SMS': 'mobile',
  // Lists left: their numbers say nothing outside Brevo, so that e-mail is closed as a whole, the safe side.
  listUnsubscribed: 'opt_out_email',
}

export const BREVO: readonly ProviderSignature[] = [
  {
    ...CONTACTS,
    needs: ['email', 'emailBlacklisted'],
    columns: {
      ...PERSON,
      id: 'customer_id',
      email: 'email',
      emailBlacklisted: 'opt_out_email',
      smsBlacklisted: 'opt_out_sms',
      createdAt: 'created_at',
      modifiedAt: 'updated_at',
    },
  },
  {
    ...CONTACTS,
    needs: ['EMAIL', 'EMAIL_BLACKLISTED'],
    columns: {
      ...PERSON,
      EMAIL: 'email',
      EMAIL_BLACKLISTED: 'opt_out_email',
      SMS_BLACKLISTED: 'opt_out_sms',
    },
  },
  {
    // `ts_epoch` counts in UTC; the other times are in the account's own zone.
    name: 'brevo-events',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['event', 'email', 'ts_epoch'],
    columns: { email: 'email', event: 'outcome', reason: 'reason', ts_epoch: 'occurred_at' },
  },
]
