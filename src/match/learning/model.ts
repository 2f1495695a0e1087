/** What matching learned from the data: readable, storable, enough to explain any pair. */

import type { ComparisonKind } from '../../engine/comparisons/kinds.ts'

export interface LevelModel {
  readonly label: string
  /** Share of matches, of pairs at random, and of relatives (same household) that show this level when both have the field. */
  readonly m: number
  readonly u: number
  readonly relatives: number
  /** Of pairs of different people of one name. */
  readonly namesakes: number
  /** log2(m / u). */
  readonly bits: number
}

export interface ComparisonModel {
  readonly name: string
  readonly kind: ComparisonKind
  /** Index 0 is level 1; level 0 ("nothing to compare") weighs nothing. */
  readonly levels: readonly LevelModel[]
  /** Of each group of levels that share a value: the chance that two random values agree, which a value's own is set against. */
  readonly rarity: readonly { readonly levels: readonly number[]; readonly meanShare: number }[]
}

/** The classes of pairs; shares are of all pairs. */
export interface ClassShares {
  readonly match: number
  readonly household: number
  readonly twins: number
  readonly juniors: number
  readonly namesakes: number
}

export interface MatchModel {
  readonly version: 1
  readonly records: number
  /** Pairs that could be compared at all. */
  readonly pairs: number
  readonly comparisons: readonly ComparisonModel[]
  readonly shares: ClassShares
  /** Bits to take from the odds of namesakes, by the sort of the full name (name-commonness.ts); empty: none. */
  readonly nameBits: readonly number[]
  /** Comparisons that say nothing of kinship, by name. */
  readonly own: readonly string[]
  /** Weights (bits) from which a pair is merged, and from which it is kept for review. */
  readonly sureBits: number
  readonly reviewBits: number
  readonly evidence: ThresholdEvidence
}

/** Why the threshold stands where it stands. */
export interface ThresholdEvidence {
  readonly how: 'found' | 'given'
  /** Expected pairs at or above the threshold, and expected right ones among them. */
  readonly pairs: number
  readonly expectedRight: number
}

/**
 * How a comparison counts in a class of non-matches: as between relatives, by chance, a generation apart, as in a match, or as
 * between namesakes.
 */
export type Kinship = 'shared' | 'chance' | 'generation' | 'match' | 'namesakes'

export const KIN_CLASSES = ['household', 'twins', 'juniors', 'namesakes'] as const
export type KinClass = (typeof KIN_CLASSES)[number]

/** What makes two people namesakes. */
export const NAMES: readonly string[] = ['first_name', 'last_name']

/** What twins share, and a father and son of one name do not. */
const BIRTH: readonly string[] = ['birth_date', 'birth_year', 'age']

/** Twins also share the birth date; a father and son of one name share all but the birth date. */
export function kinshipOf(comparison: string, own: readonly string[], kin: KinClass): Kinship {
  if (kin === 'namesakes') return NAMES.includes(comparison) ? 'match' : 'namesakes'
  if (kin === 'twins' && BIRTH.includes(comparison)) return 'match'
  if (kin === 'juniors' && (comparison === 'first_name' || comparison === 'sex')) return 'match'
  if (kin === 'juniors' && BIRTH.includes(comparison)) return 'generation'
  return own.includes(comparison) ? 'chance' : 'shared'
}

/** At these levels two birth dates or years can be a generation apart: a slip may hide it, and nothing else does. */
const GENERATION: Partial<Record<ComparisonKind, readonly number[]>> = { date: [2, 7], year: [4, 6] }
/** Of what chance says of the other levels, so much is left: a father's date may stand with his son. */
const LEFT = 0.02

/** Shares of levels between a father and son, from those by chance; index 0 is "nothing to compare". */
export function generationApart(kind: ComparisonKind, byChance: Float64Array): Float64Array {
  const levels = GENERATION[kind]
  if (levels === undefined) return byChance
  const shares = byChance.map((share, level) => (levels.includes(level) ? share : share * LEFT))
  const total = shares.reduce((sum, share, level) => (level === 0 ? sum : sum + share), 0)
  return shares.map((share) => share / total)
}

/** The classes of relatives that these comparisons can tell apart from one person. */
export function kinClassesFor(comparisons: readonly string[], own: readonly string[]): KinClass[] {
  const has = (name: string) => comparisons.includes(name)
  const namesakes: KinClass[] = NAMES.every(has) && comparisons.length > NAMES.length ? ['namesakes'] : []
  if (!has('first_name') || comparisons.every((name) => own.includes(name))) return namesakes
  return [...(BIRTH.some(has) ? (['household', 'twins', 'juniors'] as const) : (['household'] as const)), ...namesakes]
}
