/** The engine in this process: blocks, compares and scores on typed arrays that its threads share. */

import { type ComparableRows, comparableRows, comparePair, openComparisons } from '../compare-pairs.ts'
import type { Engine, OpenEngine, PatternCounts, RuleCount } from '../engine.ts'
import type { MatchPlan, ValueIds } from '../plan.ts'
import type { ScorePlan } from '../score-plan.ts'
import { share } from '../shared-memory.ts'
import type { BlockLimits, Blocks, SharedRule } from './blocks.ts'
import type { ChunkPairs } from './chunk-pairs.ts'
import { Crew } from './crew.ts'
import { joinScored } from './kept-pairs.ts'
import type { Bars, ListedPairs } from './pair-list.ts'
import { PatternCounter } from './pattern-counter.ts'
import { randomPairs } from './random-pairs.ts'
import { sharingPairs } from './sharing-pairs.ts'
import { PAIRS_PER_CHUNK, ROWS_PER_CHUNK } from './tasks.ts'

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
  readonly #rows: ComparableRows
  readonly #bars: Bars
  #blocks: readonly Blocks[] | null = null
  #compared: readonly ChunkPairs[] | null = null

  constructor(plan: MatchPlan, threads: number) {
    this.#plan = plan
    this.#crew = new Crew(threads)
    this.#rows = comparableRows(plan.rows, plan.comparisons)
    this.#bars = barsOf(plan)
    this.#crew.learn({ rows: this.#rows, bars: this.#bars, lanes: null })
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

  countPatterns(rate: number): PatternCounts {
    const candidates = this.countCandidates().reduce((sum, { pairs }) => sum + pairs, 0)
    const keep = candidates <= MOST_PAIRS_KEPT
    const found = this.#crew.run('comparePairs', { rate, keep }, this.#rowChunks)
    if (keep) this.#compared = inOrder(found.flatMap(({ compared }) => compared))
    return sumOf(found.map(({ counts }) => counts))
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
    this.#crew.learn({ score: shareScore(plan) })
    const chunks = this.#compared
    const scored =
      chunks === null
        ? this.#crew.run('scoreCandidates', { threshold }, this.#rowChunks)
        : this.#crew.run('scoreCompared', { threshold, chunks }, chunks.length)
    return joinScored(inOrder(scored.flat()))
  }

  judgePairs(plan: ScorePlan, needed: number, l: Uint32Array, r: Uint32Array) {
    const float64 = () => new Float64Array(new SharedArrayBuffer(l.length * 8))
    const judged = { weight: float64(), evidence: float64() }
    this.#crew.learn({ score: shareScore(plan) })
    const input = { l: share(l), r: share(r), count: l.length, needed, ...judged }
    this.#crew.run('judgeListed', input, Math.ceil(l.length / PAIRS_PER_CHUNK))
    return judged
  }

  patternsOf(l: Uint32Array, r: Uint32Array) {
    const patterns = { word0: new Uint32Array(l.length), word1: new Uint32Array(l.length) }
    openComparisons(this.#rows)(l, r, l.length, patterns.word0, patterns.word1)
    return patterns
  }

  patternOf(l: number, r: number): readonly [number, number] {
    return comparePair(this.#rows, l, r)
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
    const { rules, limits } = shareBlocking(this.#plan)
    const built = this.#crew.run('buildBlocks', { rules, limits }, rules.length).flat()
    this.#blocks = built.sort((a, b) => a.no - b.no)
    this.#crew.learn({ lanes: this.#blocks.flatMap(({ lanes }) => lanes) })
    return this.#blocks
  }

  #countListed(pairs: ListedPairs): PatternCounts {
    const { l, r, count } = pairs
    return sumOf(this.#crew.run('compareListed', { l, r, count }, Math.ceil(count / PAIRS_PER_CHUNK)))
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

/** Each column is copied once, however many rules read it. */
export function shareBlocking({ blocking, oversized, maxBlockRows }: MatchPlan): {
  readonly rules: readonly SharedRule[]
  readonly limits: BlockLimits
} {
  const shared = new Map<ValueIds, ValueIds>()
  const once = (column: ValueIds): ValueIds => {
    const known = shared.get(column) ?? share(column)
    shared.set(column, known)
    return known
  }
  const limits = {
    maxRows: maxBlockRows,
    oversized: { ...oversized, sortBy: oversized.sortBy.map(once) },
  }
  const rules = blocking.map((rule) =>
    'keys' in rule
      ? {
          ...rule,
          keys: rule.keys.map((columns) => columns.map(once)),
          refinements: rule.refinements.map(({ ids }) => once(ids)),
        }
      : { ...rule, sortBy: rule.sortBy.map(once) },
  )
  return { rules, limits }
}

function shareScore({ classes, rarities, names }: ScorePlan): ScorePlan {
  return {
    classes,
    rarities: rarities.map((rarity) => ({
      ...rarity,
      columns: rarity.columns.map((column) => share(column)),
      bits: share(rarity.bits),
    })),
    names: names === null ? null : { ...names, ids: share(names.ids), bits: share(names.bits) },
  }
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
