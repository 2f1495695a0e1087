/** Where pairs get compared: everything else in matching works on what these questions answer. */

import type { ComparisonPlan, MatchPlan } from './plan.ts'
import type { ScorePlan } from './score-plan.ts'

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

export interface ScoredPairs {
  readonly l: Uint32Array
  readonly r: Uint32Array
  readonly weight: Float64Array
}

/** What given pairs weigh, and what each says as one of several between two groups. */
export interface JudgedPairs {
  readonly weight: Float64Array
  readonly evidence: Float64Array
}

/** Rows are ranks of stable ids, so answers depend on nothing but the records. `l` is always below `r`. */
export interface Engine {
  /** Says what to compare; only candidates can be asked about before. */
  compareBy(comparisons: readonly ComparisonPlan[]): void
  countCandidates(): readonly RuleCount[]
  /** Patterns of candidate pairs; of more than can be kept in memory about `most` are drawn, each with the chance `rate`. */
  countPatterns(most: number): { readonly patterns: PatternCounts; readonly rate: number }
  /** Patterns of (at most) so many pairs drawn evenly from all pairs; of all pairs where there are no more. */
  countRandomPatterns(pairs: number): PatternCounts
  /** Patterns of (at most) so many pairs drawn evenly from those that share a number other than 0; `pairs`: all of these. */
  countSharingPatterns(ids: Uint32Array, most: number): { readonly patterns: PatternCounts; readonly pairs: number }
  /** Candidate pairs that weigh at least `threshold` bits, in ascending order of (l, r). */
  scorePairs(plan: ScorePlan, threshold: number): ScoredPairs
  /** Weights of the given pairs, whether or not blocking would make them; against chance each must bring `needed` bits. */
  judgePairs(plan: ScorePlan, needed: number, l: Uint32Array, r: Uint32Array): JudgedPairs
  /** The pattern of each of the given pairs, as two words. */
  patternsOf(l: Uint32Array, r: Uint32Array): { readonly word0: Uint32Array; readonly word1: Uint32Array }
  /** The pattern of one pair, as two words. */
  patternOf(l: number, r: number): readonly [number, number]
  /** Gives back what the engine holds: threads, memory. */
  close(): void
}

/** Builds an engine, which may begin to look for candidates at once. */
export type OpenEngine = (plan: MatchPlan) => Engine
