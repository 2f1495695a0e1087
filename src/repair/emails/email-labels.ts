/** Labels of e-mail addresses that change nothing: those of functions (info@) and of ten minutes. */

import type { EmailDomainRules } from './email-domain-file.ts'

/** Words with a blank between, as they stand in tables; null where there is nothing to say. */
export type EmailLabel = 'role' | 'disposable' | 'role disposable' | null

export function emailLabeller(
  rules: Pick<EmailDomainRules, 'role_names' | 'disposable'>,
): (email: string) => EmailLabel {
  const roles = new Set(rules.role_names)
  const disposable = new Set(rules.disposable)
  return (email) => {
    const at = email.lastIndexOf('@')
    const isRole = roles.has(email.slice(0, at).toLowerCase())
    const isDisposable = disposable.has(email.slice(at + 1).toLowerCase())
    return isRole ? (isDisposable ? 'role disposable' : 'role') : isDisposable ? 'disposable' : null
  }
}
