/** ZeroBounce: its own columns behind those of the file it was given; what they say stands in rules/suppression.yaml. */

import type { ProviderSignature } from './provider.ts'

export const ZEROBOUNCE: readonly ProviderSignature[] = [
  {
    name: 'zerobounce',
    role: 'suppressions',
    means: 'by_column',
    isClosed: false,
    channel: 'email',
    needs: ['ZB Status'],
    raw: /^zb /,
    columns: { 'Email Address': 'email', 'ZB Status': 'outcome', 'ZB Sub Status': 'bounce_kind' },
  },
]
