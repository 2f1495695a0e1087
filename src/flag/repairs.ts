/** What repair did to e-mail addresses, per record: the address before, a mere suggestion, or an address beyond repair. */

import { type AddressBook, emailKey } from './address-book.ts'
import { NONE } from './fact-columns.ts'
import { HAS, Pairs } from './flag-input.ts'
import { MAY_OWN, OWNED_BEFORE } from './links.ts'

export interface EmailRepairs {
  /** Bits of HAS for repaired, sure and invalid addresses, per record. */
  readonly flags: Uint16Array
  /** Address → `record * 4 + how`: former and suggested addresses. */
  readonly owners: Pairs
}

/** Columns of the trail of changes as read, in this order. */
export const CHANGE_COLUMNS = ['rec', 'field', 'before', 'after', 'confidence', 'decision'] as const
export type ChangeTuple = readonly [
  rec: number,
  field: string,
  before: string,
  after: string,
  confidence: number,
  decision: string,
]

export function emailRepairs(
  changes: Iterable<ChangeTuple>,
  records: number,
  emails: AddressBook,
  minConfidence: number,
): EmailRepairs {
  const flags = new Uint16Array(records)
  const owners = new Pairs()
  for (const [rec, field, before, after, confidence, decision] of changes) {
    const isSecond = field === 'email_2'
    if ((!isSecond && field !== 'email') || rec >= records) continue
    const beforeKey = emailKey(before)
    const afterKey = emailKey(after)
    if (decision === 'invalid') {
      flags[rec]! |= isSecond ? HAS.email2Invalid : HAS.emailInvalid
      continue
    }
    // Blanks and capitals are no repair of the address.
    if (beforeKey === afterKey) continue
    const former = decision === 'repaired' ? beforeKey : afterKey
    const address = emails.add(former)
    if (address !== NONE) owners.push(address, rec * 4 + (decision === 'repaired' ? OWNED_BEFORE : MAY_OWN))
    if (decision !== 'repaired') continue
    emails.add(afterKey)
    flags[rec]! |= isSecond ? HAS.email2Repaired : HAS.emailRepaired
    if (confidence >= minConfidence) flags[rec]! |= isSecond ? HAS.email2Sure : HAS.emailSure
  }
  return { flags, owners }
}
