/** Delivery and feedback reports, automatic replies and wishes to be unsubscribed, as src/sources/mail-report.ts reads them. */

import type { ProviderSignature } from './provider.ts'

export const MAIL_REPORTS: readonly ProviderSignature[] = [
  {
    // Of a report whose recipient was made unreadable, the token of the export is the only key.
    name: 'mail-reports',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['report', 'recipient', 'outcome', 'status', 'diagnostic', 'token', 'original_recipient'],
    columns: {
      recipient: 'email',
      outcome: 'outcome',
      status: 'status_code',
      diagnostic: 'reason',
      occurred: 'occurred_at',
      token: 'token',
    },
  },
]
