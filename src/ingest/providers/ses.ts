/** Amazon SES: its notifications, however they were wrapped, and the account's suppression list. */

import type { ProviderSignature } from './provider.ts'

const LIST = { name: 'ses-suppressions', role: 'suppressions', means: 'by_column', channel: 'email' } as const

export const SES: readonly ProviderSignature[] = [
  {
    // Columns as src/sources/json-events.ts makes them: whom it is about never comes from `mail.destination` where the
    // event names its own recipients.
    name: 'ses-events',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['ses_recipient', 'ses_event', 'ses_kind', 'ses_time'],
    columns: {
      ses_recipient: 'email',
      ses_event: 'outcome',
      ses_kind: 'bounce_kind',
      ses_time: 'occurred_at',
      'item.status': 'status_code',
      'item.diagnosticCode': 'reason',
    },
  },
  {
    ...LIST,
    needs: ['EmailAddress', 'Reason', 'LastUpdateTime'],
    columns: { EmailAddress: 'email', Reason: 'outcome', LastUpdateTime: 'occurred_at' },
  },
  {
    ...LIST,
    needs: ['EmailAddress', 'Reason'],
    isExact: true,
    columns: { EmailAddress: 'email', Reason: 'outcome' },
  },
  {
    ...LIST,
    needs: ['EmailAddress', 'Reason'],
    fileName: /(^|[^a-z])ses[^a-z]|suppress/i,
    columns: { EmailAddress: 'email', Reason: 'outcome' },
  },
  {
    ...LIST,
    needs: ['email', 'reason'],
    isExact: true,
    fileName: /ses|suppress/i,
    columns: { email: 'email', reason: 'outcome' },
  },
]
