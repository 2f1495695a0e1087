/** listmonk: subscribers, where `blocklisted` is a suppression and `enabled` no consent, and bounces. */

import type { Field } from '../../record/fields.ts'
import type { ProviderSignature } from './provider.ts'

const SUBSCRIBER: Readonly<Record<string, Field>> = {
  uuid: 'customer_id',
  email: 'email',
  name: 'full_name',
  status: 'status',
  // One row for each list that a subscriber of the interface's JSON is on.
  list_status: 'status',
  created_at: 'created_at',
  updated_at: 'updated_at',
}

export const LISTMONK: readonly ProviderSignature[] = [
  {
    name: 'listmonk-subscribers',
    role: 'leads',
    means: null,
    channel: 'email',
    needs: ['uuid', 'email', 'name', 'attributes', 'status'],
    columns: SUBSCRIBER,
  },
  {
    name: 'listmonk-subscribers',
    role: 'leads',
    means: null,
    channel: 'email',
    isClosed: true,
    needs: ['uuid', 'email', 'name', 'status', 'list_status'],
    columns: SUBSCRIBER,
  },
  {
    name: 'listmonk-bounces',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['email', 'type', 'source', 'subscriber_uuid'],
    columns: { email: 'email', type: 'outcome', created_at: 'occurred_at' },
  },
]
