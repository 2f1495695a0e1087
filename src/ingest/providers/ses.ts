/** Amazon SES: the account's suppression list. */

import type { ProviderSignature } from './provider.ts'

export const SES: readonly ProviderSignature[] = [
  {
    name: 'ses-suppressions',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['EmailAddress', 'Reason', 'LastUpdateTime'],
    columns: { EmailAddress: 'email', Reason: 'outcome', LastUpdateTime: 'occurred_at' },
  },
  {
    name: 'ses-suppressions',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['email', 'reason'],
    isExact: true,
    fileName: /ses|suppress/i,
    columns: { email: 'email', reason: 'outcome' },
  },
]
