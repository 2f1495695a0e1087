/** Mailgun: one set of lists per sending domain; the tag `*` means every mailing of that domain. And its webhooks. */

import type { ProviderSignature } from './provider.ts'

const LIST = { role: 'suppressions', channel: 'email' } as const

export const MAILGUN: readonly ProviderSignature[] = [
  {
    name: 'mailgun-events',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['event', 'recipient', 'mg_kind'],
    columns: {
      recipient: 'email',
      event: 'outcome',
      mg_kind: 'bounce_kind',
      mg_code: 'status_code',
      mg_text: 'reason',
      timestamp: 'occurred_at',
    },
  },
  {
    ...LIST,
    name: 'mailgun-bounces',
    means: 'bounced',
    needs: ['address', 'code', 'error', 'created_at'],
    columns: { address: 'email', code: 'status_code', error: 'reason', created_at: 'occurred_at' },
  },
  {
    ...LIST,
    name: 'mailgun-unsubscribes',
    means: 'unsubscribed',
    needs: ['address', 'tag', 'created_at'],
    columns: { address: 'email', tag: 'topic', created_at: 'occurred_at' },
  },
  {
    ...LIST,
    name: 'mailgun-unsubscribes',
    means: 'unsubscribed',
    needs: ['address', 'tags', 'created_at'],
    columns: { address: 'email', tags: 'topic', created_at: 'occurred_at' },
  },
  {
    // `tag(s)`, as one of its exports writes it.
    ...LIST,
    name: 'mailgun-unsubscribes',
    means: 'unsubscribed',
    needs: ['address', 'tag s', 'created_at'],
    columns: { address: 'email', 'tag s': 'topic', created_at: 'occurred_at' },
  },
  {
    ...LIST,
    name: 'mailgun-complaints',
    means: 'complaint',
    needs: ['address', 'created_at'],
    isExact: true,
    columns: { address: 'email', created_at: 'occurred_at' },
  },
  {
    // With columns added since.
    ...LIST,
    name: 'mailgun-complaints',
    means: 'complaint',
    needs: ['address', 'created_at'],
    fileName: /complain/i,
    columns: { address: 'email', created_at: 'occurred_at' },
  },
]
