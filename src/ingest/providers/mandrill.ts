/** Mandrill: webhooks, which come as an array written into a form field, and the rejection list. */

import type { ProviderSignature } from './provider.ts'

export const MANDRILL: readonly ProviderSignature[] = [
  {
    name: 'mandrill-events',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['event', 'msg.email', 'md_kind'],
    columns: {
      'msg.email': 'email',
      event: 'outcome',
      md_kind: 'bounce_kind',
      md_text: 'reason',
      ts: 'occurred_at',
    },
  },
  {
    name: 'mandrill-rejections',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['email', 'reason', 'detail', 'last_event_at'],
    columns: { email: 'email', reason: 'outcome', created_at: 'occurred_at' },
  },
]
