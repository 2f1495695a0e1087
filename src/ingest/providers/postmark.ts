/** Postmark suppressions: a manual one that came from the recipient is the person's own unsubscribe. */

import type { ProviderSignature } from './provider.ts'

export const POSTMARK: readonly ProviderSignature[] = [
  {
    name: 'postmark-suppressions',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['EmailAddress', 'SuppressionReason'],
    columns: {
      EmailAddress: 'email',
      SuppressionReason: 'outcome',
      Origin: 'bounce_kind',
      CreatedAt: 'occurred_at',
    },
  },
]
