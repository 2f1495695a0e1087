/** Why a row of a list may not be contacted, and the stronger of two reasons. */

import { KINDS, type Precedence } from '../flag/deciding/precedence.ts'
import { NONE } from '../flag/facts/fact-columns.ts'
import type { FactKind } from '../record/fact.ts'
import type { Channel } from '../record/project.ts'

export interface Refusal {
  /** As in contactability.csv. */
  readonly reason: string
  /** Day number; null where nobody knows. */
  readonly sinceDay: number | null
  /** No personal data. */
  readonly evidence: string | null
  /** It comes from somebody who may be the same person. */
  readonly suspected: boolean
  readonly alternate: Channel | null
}

const KIND_OF_REASON: Readonly<Record<string, FactKind>> = {
  unsubscribed_channel: 'unsubscribed',
  unsubscribed_topic: 'unsubscribed',
  unsubscribed_other_channel: 'unsubscribed',
}
/** Reasons that no fact stands behind: the law, or that there is nothing to go by. */
const NO_FACT = 30
const KIND_NOS: ReadonlyMap<string, number> = new Map(KINDS.map((kind, no) => [kind, no]))

/** How refusals weigh against each other, by the table of precedence. */
export interface RefusalOrder {
  /** The person said so (or is dead, or a minor): such a refusal also shuts out who may be the same person. */
  isPersonal(reason: string): boolean
  /** Own before suspected, then the stronger reason, then the longer standing one, then by text: no order of rows decides. */
  strongerOf(l: Refusal | null, r: Refusal | null): Refusal | null
}

export function refusalOrder({ ranks, spreads }: Precedence): RefusalOrder {
  const kindOf = (reason: string): number => KIND_NOS.get(KIND_OF_REASON[reason] ?? reason) ?? NONE
  const rankOf = (reason: string): number => {
    const kind = kindOf(reason)
    return kind === NONE ? NO_FACT : ranks[kind]!
  }
  return {
    isPersonal: (reason) => spreads[kindOf(reason)] === 1,
    strongerOf(l, r) {
      if (l === null || r === null) return l ?? r
      const order =
        Number(l.suspected) - Number(r.suspected) ||
        rankOf(l.reason) - rankOf(r.reason) ||
        (l.sinceDay ?? Number.MAX_SAFE_INTEGER) - (r.sinceDay ?? Number.MAX_SAFE_INTEGER) ||
        compare(l.reason, r.reason) ||
        compare(l.evidence ?? '', r.evidence ?? '')
      return order <= 0 ? l : r
    },
  }
}

const OF_ADDRESS: ReadonlySet<string> = new Set([
  'bounce_hard',
  'bounce_soft',
  'invalid',
  'trap',
  'unsafe',
  'number_dead',
  'returned_mail',
  'moved',
  'unconfirmed_repair',
  'no_address',
  'no_record',
])

/** It speaks of the addresses the workspace knows; another address of the person is not meant. */
export const isOfAddress = (reason: string): boolean => OF_ADDRESS.has(reason)

const compare = (l: string, r: string): number => (l < r ? -1 : l > r ? 1 : 0)
