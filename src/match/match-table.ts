/** Matching from cleaned columns to clusters: the whole idea in one function, without files or database. */

import type { Engine, OpenEngine } from '../engine/engine.ts'
import type { MatchPlan } from '../engine/plan.ts'
import { formatNumberOf } from '../html/numbers.ts'
import type { CleanedTable } from '../record/cleaned.ts'
import type { TextColumn, TextList } from '../record/text-list.ts'
import { areAllAlike } from './all-alike.ts'
import { blockingNotes, planBlocking } from './blocking/blocking.ts'
import { countFindingRules } from './blocking/blocking-overlap.ts'
import { nicknameGroups } from './blocking/nickname-groups.ts'
import { orderByUid } from './blocking/order-rows.ts'
import { standingOrder } from './blocking/standing-order.ts'
import { bondNotes, inOrder, linksOf, withoutParted } from './clustering/apply-decisions.ts'
import { makeBonds, type OneEach } from './clustering/bonds.ts'
import { clusterRecords } from './clustering/cluster-records.ts'
import { type Decision, settleDecisions } from './clustering/decisions.ts'
import { type Comparison, planComparisons, prepareComparisons } from './comparisons.ts'
import { buildFeatures, type Features, type OtherFeatures } from './features.ts'
import type { GivenModel } from './learning/given-model.ts'
import { type LearnInput, learnModel } from './learning/learn-model.ts'
import type { MatchModel } from './learning/model.ts'
import { drawNamePairs, learnNameBits, sortNames } from './learning/name-commonness.ts'
import { mostNamesakes } from './learning/namesake-limit.ts'
import { planScores } from './learning/plan-scores.ts'
import { findThreshold } from './learning/threshold.ts'
import { fitModel, modelOf, roundBits, roundModel } from './learning/use-model.ts'
import { type MatchOutcome, outcomeByRow } from './match-outcome.ts'
import type { MatchRules, Nicknames } from './rules.ts'

export interface RecordSources {
  /** Row → source: rank of the source's name. */
  readonly sourceNos: Uint16Array
  /** Sources with at most one record a person. */
  readonly freeOfDuplicates: ReadonlySet<number>
  /** Compare only records of different sources. */
  readonly linkOnly?: boolean
  /** What reviewers decided about pairs of rows, in the order they did. */
  readonly decisions?: readonly Decision[]
}

export interface MatchInput extends RecordSources {
  readonly table: CleanedTable<TextList>
  /** Stable, unique; the only thing that orders records. */
  readonly uids: readonly string[]
  /** Columns goldpan has no field for, compared as they are. */
  readonly extra?: ReadonlyMap<string, TextColumn>
}

export interface MatchOptions {
  /** Where the pairs get compared. */
  readonly openEngine: OpenEngine
  readonly nicknames: Nicknames
  /** Use these weights instead of learning them. */
  readonly model?: GivenModel
  /** Probability from which records are merged, instead of the rules' own. */
  readonly sure?: number
}

export const bitsOf = (probability: number): number => Math.log2(probability / (1 - probability))

export function matchTable(input: MatchInput, rules: MatchRules, options: MatchOptions): MatchOutcome {
  const features = buildFeatures(input.table, input.extra ?? new Map(), orderByUid(input.uids))
  return matchFeatures(features, input, rules, options)
}

/** What {@link matchFeatures} finds done where it was asked for before e-mail addresses and phone numbers were there. */
export function prepareMatching(features: OtherFeatures, rules: MatchRules): void {
  standingOrder(features, rules.blocking.oversized)
  prepareComparisons(features)
}

/** The same where the columns are normalised and in order already. */
export function matchFeatures(
  features: Features,
  input: RecordSources,
  rules: MatchRules,
  options: MatchOptions,
): MatchOutcome {
  const plan = planPairs(features, input, rules)
  const engine = options.openEngine(plan)
  try {
    // While the engine's threads look for candidates.
    const planned = planComparisons(features, nicknameGroups(options.nicknames))
    const fitted = options.model ? fitModel(options.model, planned) : { comparisons: planned, notes: [] }
    engine.compareBy(fitted.comparisons)
    return matchWith(engine, {
      plan,
      ...fitted,
      input,
      order: features.order,
      rules,
      options,
      alike: areAllAlike(features),
    })
  } finally {
    engine.close()
  }
}

/** Which pairs are candidates. */
export function planPairs(features: Features, input: RecordSources, rules: MatchRules): MatchPlan {
  const { order } = features
  const sources = new Uint16Array(order.length)
  for (let place = 0; place < order.length; place++) sources[place] = input.sourceNos[order[place]!]!
  return {
    rows: order.length,
    ...planBlocking(features, rules.blocking),
    sources,
    noPairsWithin: input.linkOnly ? new Set(sources) : input.freeOfDuplicates,
    maxBlockRows: rules.blocking.max_block_records,
    allPairsUpTo: rules.blocking.all_pairs_up_to,
  }
}

interface Prepared {
  readonly plan: MatchPlan
  readonly comparisons: readonly Comparison[]
  readonly notes: readonly string[]
  readonly input: RecordSources
  /** Place → row of the input. */
  readonly order: Uint32Array
  readonly rules: MatchRules
  readonly options: MatchOptions
  /** All records are one and the same. */
  readonly alike: boolean
}

function matchWith(engine: Engine, prepared: Prepared): MatchOutcome {
  const { plan, input, order, comparisons, rules, options } = prepared
  const blocking = engine.countCandidates()
  const notes = [...prepared.notes, ...blockingNotes(blocking)]
  const areOne =
    prepared.alike && comparisons.length === 0 && plan.noPairsWithin.size === 0 && (input.decisions ?? []).length === 0
  if (areOne) notes.push('All records are the same; they are one person.')
  else if (comparisons.length === 0) notes.push('No column tells records apart; every record stays by itself.')
  const learned = options.model
    ? modelOf(options.model, comparisons)
    : roundModel(learn(engine, plan, comparisons, rules, notes))
  const scores = planScores(learned, comparisons)
  const reviewBits = options.model?.reviewBits ?? bitsOf(rules.thresholds.review)
  const scored = comparisons.length === 0 ? noPairs() : engine.scorePairs(scores, reviewBits)
  const found = findThreshold(scored.weight, reviewBits, givenBits(options, rules))
  const sureBits = roundBits(found.sureBits)
  const decisions = settleDecisions(inOrder(input.decisions ?? [], order))
  const bonds = makeBonds({
    decisions,
    sources: plan.sources,
    freeOfDuplicates: input.freeOfDuplicates,
    numbers: oneEach(comparisons, rules),
    links: () => linksOf(scored, sureBits),
  })
  const priorBits = -Math.log2(learned.shares.match)
  const clusters = areOne
    ? { cluster: new Uint32Array(plan.rows), count: 1, split: 0, cut: 0 }
    : clusterRecords({ rows: plan.rows, pairs: scored, sureBits, priorBits, bonds }, engine, scores)
  const pairs = withoutParted(scored, decisions.different, clusters.cluster)
  notes.push(...bondNotes(pairs, decisions, bonds, sureBits))
  const keyRules = plan.blocking.filter((rule) => 'keys' in rule)
  return outcomeByRow(order, pairs, clusters, {
    model: { ...learned, sureBits, reviewBits, evidence: found.evidence },
    blocking,
    foundBy: () => countFindingRules(keyRules, pairs, found.sureBits),
    notes,
  })
}

/** The threshold that the user gave, in the call, in the model or in the rules; null where it is to be found. */
function givenBits({ sure, model }: MatchOptions, { thresholds }: MatchRules): number | null {
  if (sure !== undefined) return bitsOf(sure)
  if (model !== undefined) return model.sureBits
  return thresholds.sure === 'auto' ? null : bitsOf(thresholds.sure)
}

function oneEach(comparisons: readonly Comparison[], rules: MatchRules): OneEach[] {
  return rules.cannot_link.flatMap((rule) => {
    const comparison = comparisons.find((c) => c.name === rule.comparison)
    return comparison === undefined ? [] : [{ comparison, mostContradictions: rule.unless_more_than }]
  })
}

type Learned = Omit<MatchModel, 'sureBits' | 'reviewBits' | 'evidence'>

function learn(
  engine: Engine,
  plan: MatchPlan,
  comparisons: readonly Comparison[],
  rules: MatchRules,
  notes: string[],
): Learned {
  const allPairs = Math.max(1, comparablePairs(plan))
  const names = sortNames(comparisons)
  const ofNames = names === null ? null : drawNamePairs(engine, plan, names)
  const candidates = engine.countPatterns(rules.learning.candidate_pairs)
  const learned = learnModel(
    {
      comparisons,
      candidates: candidates.patterns,
      scale: 1 / candidates.rate,
      random: engine.countRandomPatterns(rules.learning.random_pairs),
      namesakes: namesakesOf(engine, comparisons, rules.learning.namesake_pairs),
      mostNamesakes: mostNamesakes(plan, comparisons),
      ofNames,
      allPairs,
      records: plan.rows,
    },
    rules,
  )
  if (comparisons.length > 0 && plan.rows < rules.learning.few_records)
    notes.push(
      `With ${formatNumberOf(plan.rows, 'record', 'records')} the weights rest mostly on the starting points in rules/match.yaml, not on your data.`,
    )
  return {
    version: 1,
    records: plan.rows,
    pairs: allPairs,
    comparisons: learned.comparisons,
    shares: learned.shares,
    nameBits: ofNames === null ? [] : learnNameBits(ofNames, learned, rules.learning.prior_pairs),
    own: learned.own,
  }
}

function namesakesOf(engine: Engine, comparisons: readonly Comparison[], most: number): LearnInput['namesakes'] {
  const fullNames = comparisons.find((c) => c.fullNames !== null)?.fullNames
  if (fullNames == null || !comparisons.some((c) => c.name === 'first_name')) return null
  return engine.countSharingPatterns(fullNames, most)
}

/** Pairs that may be made at all. */
function comparablePairs({ rows, sources, noPairsWithin }: MatchPlan): number {
  const sizes = new Map<number, number>()
  for (const source of sources) if (noPairsWithin.has(source)) sizes.set(source, (sizes.get(source) ?? 0) + 1)
  let pairs = (rows * (rows - 1)) / 2
  for (const size of sizes.values()) pairs -= (size * (size - 1)) / 2
  return pairs
}

const noPairs = () => ({ l: new Uint32Array(0), r: new Uint32Array(0), weight: new Float64Array(0) })
