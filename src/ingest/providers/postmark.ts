/** Postmark: bounces, webhooks, and suppressions, of which a manual one by the recipient is the person's own unsubscribe. */

import type { ProviderSignature } from './provider.ts'

const BY_ROW = { role: 'suppressions', means: 'by_column', channel: 'email' } as const

export const POSTMARK: readonly ProviderSignature[] = [
  {
    ...BY_ROW,
    name: 'postmark-events',
    needs: ['RecordType', 'pm_email', 'pm_kind'],
    columns: {
      pm_email: 'email',
      RecordType: 'outcome',
      pm_kind: 'bounce_kind',
      pm_time: 'occurred_at',
      Details: 'reason',
    },
  },
  {
    ...BY_ROW,
    name: 'postmark-bounces',
    needs: ['Type', 'TypeCode', 'Email', 'BouncedAt'],
    columns: { Email: 'email', Type: 'outcome', BouncedAt: 'occurred_at', Details: 'reason' },
  },
  {
    ...BY_ROW,
    name: 'postmark-suppressions',
    needs: ['EmailAddress', 'SuppressionReason'],
    columns: {
      EmailAddress: 'email',
      SuppressionReason: 'outcome',
      Origin: 'bounce_kind',
      CreatedAt: 'occurred_at',
    },
  },
]
