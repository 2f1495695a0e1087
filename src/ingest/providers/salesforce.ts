/** Salesforce CRM contacts and leads: opt-outs per channel; merged losers stay as deleted rows. */

import type { ProviderSignature } from './provider.ts'

export const SALESFORCE: readonly ProviderSignature[] = [
  {
    name: 'salesforce-crm',
    role: 'customers',
    means: null,
    channel: null,
    needs: ['HasOptedOutOfEmail'],
    // A refusal of fax closes no channel that is in use.
    raw: /^(hasoptedoutoffax|isdeleted|masterrecordid|accountid|ownerid|individualid|systemmodstamp|createdbyid|lastmodifiedbyid)$/,
    columns: {
      Id: 'customer_id',
      Salutation: 'title',
      FirstName: 'first_name',
      LastName: 'last_name',
      Email: 'email',
      Phone: 'phone',
      MobilePhone: 'mobile',
      MailingStreet: 'address',
      MailingPostalCode: 'postcode',
      MailingCity: 'city',
      MailingCountry: 'country',
      Street: 'address',
      PostalCode: 'postcode',
      City: 'city',
      Country: 'country',
      Birthdate: 'birth_date',
      CreatedDate: 'created_at',
      LastModifiedDate: 'updated_at',
      HasOptedOutOfEmail: 'opt_out_email',
      DoNotCall: 'opt_out_call',
      IsEmailBounced: 'bounced',
      EmailBouncedReason: 'bounced',
      EmailBouncedDate: 'bounced',
    },
  },
]
