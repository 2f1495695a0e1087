/** SparkPost: webhooks, where a number says of what class a bounce is, and the suppression list. */

import type { ProviderSignature } from './provider.ts'

export const SPARKPOST: readonly ProviderSignature[] = [
  {
    name: 'sparkpost-events',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['sp_email', 'sp_kind', 'type'],
    columns: {
      sp_email: 'email',
      type: 'outcome',
      sp_kind: 'bounce_kind',
      error_code: 'status_code',
      sp_text: 'reason',
      timestamp: 'occurred_at',
    },
  },
  {
    name: 'sparkpost-events',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['rcpt_to', 'bounce_class', 'type'],
    columns: {
      rcpt_to: 'email',
      type: 'outcome',
      bounce_class: 'bounce_kind',
      error_code: 'status_code',
      raw_reason: 'reason',
      timestamp: 'occurred_at',
    },
  },
  {
    name: 'sparkpost-suppressions',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['recipient', 'type', 'source', 'description'],
    columns: { recipient: 'email', source: 'outcome', description: 'reason', updated: 'occurred_at' },
  },
]
