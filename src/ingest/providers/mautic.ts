/** Mautic: do-not-contact rows carry a number for the reason and name their channel. */

import type { ProviderSignature } from './provider.ts'

export const MAUTIC: readonly ProviderSignature[] = [
  {
    name: 'mautic-donotcontact',
    role: 'suppressions',
    means: 'by_column',
    channel: null,
    needs: ['lead_id', 'channel', 'reason', 'date_added'],
    columns: {
      lead_id: 'customer_id',
      channel: 'channel',
      reason: 'outcome',
      date_added: 'occurred_at',
      email: 'email',
    },
  },
  {
    name: 'mautic-contacts',
    role: 'leads',
    means: null,
    channel: 'email',
    needs: ['email', 'donotcontact'],
    columns: {
      id: 'customer_id',
      email: 'email',
      firstname: 'first_name',
      lastname: 'last_name',
      mobile: 'mobile',
      phone: 'phone',
      address1: 'address',
      zipcode: 'postcode',
      city: 'city',
      country: 'country',
      donotcontact: 'opt_out_email',
    },
  },
]
