/** What address facts say of each address: closed, resting, alive. They never leave their address. */

import { compareFacts, type FactColumns, KIND, kindOf, NO_DAY, NONE } from '../facts/fact-columns.ts'
import type { FlagInput } from '../flag-input.ts'
import type { ChannelRules } from '../rules.ts'
import { afterSoftBounces, type SoftBounce } from './soft-bounce.ts'

export type AddressStates = Pick<
  FlagInput,
  'emailBlock' | 'emailRestsUntil' | 'emailRestFact' | 'emailAlive' | 'phoneBlock' | 'letterBlock' | 'recordBlock'
>

const EMAIL_KINDS: ReadonlySet<string> = new Set(['bounce_hard', 'invalid', 'trap', 'unsafe'])
const LETTER_KINDS: ReadonlySet<string> = new Set(['moved', 'returned_mail'])

/** `letterRecords(fact)`: the records whose postal address a returned letter is about. */
export function addressStates(
  facts: FactColumns,
  emails: number,
  phones: number,
  { soft_bounce, bounce_policies }: Pick<ChannelRules, 'soft_bounce' | 'bounce_policies'>,
  letterRecords: (fact: number) => Iterable<number>,
): AddressStates {
  const emailBlock = new Int32Array(emails).fill(NONE)
  const phoneBlock = new Int32Array(phones).fill(NONE)
  const emailAlive = new Uint8Array(emails)
  const letterBlock = new Map<number, number>()
  const recordBlock = new Map<number, number>()
  const soft = new Map<number, { bounces: SoftBounce[]; alive: number[]; fact: number }>()
  const categoryOf = (fact: number): string | null => facts.details[facts.detail[fact]!] ?? null
  const stronger = (l: number, r: number): number => (l === NONE || compareFacts(facts, r, l) < 0 ? r : l)
  for (let f = 0; f < facts.length; f++) {
    const kind = kindOf(facts, f)
    const email = facts.email[f]!
    const isByNumber = facts.phone[f] !== NONE && email === NONE
    if (EMAIL_KINDS.has(kind) && !isByNumber) {
      if (email !== NONE) emailBlock[email] = stronger(emailBlock[email]!, f)
      else if (facts.rec[f] !== NONE)
        recordBlock.set(facts.rec[f]!, stronger(recordBlock.get(facts.rec[f]!) ?? NONE, f))
    } else if (kind === 'number_dead' || (kind === 'invalid' && isByNumber)) {
      const phone = facts.phone[f]!
      if (phone !== NONE) phoneBlock[phone] = stronger(phoneBlock[phone]!, f)
    } else if (LETTER_KINDS.has(kind)) {
      for (const record of letterRecords(f)) letterBlock.set(record, stronger(letterBlock.get(record) ?? NONE, f))
    } else if ((facts.kind[f] === KIND.bounce_soft || facts.kind[f] === KIND.alive) && email !== NONE) {
      if (facts.kind[f] === KIND.alive) emailAlive[email] = 1
      if (facts.day[f] === NO_DAY) continue
      const of = soft.get(email) ?? { bounces: [], alive: [], fact: NONE }
      soft.set(email, of)
      if (facts.kind[f] === KIND.alive) of.alive.push(facts.day[f]!)
      else {
        of.bounces.push({ day: facts.day[f]!, category: categoryOf(f) })
        of.fact = stronger(of.fact, f)
      }
    }
  }
  const emailRestsUntil = new Int32Array(emails).fill(NO_DAY)
  const emailRestFact = new Int32Array(emails).fill(NONE)
  for (const [email, { bounces, alive, fact }] of soft) {
    const found = afterSoftBounces(bounces, alive, soft_bounce, bounce_policies)
    if (found === 'for good') emailBlock[email] = stronger(emailBlock[email]!, fact)
    else if (found !== null) emailRestsUntil[email] = found.until
    emailRestFact[email] = fact
  }
  return {
    emailBlock,
    emailRestsUntil,
    emailRestFact,
    emailAlive,
    phoneBlock,
    letterBlock: (record) => letterBlock.get(record) ?? NONE,
    recordBlock: (record) => recordBlock.get(record) ?? NONE,
  }
}
