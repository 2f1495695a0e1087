/** promio.connect and MailUp: a number says who took the person off the list; coming and going have the same header. */

import type { ProviderSignature } from './provider.ts'

const BY_ROW = { role: 'suppressions', means: 'by_column', channel: 'email' } as const

export const PROMIO: readonly ProviderSignature[] = [
  {
    ...BY_ROW,
    name: 'promio-bounces',
    needs: ['mailerror', 'custID', 'mail', 'date'],
    columns: { mail: 'email', custID: 'customer_id', mailerror: 'outcome', date: 'occurred_at' },
  },
  {
    // Additions, by their name: nobody's opt-out, and a number is no proof of consent.
    name: 'promio-subscriptions',
    role: 'leads',
    isClosed: true,
    means: 'subscribed',
    channel: 'email',
    needs: ['ts', 'mail', 'custID', 'sourceType'],
    fileName: /subscriptions(?![a-z])[^/]*$/i,
    columns: { mail: 'email', custID: 'customer_id', ts: 'created_at' },
  },
  {
    ...BY_ROW,
    name: 'promio-unsubscribes',
    needs: ['ts', 'mail', 'custID', 'sourceType'],
    columns: { mail: 'email', custID: 'customer_id', sourceType: 'outcome', ts: 'occurred_at' },
  },
  {
    ...BY_ROW,
    name: 'promio-unsubscribes',
    needs: ['optout_type', 'email'],
    columns: { email: 'email', optout_type: 'outcome', ts: 'occurred_at', date: 'occurred_at' },
  },
  {
    ...BY_ROW,
    name: 'promio-unsubscribes',
    needs: ['optout_type', 'mail'],
    columns: { mail: 'email', custID: 'customer_id', optout_type: 'outcome', ts: 'occurred_at', date: 'occurred_at' },
  },
  {
    // The channel of each row decides whether the address is one of e-mail or a telephone number.
    ...BY_ROW,
    name: 'promio-optins',
    channel: null,
    needs: ['channel', 'ts', 'custID', 'channelAddress', 'status'],
    columns: {
      channelAddress: 'email',
      custID: 'customer_id',
      channel: 'channel',
      status: 'outcome',
      ts: 'occurred_at',
    },
  },
]
