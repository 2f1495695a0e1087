/** Bouncer: a status, and whether the address is toxic; as CSV or as the JSON of its interface. */

import type { ProviderSignature } from './provider.ts'

/** Free of charge, disposable, full …: yes or no, but nobody's wish. */
const OWN =
  /^(reason|provider|score|toxicity|retry ?after|did you mean|(domain|account|dns) .*|free( email)?|role|disposable|accept all|full mailbox|disabled)$/

export const BOUNCER: readonly ProviderSignature[] = [
  signature(['email', 'status', 'reason', 'toxicity']),
  signature(['email', 'status', 'reason', 'toxic']),
  signature(['email', 'status', 'reason', 'domain.acceptAll']),
  { ...signature(['email', 'status', 'reason']), fileName: /bouncer/i },
]

function signature(needs: readonly string[]): ProviderSignature {
  return {
    name: 'bouncer',
    role: 'suppressions',
    means: 'by_column',
    isClosed: false,
    channel: 'email',
    needs,
    raw: OWN,
    columns: { email: 'email', status: 'outcome', toxic: 'bounce_kind' },
  }
}
