/** Where pairs get compared: everything else in matching works on what these four questions answer. */

import type { MatchPlan } from './plan.ts'

/** Agreement patterns, distinct, in ascending order of (word1, word0), with how many pairs show each. */
export interface PatternCounts {
  readonly word0: Uint32Array
  readonly word1: Uint32Array
  readonly counts: Float64Array
  /** Pairs looked at. */
  readonly pairs: number
}

export interface RuleCount {
  readonly rule: string
  /** Candidate pairs of this rule, also those an earlier rule makes too. */
  readonly pairs: number
  /** Blocks that had to be split. */
  readonly refinedBlocks: number
  /** Pairs not compared because a block stayed too large. */
  readonly givenUpPairs: number
}

/** Gives each pair its weight: a sum over the pattern, and what the shared values' rarity adds. */
export interface PairScorer {
  /** Weight in bits of a pattern of rows `l` and `r`; where it is below `atLeast`, any number below that will do. */
  weigh(word0: number, word1: number, l: number, r: number, atLeast?: number): number
}

export interface ScoredPairs {
  readonly l: Uint32Array
  readonly r: Uint32Array
  readonly weight: Float64Array
}

/** Rows are ranks of stable ids, so answers depend on nothing but the records. `l` is always below `r`. */
export interface Engine {
  countCandidates(): readonly RuleCount[]
  /** Patterns of candidate pairs, each kept with chance `rate` by a hash of its rows. */
  countPatterns(rate: number): PatternCounts
  /** Patterns of (at most) so many pairs drawn evenly from all pairs; of all pairs where there are no more. */
  countRandomPatterns(pairs: number): PatternCounts
  /** Patterns of (at most) so many pairs drawn evenly from those that share a number other than 0; `pairs`: all of these. */
  countSharingPatterns(ids: Uint32Array, most: number): { readonly patterns: PatternCounts; readonly pairs: number }
  /** Candidate pairs that weigh at least `threshold` bits, in ascending order of (l, r). */
  scorePairs(scorer: PairScorer, threshold: number): ScoredPairs
  /** Weights of the given pairs, whether or not blocking would make them. */
  scoreGiven(scorer: PairScorer, l: Uint32Array, r: Uint32Array): Float64Array
  /** The pattern of one pair, as two words. */
  patternOf(l: number, r: number): readonly [number, number]
}

/** Builds an engine for a plan. */
export type OpenEngine = (plan: MatchPlan) => Engine
