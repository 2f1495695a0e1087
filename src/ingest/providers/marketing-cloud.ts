/** Salesforce Marketing Cloud: the files of a tracking extract, one per kind of event, and its subscribers. */

import type { ProviderSignature } from './provider.ts'

const BY_ROW = { role: 'suppressions', means: 'by_column', channel: 'email' } as const

export const MARKETING_CLOUD: readonly ProviderSignature[] = [
  {
    ...BY_ROW,
    name: 'sfmc-events',
    needs: ['SubscriberKey', 'EmailAddress', 'EventDate', 'EventType'],
    columns: {
      EmailAddress: 'email',
      SubscriberKey: 'customer_id',
      EventType: 'outcome',
      EventDate: 'occurred_at',
      BounceCategory: 'bounce_kind',
      SMTPCode: 'status_code',
      BounceReason: 'reason',
    },
  },
  {
    ...BY_ROW,
    name: 'sfmc-status-changes',
    needs: ['SubscriberKey', 'EmailAddress', 'OldStatus', 'NewStatus', 'DateChanged'],
    columns: {
      EmailAddress: 'email',
      SubscriberKey: 'customer_id',
      NewStatus: 'outcome',
      DateChanged: 'occurred_at',
    },
  },
  {
    // Held: hard or repeated bounces. Bounced: one, and an open makes it active again.
    name: 'sfmc-subscribers',
    role: 'leads',
    isClosed: true,
    means: null,
    channel: 'email',
    needs: ['SubscriberKey', 'EmailAddress', 'Status', 'DateUnsubscribed'],
    columns: {
      SubscriberKey: 'customer_id',
      EmailAddress: 'email',
      Status: 'status',
      DateUnsubscribed: 'opt_out_at',
      DateCreated: 'created_at',
    },
  },
]
