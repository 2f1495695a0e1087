/** The order of restrictiveness: which reason outweighs which, and which can be lifted at all. */

import { ADDRESS_FACTS, type FactKind, PERSON_FACTS } from '../../record/fact.ts'

/** Every kind, numbered; the numbers stand in fact columns. */
export const KINDS: readonly FactKind[] = [...ADDRESS_FACTS, ...PERSON_FACTS]
const KIND_NOS: ReadonlyMap<FactKind, number> = new Map(KINDS.map((kind, no) => [kind, no]))
export const kindNo = (kind: FactKind): number => KIND_NOS.get(kind)!

/** Ranks up to this one hold for every topic. */
export const LAST_OF_ALL_TOPICS = 4
/** Ranks up to this one spread to whoever may be the same person. */
export const LAST_PERSONAL = 7
/** From here on a rank restricts nothing. */
export const FIRST_FREE = 20

export const BLOCKS = ['address', 'channel', 'all', 'nothing'] as const

/** What the table says of a kind. */
export interface Weight {
  readonly rank: number
  readonly blocks: (typeof BLOCKS)[number]
  readonly lifted_by: 'opt_in' | 'nothing'
}

/** The table of rules/precedence.yaml, each column by the number of the kind; 1 where it is so. */
export interface Precedence {
  /** Smaller is stronger. */
  readonly ranks: Uint8Array
  /** Closes channels by itself; address facts close their address, consents nothing. */
  readonly closes: Uint8Array
  /** Closes every channel, whichever it names. */
  readonly blocksAll: Uint8Array
  /** Holds for every topic, whichever it names. */
  readonly isOfAllTopics: Uint8Array
  /** Shuts out people who may be the same person, too. */
  readonly spreads: Uint8Array
  /** The person's own later express opt-in of the same scope may lift it. */
  readonly isLiftable: Uint8Array
}

export function precedenceOf(facts: Readonly<Record<FactKind, Weight>>): Precedence {
  const column = (of: (weight: Weight) => boolean): Uint8Array =>
    Uint8Array.from(KINDS, (kind) => (of(facts[kind]) ? 1 : 0))
  return {
    ranks: Uint8Array.from(KINDS, (kind) => facts[kind].rank),
    closes: column(({ blocks }) => blocks === 'channel' || blocks === 'all'),
    blocksAll: column(({ blocks }) => blocks === 'all'),
    isOfAllTopics: column(({ rank }) => rank <= LAST_OF_ALL_TOPICS),
    spreads: column(({ rank }) => rank <= LAST_PERSONAL),
    isLiftable: column(({ lifted_by }) => lifted_by === 'opt_in'),
  }
}

const ADDRESS_KINDS: ReadonlySet<FactKind> = new Set(ADDRESS_FACTS)
export const isAddressFact = (kind: FactKind): boolean => ADDRESS_KINDS.has(kind)
export const isConsent = (kind: FactKind): boolean =>
  kind === 'opt_in' || kind === 'claimed_opt_in' || kind === 'soft_opt_in'

/** The reason as it stands in a verdict. */
export function reasonOf(kind: FactKind, hasTopic: boolean): string {
  return kind === 'unsubscribed' ? (hasTopic ? 'unsubscribed_topic' : 'unsubscribed_channel') : kind
}
