/** The order of restrictiveness: which reason outweighs which, and which can be lifted at all. */

import { ADDRESS_FACTS, type FactKind, PERSON_FACTS } from '../record/fact.ts'

/** Every kind, numbered; the numbers stand in fact columns. */
export const KINDS: readonly FactKind[] = [...ADDRESS_FACTS, ...PERSON_FACTS]
const KIND_NOS: ReadonlyMap<FactKind, number> = new Map(KINDS.map((kind, no) => [kind, no]))
export const kindNo = (kind: FactKind): number => KIND_NOS.get(kind)!

/** Smaller is stronger. Ranks 1–7 belong to the person and spread along possible matches; 20 and more restrict nothing. */
export const RANK: Readonly<Record<FactKind, number>> = {
  erased: 1,
  deceased: 2,
  minor: 2,
  objected_all: 3,
  manual: 3,
  complaint: 4,
  dnc_external: 5,
  unsubscribed: 6,
  trap: 8,
  unsafe: 8,
  bounce_hard: 8,
  invalid: 8,
  number_dead: 8,
  returned_mail: 8,
  moved: 8,
  sunset: 9,
  bounce_soft: 10,
  paused: 11,
  claimed_opt_in: 20,
  soft_opt_in: 21,
  opt_in: 22,
  alive: 23,
}

/** The person's own later express opt-in of the same scope may lift these, and nothing lifts the stronger ones. */
export const LIFTABLE: ReadonlySet<FactKind> = new Set(['dnc_external', 'unsubscribed', 'sunset', 'paused'])

/** Restrictions that shut out people who may be the same person, too. */
export const spreads = (kind: FactKind): boolean => RANK[kind] <= 7

const ADDRESS_KINDS: ReadonlySet<FactKind> = new Set(ADDRESS_FACTS)
export const isAddressFact = (kind: FactKind): boolean => ADDRESS_KINDS.has(kind)
export const isConsent = (kind: FactKind): boolean =>
  kind === 'opt_in' || kind === 'claimed_opt_in' || kind === 'soft_opt_in'

/** The reason as it stands in a verdict. */
export function reasonOf(kind: FactKind, hasTopic: boolean): string {
  return kind === 'unsubscribed' ? (hasTopic ? 'unsubscribed_topic' : 'unsubscribed_channel') : kind
}
