/** NeverBounce: a status by word or number behind the columns of the file it was given. */

import type { ProviderSignature } from './provider.ts'

/** Yes or no, but nobody's wish. */
const OWN =
  /^(email status(?: int)?|bad syntax|free email host|role account|has mail server|mail server reachable|has dns|addr(?:ess)? suggestion|suggested correction|flags|last verified|disposable|spelling mistake|squatter host|spamtrap network|smtp connectable|connects)$/

export const NEVERBOUNCE: readonly ProviderSignature[] = [
  ...['bad_syntax', 'free_email_host', 'role_account', 'has_mail_server', 'mail_server_reachable'].flatMap((flag) => [
    signature(['email_status', flag]),
    signature(['email_status_int', flag]),
  ]),
  signature(['email_status', 'email_status_int']),
  { ...signature(['email_status']), fileName: /never.?bounce/i },
]

/** Only beside a column that nobody else writes: `email_status` alone stands in many a customer table. */
function signature(needs: readonly string[]): ProviderSignature {
  return {
    name: 'neverbounce',
    role: 'suppressions',
    means: 'by_column',
    isClosed: false,
    channel: 'email',
    needs,
    raw: OWN,
    columns: needs.includes('email_status')
      ? { email: 'email', email_status: 'outcome' }
      : { email: 'email', email_status_int: 'outcome' },
  }
}
