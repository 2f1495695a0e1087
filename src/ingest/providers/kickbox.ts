/** Kickbox: a result and its reason; no other service writes a column `sendex`. */

import type { ProviderSignature } from './provider.ts'

export const KICKBOX: readonly ProviderSignature[] = [
  {
    name: 'kickbox',
    role: 'suppressions',
    means: 'by_column',
    isClosed: false,
    channel: 'email',
    needs: ['result', 'sendex'],
    raw: /^(reason|role|free|disposable|accept all|did you mean|sendex|user|domain|success|message|disposition)$/,
    columns: { email: 'email', result: 'outcome' },
  },
]
