/** What evidence about an address makes of a repair or a suggestion that spelling alone gave. */

import type { Change } from '../record/cleaned.ts'
import { type AddressAnswers, addressKey } from './address-evidence.ts'
import { raised } from './domain-hints.ts'
import { AUTOMATIC } from './domain-verdict.ts'
import { FREQUENT } from './frequent-domain.ts'

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
  if (answers.isDead(meant)) {
    const says = [isRepaired ? 'it has no mailbox' : 'the suggestion has no mailbox', has, `before: ${evidence}`]
    return {
      ...change,
      decision: isRepaired ? 'revoked' : 'review',
      confidence: Math.min(confidence, 0.5),
      evidence: says.filter((part) => part !== null).join('; '),
    }
  }
  if (has === null) return change
  const surer = raised(confidence, samePersonOdds)
  if (isRepaired) return { ...change, confidence: surer, evidence: `${evidence}; ${has}` }
  // Where many people of the list have the typed domain, the person may well have both addresses.
  if (surer < AUTOMATIC || evidence.includes(FREQUENT))
    return { ...change, confidence: Math.min(0.94, surer), evidence: `${evidence}; ${has}` }
  return { ...change, decision: 'repaired', confidence: surer, evidence: `${has}; without that: ${evidence}` }
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
