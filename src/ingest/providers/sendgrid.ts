/** SendGrid: five suppression lists with near-equal headers, and the event webhook. */

import type { ProviderSignature } from './provider.ts'

export const SENDGRID: readonly ProviderSignature[] = [
  {
    // A block is the receiver's policy against the sender, not a suppression of the person.
    name: 'sendgrid-blocks',
    role: 'campaign-results',
    means: null,
    channel: 'email',
    needs: ['status', 'reason', 'email', 'created'],
    isExact: true,
    fileName: /block/i,
    columns: { status: 'status_code', reason: 'reason', email: 'email', created: 'occurred_at' },
  },
  {
    name: 'sendgrid-bounces',
    role: 'suppressions',
    means: 'bounced',
    channel: 'email',
    needs: ['status', 'reason', 'email', 'created'],
    isExact: true,
    columns: { status: 'status_code', reason: 'reason', email: 'email', created: 'occurred_at' },
  },
  {
    name: 'sendgrid-invalid',
    role: 'suppressions',
    means: 'invalid',
    channel: 'email',
    needs: ['reason', 'email', 'created'],
    isExact: true,
    columns: { reason: 'reason', email: 'email', created: 'occurred_at' },
  },
  {
    name: 'sendgrid-spam',
    role: 'suppressions',
    means: 'complaint',
    channel: 'email',
    needs: ['ip', 'email', 'created'],
    isExact: true,
    columns: { email: 'email', created: 'occurred_at' },
  },
  {
    name: 'sendgrid-unsubscribes',
    role: 'suppressions',
    means: 'unsubscribed',
    channel: 'email',
    needs: ['email', 'created'],
    isExact: true,
    fileName: /unsub|suppress|opt.?out/i,
    columns: { email: 'email', created: 'occurred_at' },
  },
  {
    name: 'sendgrid-events',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['sg_event_id', 'email', 'event'],
    columns: {
      email: 'email',
      timestamp: 'occurred_at',
      event: 'outcome',
      type: 'bounce_kind',
      status: 'status_code',
      reason: 'reason',
      asm_group_id: 'topic',
    },
  },
]
