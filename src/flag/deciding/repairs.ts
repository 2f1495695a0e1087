/** What repair did, per record: e-mail addresses before it, merely suggested or beyond repair, and what people took back. */

import { BY_A_PERSON } from '../../record/cleaned.ts'
import { type AddressBook, emailKey, nationalKey, phoneKey } from '../facts/address-book.ts'
import { NONE } from '../facts/fact-columns.ts'
import { HAS, Pairs } from '../flag-input.ts'
import { MAY_OWN, OWNED_BEFORE } from './links.ts'

export interface EmailRepairs {
  /** Bits of HAS for repaired, sure and invalid addresses, per record. */
  readonly flags: Uint16Array
  /** Address → `record * 4 + how`: former and suggested addresses. */
  readonly owners: Pairs
  /** Number → records of which a person took that number back or put another in its place: what was said of it still holds. */
  readonly formerPhones: Pairs
  /** By record: values of names and places that a person took back or replaced. */
  readonly formerFields: ReadonlyMap<number, Readonly<Record<string, string>>>
}

/** Columns of the trail of changes as read, in this order. */
export const CHANGE_COLUMNS = ['rec', 'field', 'before', 'after', 'confidence', 'decision', 'evidence'] as const
export type ChangeTuple = readonly [
  rec: number,
  field: string,
  before: string,
  after: string,
  confidence: number,
  decision: string,
  evidence: string,
]

interface Books {
  readonly emails: AddressBook
  readonly phones: AddressBook
}

export function emailRepairs(
  changes: Iterable<ChangeTuple>,
  records: number,
  { emails, phones }: Books,
  minConfidence: number,
): EmailRepairs {
  const flags = new Uint16Array(records)
  const owners = new Pairs()
  const formerPhones = new Pairs()
  const formerFields = new Map<number, Record<string, string>>()
  for (const change of changes) {
    const [rec, field, before, after, , decision, evidence] = change
    if (rec >= records) continue
    if (field === 'email' || field === 'email_2') {
      takeEmail(change)
      continue
    }
    const isReplaced = decision === 'repaired' && evidence.startsWith(BY_A_PERSON)
    const former = decision === 'undone' ? after : isReplaced ? before : ''
    if (former === '') continue
    if (field === 'phone' || field === 'mobile') {
      for (const key of [phoneKey(former), phones.hasNational ? nationalKey(former) : '']) {
        const number = phones.find(key)
        if (number !== NONE) formerPhones.push(number, rec)
      }
    } else formerFields.set(rec, { ...formerFields.get(rec), [field]: former })
  }
  return { flags, owners, formerPhones, formerFields }

  function takeEmail([rec, field, before, after, confidence, decision]: ChangeTuple): void {
    const isSecond = field === 'email_2'
    const beforeKey = emailKey(before)
    const afterKey = emailKey(after)
    // A repair that bounced: neither form is known to reach the person.
    if (decision === 'invalid' || decision === 'revoked') flags[rec]! |= isSecond ? HAS.email2Invalid : HAS.emailInvalid
    // Blanks and capitals are no repair of the address.
    if (decision === 'invalid' || after === '' || beforeKey === afterKey) return
    const isRepaired = decision === 'repaired'
    const address = emails.add(isRepaired ? beforeKey : afterKey)
    // What was recorded against a repaired address while it stood holds on, whoever takes it back.
    const how = isRepaired || decision === 'revoked' || decision === 'undone' ? OWNED_BEFORE : MAY_OWN
    if (address !== NONE) owners.push(address, rec * 4 + how)
    if (!isRepaired) return
    emails.add(afterKey)
    flags[rec]! |= isSecond ? HAS.email2Repaired : HAS.emailRepaired
    if (confidence >= minConfidence) flags[rec]! |= isSecond ? HAS.email2Sure : HAS.emailSure
  }
}
