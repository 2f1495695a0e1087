/** Telnyx: suppressions with a reason; what it may not lift and what it may, its reasons say. */

import type { ProviderSignature } from './provider.ts'

export const TELNYX: readonly ProviderSignature[] = [
  {
    name: 'telnyx-suppressions',
    role: 'suppressions',
    means: 'by_column',
    channel: null,
    needs: ['to', 'reason', 'source', 'scope', 'status', 'created_at'],
    columns: { to: 'email', reason: 'outcome', created_at: 'occurred_at' },
  },
]
