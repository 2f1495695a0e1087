/** listmonk subscribers: `blocklisted` is a suppression, `enabled` is not a consent. */

import type { ProviderSignature } from './provider.ts'

export const LISTMONK: readonly ProviderSignature[] = [
  {
    name: 'listmonk-subscribers',
    role: 'leads',
    means: null,
    channel: 'email',
    needs: ['uuid', 'email', 'name', 'attributes', 'status'],
    columns: {
      uuid: 'customer_id',
      email: 'email',
      name: 'full_name',
      status: 'status',
      created_at: 'created_at',
      updated_at: 'updated_at',
    },
  },
]
