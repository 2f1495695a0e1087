/** From pattern counts to a model: starting points, EM, monotone weights. */

import { type ComparisonKind, levelsOf } from '../../engine/comparisons/kinds.ts'
import type { PatternCounts } from '../../engine/engine.ts'
import type { Comparison } from '../comparisons.ts'
import type { MatchRules } from '../rules.ts'
import { countLevels, shareOfSame } from './chance-agreement.ts'
import { learnByEm } from './expectation-maximisation.ts'
import { type ClassShares, type ComparisonModel, kinClassesFor, type LevelModel } from './model.ts'
import { type PairsOfNames, patternsOfRareNames } from './name-commonness.ts'

export interface Learned {
  readonly comparisons: readonly ComparisonModel[]
  readonly shares: ClassShares
  readonly own: readonly string[]
  readonly expectedMatches: number
  readonly rounds: number
}

export interface LearnInput {
  readonly comparisons: readonly Comparison[]
  /** Patterns of a sample of the candidate pairs, each standing for `scale` of them. */
  readonly candidates: PatternCounts
  readonly scale: number
  readonly random: PatternCounts
  /** Of pairs that share both names, how many there are and the patterns of a sample; null where names are missing. */
  readonly namesakes: { readonly patterns: PatternCounts; readonly pairs: number } | null
  /** Of those, so many are namesakes at most; null where that is not known. */
  readonly mostNamesakes: number | null
  /** Pairs that share a full name, by the name's sort; null without names. */
  readonly ofNames: PairsOfNames | null
  readonly allPairs: number
  readonly records: number
}

/** Of the records this share is taken to be a further record of somebody, to start EM from. */
const START_DUPLICATES = 0.1

/** Two people of one name have these in common only by chance. */
const SINGULAR: ReadonlySet<ComparisonKind> = new Set<ComparisonKind>([
  'email',
  'phone',
  'date',
  'year',
  'street',
  'code',
])

/** Of these a near miss, too, is one person's slip: namesakes are not born a day apart. */
const UNRELATED: ReadonlySet<ComparisonKind> = new Set<ComparisonKind>(['date', 'year', 'code'])

export function learnModel(input: LearnInput, rules: MatchRules): Learned {
  const { comparisons } = input
  const names = comparisons.map((c) => c.name)
  const levelCounts = comparisons.map((c) => levelsOf(c.kind).length)
  const drawn = countLevels(input.random, levelCounts)
  const own = rules.relatives.own.filter((name) => names.includes(name))
  const rarity = comparisons.map((c) => c.rarity.map((r) => shareOfSame(r.columns)))
  const overall = comparisons.map((c, i) => overallShares(c, drawn[i]!, rarity[i]!, rules))
  const em = learnByEm({
    patterns: input.candidates,
    scale: input.scale,
    allPairs: input.allPairs,
    names,
    kinds: comparisons.map((c) => c.kind),
    singular: comparisons.map((c) => SINGULAR.has(c.kind)),
    unrelated: comparisons.map((c) => UNRELATED.has(c.kind)),
    m: comparisons.map((c) => Float64Array.of(0, ...rules.levels[c.kind].of_matches)),
    overall,
    chanceStart:
      input.records < rules.learning.few_records
        ? comparisons.map((c, i) => asRareAsEver(c.kind, overall[i]!, rules.levels[c.kind].by_chance[0]!))
        : null,
    ofRareNames: input.ofNames === null ? null : patternsOfRareNames(input.ofNames),
    leftOutPrior: rules.learning.rare_name_prior,
    presentPairs: drawn.map((levels) => presentShare(levels) * input.allPairs),
    own,
    kin: kinClassesFor(names, own).filter((name) => name !== 'namesakes' || input.namesakes !== null),
    namesakes: input.namesakes,
    mostNamesakes: input.mostNamesakes,
    kinStart: rules.relatives.start,
    kinLeast: rules.relatives.least,
    rareKinMost: rules.relatives.most_rare,
    rareKinOfSeen: rules.relatives.most_rare_of_seen,
    startMatches: input.records * START_DUPLICATES,
    priorPairs: rules.learning.prior_pairs,
    rounds: rules.learning.rounds,
  })
  return {
    comparisons: comparisons.map((c, i) => ({
      name: c.name,
      kind: c.kind,
      levels: monotone(c, em.m[i]!, em.u[i]!, em.relatives[i]!, em.namesakes[i]!),
      rarity: c.rarity.map((r, k) => ({ levels: r.levels, meanShare: rarity[i]![k]! })),
    })),
    shares: em.shares,
    own,
    expectedMatches: em.expectedMatches,
    rounds: em.rounds,
  }
}

/** Agreement of pairs at random: the drawn pairs and the starting points; plain agreement exactly, from frequencies. */
function overallShares(
  comparison: Comparison,
  drawn: Float64Array,
  sameShares: readonly number[],
  rules: MatchRules,
): Float64Array {
  const prior = rules.levels[comparison.kind].by_chance
  const total = drawn.reduce((sum, pairs, level) => (level === 0 ? sum : sum + pairs), 0)
  const shares = drawn.map((pairs, level) =>
    level === 0 ? 0 : (pairs + rules.learning.prior_pairs * prior[level - 1]!) / (total + rules.learning.prior_pairs),
  )
  const exact = comparison.rarity[0]?.levels.length === 1 ? sameShares[0]! : 0
  if (exact <= 0 || exact >= 1) return shares
  const rest = (1 - exact) / (1 - shares[1]!)
  return shares.map((share, level) => (level === 1 ? exact : share * rest))
}

/** One person may have most of few records; what only one person holds is then no commoner by chance than elsewhere. */
function asRareAsEver(kind: ComparisonKind, overall: Float64Array, byChance: number): Float64Array {
  const same = overall[1]!
  if (!SINGULAR.has(kind) || same <= byChance || same >= 1) return overall
  return overall.map((share, level) => (level === 1 ? byChance : share * ((1 - byChance) / (1 - same))))
}

function presentShare(drawn: Float64Array): number {
  const all = drawn.reduce((sum, pairs) => sum + pairs, 0)
  return all === 0 ? 0 : (all - drawn[0]!) / all
}

/**
 * A closer level never weighs less than a farther one: where it would, both get the weight that they have together, so
 * that the one seen more often decides.
 */
function monotone(
  comparison: Comparison,
  m: Float64Array,
  u: Float64Array,
  relatives: Float64Array,
  namesakes: Float64Array,
): LevelModel[] {
  const levels = levelsOf(comparison.kind)
  const group = levels.map((_, i) => i)
  const bitsOf = (g: number) => {
    const members = group.flatMap((own, i) => (own === g ? [i + 1] : []))
    const sum = (shares: Float64Array) => members.reduce((total, level) => total + shares[level]!, 0)
    return Math.log2(sum(m) / sum(u))
  }
  for (;;) {
    const at = levels.findIndex(
      ({ below }, i) => below !== null && bitsOf(group[below - 1]!) < bitsOf(group[i]!) - 1e-9,
    )
    if (at < 0) break
    const [from, to] = [group[at]!, group[levels[at]!.below! - 1]!]
    for (const [i, g] of group.entries()) if (g === from) group[i] = to
  }
  return levels.map(({ label }, i) => {
    const bits = bitsOf(group[i]!)
    return {
      label,
      m: u[i + 1]! * 2 ** bits,
      u: u[i + 1]!,
      relatives: relatives[i + 1]!,
      namesakes: namesakes[i + 1]!,
      bits,
    }
  })
}
