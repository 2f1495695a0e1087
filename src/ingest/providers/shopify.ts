/** Shopify customers: "accepts" may have been ticked beforehand, so it is a claim and never a proof. */

import type { ProviderSignature } from './provider.ts'

export const SHOPIFY: readonly ProviderSignature[] = [
  {
    name: 'shopify-customers',
    role: 'customers',
    means: null,
    channel: null,
    needs: ['Email', 'Accepts Email Marketing'],
    columns: {
      'Customer ID': 'customer_id',
      'First Name': 'first_name',
      'Last Name': 'last_name',
      Email: 'email',
      'Accepts Email Marketing': 'consent_email',
      'Accepts SMS Marketing': 'consent_sms',
      'Default Address Company': 'company',
      'Default Address Address1': 'address',
      'Default Address Address2': 'address_extra',
      'Default Address City': 'city',
      'Default Address Zip': 'postcode',
      'Default Address Country Code': 'country',
      'Default Address Phone': 'phone',
      Phone: 'mobile',
    },
  },
  {
    name: 'shopify-customers',
    role: 'customers',
    means: null,
    channel: null,
    needs: ['Email', 'Accepts Marketing', 'Total Spent'],
    columns: {
      'First Name': 'first_name',
      'Last Name': 'last_name',
      Email: 'email',
      'Accepts Marketing': 'consent_email',
      Company: 'company',
      Address1: 'address',
      Address2: 'address_extra',
      City: 'city',
      Zip: 'postcode',
      'Country Code': 'country',
      Phone: 'phone',
    },
  },
]
