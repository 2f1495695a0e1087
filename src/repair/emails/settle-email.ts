/** What evidence about an address makes of a repair or a suggestion that spelling alone gave. */

import type { Change } from '../../record/cleaned.ts'
import { type AddressAnswers, addressKey } from './address-evidence.ts'
import { raised } from './domain-hints.ts'
import { AUTOMATIC } from './domain-verdict.ts'
import { FREQUENT } from './frequent-domain.ts'
import { BY_FORM } from './repair-email.ts'

/** The change as it then stands: the same one where nothing is known, `repaired` only where its `after` is to count. */
export function settleEmail(change: Change, answers: AddressAnswers, samePersonOdds: number): Change {
  const { decision, after, confidence, evidence } = change
  if ((decision !== 'repaired' && decision !== 'review') || after === '') return change
  const [typed, meant] = [addressKey(change.before), addressKey(after)]
  if (typed === meant) return change
  const isRepaired = decision === 'repaired'
  if (answers.isAlive(typed)) {
    const says = `the address as typed has answered; against: ${evidence}`
    return { ...change, decision: 'dismissed', evidence: says }
  }
  const same = answers.sameAs(typed, meant)
  const has = same === null ? null : `another record with the same ${listed(same)} has it`
  const surer = has === null ? confidence : raised(confidence, samePersonOdds)
  if (answers.isDead(meant)) return withoutMailbox(change, has, surer)
  if (has === null) return change
  if (isRepaired) return { ...change, confidence: surer, evidence: `${evidence}; ${has}` }
  // Where many people of the list have the typed domain, the person may well have both addresses.
  if (surer < AUTOMATIC || evidence.includes(FREQUENT))
    return { ...change, confidence: Math.min(0.94, surer), evidence: `${evidence}; ${has}` }
  return { ...change, decision: 'repaired', confidence: surer, evidence: `${has}; without that: ${evidence}` }
}

/** A repair that only tidied stands, and so does one to an address that the person gave elsewhere: the mailbox is gone. */
function withoutMailbox(change: Change, has: string | null, surer: number): Change {
  const { decision, confidence, evidence } = change
  if (decision === 'review') return { ...change, evidence: joined('the suggestion has no mailbox', has, evidence) }
  if (has !== null || evidence === BY_FORM)
    return { ...change, confidence: surer, evidence: joined(evidence, has, 'it has no mailbox') }
  return {
    ...change,
    decision: 'revoked',
    confidence: Math.min(confidence, 0.5),
    evidence: joined('it has no mailbox', null, `before: ${evidence}`),
  }
}

const joined = (first: string, second: string | null, third: string): string =>
  [first, second, third].filter((part) => part !== null).join('; ')

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
