/** Mailgun: one set of lists per sending domain; the tag `*` means every mailing of that domain. */

import type { ProviderSignature } from './provider.ts'

export const MAILGUN: readonly ProviderSignature[] = [
  {
    name: 'mailgun-bounces',
    role: 'suppressions',
    means: 'bounced',
    channel: 'email',
    needs: ['address', 'code', 'error', 'created_at'],
    columns: { address: 'email', code: 'status_code', error: 'reason', created_at: 'occurred_at' },
  },
  {
    name: 'mailgun-unsubscribes',
    role: 'suppressions',
    means: 'unsubscribed',
    channel: 'email',
    needs: ['address', 'tag', 'created_at'],
    columns: { address: 'email', tag: 'topic', created_at: 'occurred_at' },
  },
  {
    name: 'mailgun-unsubscribes',
    role: 'suppressions',
    means: 'unsubscribed',
    channel: 'email',
    needs: ['address', 'tags', 'created_at'],
    columns: { address: 'email', tags: 'topic', created_at: 'occurred_at' },
  },
  {
    name: 'mailgun-complaints',
    role: 'suppressions',
    means: 'complaint',
    channel: 'email',
    needs: ['address', 'created_at'],
    isExact: true,
    columns: { address: 'email', created_at: 'occurred_at' },
  },
]
