/** Brevo contacts: black lists per channel, no proof of consent. */

import type { ProviderSignature } from './provider.ts'

export const BREVO: readonly ProviderSignature[] = [
  {
    name: 'brevo-contacts',
    role: 'leads',
    means: null,
    channel: null,
    needs: ['email', 'emailBlacklisted'],
    columns: {
      email: 'email',
      emailBlacklisted: 'opt_out_email',
      smsBlacklisted: 'opt_out_sms',
      createdAt: 'created_at',
      modifiedAt: 'updated_at',
      FIRSTNAME: 'first_name',
      LASTNAME: 'last_name',
      SMS: 'mobile',
    },
  },
  {
    name: 'brevo-contacts',
    role: 'leads',
    means: null,
    channel: null,
    needs: ['EMAIL', 'EMAIL_BLACKLISTED'],
    columns: {
      EMAIL: 'email',
      EMAIL_BLACKLISTED: 'opt_out_email',
      SMS_BLACKLISTED: 'opt_out_sms',
      FIRSTNAME: 'first_name',
      LASTNAME: 'last_name',
      SMS: 'mobile',
    },
  },
]
