/** SendGrid: suppression lists with near-equal headers that only their file names tell apart, and the event webhook. */

import type { Field } from '../../record/fields.ts'
import type { ProviderSignature } from './provider.ts'

const LIST = { role: 'suppressions', channel: 'email', isExact: true } as const
const EVENTS = { name: 'sendgrid-events', role: 'suppressions', means: 'by_column', channel: 'email' } as const
const EVENT: Readonly<Record<string, Field>> = {
  email: 'email',
  timestamp: 'occurred_at',
  event: 'outcome',
  status: 'status_code',
  reason: 'reason',
  asm_group_id: 'topic',
}
const BOUNCE: Readonly<Record<string, Field>> = {
  status: 'status_code',
  reason: 'reason',
  email: 'email',
  created: 'occurred_at',
}

export const SENDGRID_EVENTS: readonly ProviderSignature[] = [
  // As JSON: `sg_kind` is made of `type` and `bounce_classification`, since a bounce of type `blocked` is none.
  { ...EVENTS, needs: ['sg_event_id', 'email', 'event', 'sg_kind'], columns: { ...EVENT, sg_kind: 'bounce_kind' } },
  { ...EVENTS, needs: ['sg_event_id', 'email', 'event'], columns: { ...EVENT, type: 'bounce_kind' } },
]

/** Headers as plain as these are told by the file's name as well, where columns were added since. */
const WIDENED = [
  { name: 'sendgrid-bounces', means: 'bounced', fileName: /bounce/i, needs: ['status', 'reason', 'email', 'created'] },
  { name: 'sendgrid-invalid', means: 'invalid', fileName: /invalid/i, needs: ['reason', 'email', 'created'] },
  { name: 'sendgrid-spam', means: 'complaint', fileName: /spam/i, needs: ['ip', 'email', 'created'] },
  { name: 'sendgrid-unsubscribes', means: 'unsubscribed', fileName: /unsub/i, needs: ['email', 'created'] },
] as const

export const SENDGRID: readonly ProviderSignature[] = [
  {
    // A block is the receiver's policy against the sender, not a suppression of the person.
    ...LIST,
    name: 'sendgrid-blocks',
    role: 'campaign-results',
    means: null,
    isExact: false,
    needs: ['status', 'reason', 'email', 'created'],
    fileName: /block/i,
    columns: BOUNCE,
  },
  {
    ...LIST,
    name: 'sendgrid-bounces',
    means: 'bounced',
    needs: ['status', 'reason', 'email', 'created'],
    columns: BOUNCE,
  },
  {
    ...LIST,
    name: 'sendgrid-invalid',
    means: 'invalid',
    needs: ['reason', 'email', 'created'],
    columns: { reason: 'reason', email: 'email', created: 'occurred_at' },
  },
  {
    ...LIST,
    name: 'sendgrid-spam',
    means: 'complaint',
    needs: ['ip', 'email', 'created'],
    columns: { email: 'email', created: 'occurred_at' },
  },
  {
    // The interface gives the group with each address.
    ...LIST,
    name: 'sendgrid-group-unsubscribes',
    means: 'unsubscribed',
    isExact: false,
    needs: ['email', 'group_id', 'created_at'],
    columns: { email: 'email', group_id: 'topic', created_at: 'occurred_at' },
  },
  {
    // Of a group's list the group stands outside the file: the opt-out counts for all mailings, the safe side.
    ...LIST,
    name: 'sendgrid-unsubscribes',
    means: 'unsubscribed',
    needs: ['email', 'created'],
    fileName: /unsub|suppress|opt.?out|group|asm/i,
    columns: { email: 'email', created: 'occurred_at' },
  },
  ...WIDENED.map((list): ProviderSignature => ({ ...LIST, ...list, isExact: false, columns: BOUNCE })),
]
