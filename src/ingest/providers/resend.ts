/** Resend: webhooks, which do not say which of several recipients they are about, and the team's suppressions. */

import type { ProviderSignature } from './provider.ts'

export const RESEND: readonly ProviderSignature[] = [
  {
    name: 'resend-events',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['resend_email', 'type', 'resend_kind'],
    columns: {
      resend_email: 'email',
      type: 'outcome',
      resend_kind: 'bounce_kind',
      resend_text: 'reason',
      created_at: 'occurred_at',
    },
  },
  {
    name: 'resend-suppressions',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['email', 'origin', 'created_at'],
    columns: { email: 'email', origin: 'outcome', created_at: 'occurred_at' },
  },
]
