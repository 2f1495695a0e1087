/** The engine in this process: blocks, compares and scores on typed arrays that its threads share. */

import { type ComparableRows, comparableRows, comparePair } from '../compare-pairs.ts'
import type { Engine, OpenEngine, PatternCounts, RuleCount } from '../engine.ts'
import type { ComparisonPlan, MatchPlan } from '../plan.ts'
import type { ScorePlan } from '../score-plan.ts'
import { share, sharedFloat64, sharedUint32 } from '../shared-memory.ts'
import type { Blocks } from './blocks.ts'
import { Crew } from './crew.ts'
import { joinWeighed } from './kept-pairs.ts'
import { KnownJudgements } from './known-judgements.ts'
import { type Bars, type ListedPairs, pickPairs } from './pair-list.ts'
import { PatternCounter } from './pattern-counter.ts'
import { randomPairs } from './random-pairs.ts'
import { RowOrder } from './row-order.ts'
import { sharingPairs } from './sharing-pairs.ts'
import { PAIRS_PER_CHUNK, ROWS_PER_CHUNK, type TaskInputs } from './tasks.ts'

/** Below so many rows the work is done before another thread is up. */
const FEWEST_ROWS_FOR_THREADS = 30_000
/** Up to so many candidate pairs are kept with their patterns between counting and scoring: 12 bytes each. */
const MOST_PAIRS_KEPT = 40_000_000

/** An engine of so many threads, the calling one included. Answers do not depend on how many. */
export const localEngine =
  (threads: number): OpenEngine =>
  (plan) =>
    new LocalEngine(plan, plan.rows < FEWEST_ROWS_FOR_THREADS ? 1 : threads)

export const openLocalEngine: OpenEngine = localEngine(1)

class LocalEngine implements Engine {
  readonly #plan: MatchPlan
  readonly #crew: Crew
  readonly #order: RowOrder
  readonly #bars: Bars
  #rows: ComparableRows = { rows: 0, width: 0, comparisons: [] }
  readonly #building: TaskInputs['buildBlocks']
  #blocks: readonly Blocks[] | null = null
  #compared: Omit<TaskInputs['scoreCompared'], 'threshold'> | null = null
  #score: ScorePlan | null = null
  /** Of the pairs that the score plan kept. */
  #judgements: KnownJudgements | null = null

  constructor(plan: MatchPlan, threads: number) {
    this.#plan = plan
    this.#crew = new Crew(threads)
    this.#order = new RowOrder(plan)
    this.#bars = barsOf(plan)
    this.#crew.learn({ bars: { ...this.#bars, sources: this.#order.sources(plan.sources) }, lanes: null })
    this.#building = { rows: plan.rows, ...this.#order.blocking(plan) }
    if (!this.#isSmall) this.#crew.start('buildBlocks', this.#building, this.#building.rules.length)
  }

  compareBy(comparisons: readonly ComparisonPlan[]): void {
    const moved = comparisons.map((comparison) => this.#order.comparison(comparison))
    this.#rows = comparableRows(this.#plan.rows, moved)
    this.#crew.learn({ rows: this.#rows })
  }

  countCandidates(): readonly RuleCount[] {
    if (this.#isSmall) return [allPairs(this.#plan.rows)]
    return this.#buildBlocks().map(({ rule, pairs, refinedBlocks, givenUpPairs }) => ({
      rule,
      pairs,
      refinedBlocks,
      givenUpPairs,
    }))
  }

  countPatterns(most: number) {
    const candidates = this.countCandidates().reduce((sum, { pairs }) => sum + pairs, 0)
    const keep = candidates <= MOST_PAIRS_KEPT
    const rate = keep ? 1 : Math.min(1, most / candidates)
    const found = this.#crew.run('comparePairs', { rate, keep }, this.#rowChunks)
    if (keep)
      this.#compared = {
        chunks: inOrder(found.flatMap(({ compared }, table) => compared.map((chunk) => ({ ...chunk, table })))),
        tables: found.map(({ table }) => table),
      }
    return { patterns: sumOf(found.map(({ counts }) => counts)), rate }
  }

  countRandomPatterns(pairs: number): PatternCounts {
    return this.#countListed(randomPairs(this.#plan.rows, pairs, this.#bars))
  }

  countSharingPatterns(ids: Uint32Array, most: number) {
    const { pairs, total } = sharingPairs(ids, most, this.#bars)
    return { patterns: this.#countListed(pairs), pairs: total }
  }

  scorePairs(plan: ScorePlan, threshold: number) {
    this.countCandidates()
    this.#learnScore(plan)
    const compared = this.#compared
    const scored =
      compared === null
        ? this.#crew.run('scoreCandidates', { threshold }, this.#rowChunks)
        : this.#crew.run('scoreCompared', { threshold, ...compared }, compared.chunks.length)
    const weighed = joinWeighed(inOrder(scored.flat()))
    this.#judgements = new KnownJudgements(this.#plan.rows, weighed)
    return this.#order.scored(weighed)
  }

  judgePairs(plan: ScorePlan, needed: number, l: Uint32Array, r: Uint32Array) {
    this.countCandidates()
    this.#learnScore(plan)
    const pairs = this.#order.pairs({ l, r })
    const judged = { weight: new Float64Array(l.length), evidence: new Float64Array(l.length) }
    const unknown = this.#judgements?.judge(pairs, needed, judged) ?? Uint32Array.from(l, (_, i) => i)
    const asked = pickPairs(pairs, unknown)
    const anew = { weight: sharedFloat64(asked.count), evidence: sharedFloat64(asked.count) }
    this.#crew.run('judgeListed', { ...asked, needed, ...anew }, Math.ceil(asked.count / PAIRS_PER_CHUNK))
    for (let i = 0; i < asked.count; i++) {
      judged.weight[unknown[i]!] = anew.weight[i]!
      judged.evidence[unknown[i]!] = anew.evidence[i]!
    }
    return judged
  }

  patternsOf(l: Uint32Array, r: Uint32Array) {
    const patterns = { word0: sharedUint32(l.length), word1: sharedUint32(l.length) }
    this.countCandidates()
    this.#crew.run(
      'listPatterns',
      { ...this.#order.pairs({ l, r }), ...patterns },
      Math.ceil(l.length / PAIRS_PER_CHUNK),
    )
    return patterns
  }

  patternOf(l: number, r: number): readonly [number, number] {
    return comparePair(this.#rows, this.#order.placeOf(l), this.#order.placeOf(r))
  }

  close(): void {
    this.#crew.close()
  }

  get #isSmall(): boolean {
    const { rows, allPairsUpTo } = this.#plan
    return (rows * (rows - 1)) / 2 <= allPairsUpTo
  }

  get #rowChunks(): number {
    return Math.ceil(this.#plan.rows / ROWS_PER_CHUNK)
  }

  #buildBlocks(): readonly Blocks[] {
    if (this.#blocks !== null) return this.#blocks
    const built = this.#crew.finish('buildBlocks', this.#building).flat()
    this.#blocks = built.sort((a, b) => a.no - b.no)
    this.#crew.learn({ lanes: this.#blocks.flatMap(({ lanes }) => lanes) })
    return this.#blocks
  }

  #countListed(listed: ListedPairs): PatternCounts {
    this.countCandidates()
    const pairs = this.#order.pairs(listed, listed.count)
    return sumOf(this.#crew.run('compareListed', pairs, Math.ceil(pairs.count / PAIRS_PER_CHUNK)))
  }

  #learnScore(plan: ScorePlan): void {
    if (this.#score === plan) return
    this.#score = plan
    this.#judgements = null
    this.#crew.learn({ score: this.#order.score(plan) })
  }
}

const allPairs = (rows: number): RuleCount => ({
  rule: 'every pair',
  pairs: (rows * (rows - 1)) / 2,
  refinedBlocks: 0,
  givenUpPairs: 0,
})

function barsOf({ sources, noPairsWithin }: MatchPlan): Bars {
  const barred = new Uint8Array(65_536)
  for (const source of noPairsWithin) barred[source] = 1
  return { sources: share(sources), barred: share(barred) }
}

const inOrder = <T extends { readonly chunk: number }>(chunks: readonly T[]): T[] =>
  [...chunks].sort((a, b) => a.chunk - b.chunk)

function sumOf(parts: readonly PatternCounts[]): PatternCounts {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  const counter = new PatternCounter()
  for (const part of parts) counter.addAll(part)
  return counter.finish()
}
