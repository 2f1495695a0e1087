/** The engine in this process: blocks, compares and scores on typed arrays. */

import { openComparison } from '../comparisons/open-comparison.ts'
import type { Engine, PairScorer, PatternCounts, RuleCount } from '../engine.ts'
import { LEVEL_BITS, LEVELS_PER_WORD, type MatchPlan } from '../plan.ts'
import { type Blocks, buildBlocks } from './blocks.ts'
import { KeptPairs } from './kept-pairs.ts'
import { mixRows } from './mix-rows.ts'
import { BATCH, type OnBatch, walkAll, walkCandidates } from './pair-walk.ts'
import { PatternCounter } from './pattern-counter.ts'
import { walkSharing } from './sharing-pairs.ts'

export function openLocalEngine(plan: MatchPlan): Engine {
  const isSmall = (plan.rows * (plan.rows - 1)) / 2 <= plan.allPairsUpTo
  let built: readonly Blocks[] | null = null
  const blocks = () => {
    built ??= plan.blocking.map((rule) => buildBlocks(rule, plan.maxBlockRows, plan.maxPairsPerRow))
    return built
  }
  const walk = (onBatch: OnBatch) => (isSmall ? walkAll(plan, onBatch) : walkCandidates(plan, blocks(), onBatch))
  const compare = patternsOf(plan)
  let known: KnownPairs | null = null
  return {
    countCandidates: () => (isSmall ? [allPairs(plan.rows)] : blocks().map(ruleCount)),
    countPatterns(rate) {
      if (rate < 1) return countSampled(walk, compare, rate)
      known ??= comparePairs(walk, compare)
      return countKnown(known)
    },
    countRandomPatterns: (pairs) => countRandom(plan, compare, pairs),
    countSharingPatterns(ids, most) {
      const counter = new PatternCounter()
      const pairs = walkSharing(plan, ids, most, countInto(counter, compare))
      return { patterns: counter.finish(), pairs }
    },
    scorePairs(scorer, threshold) {
      const kept = new KeptPairs(scorer, threshold)
      if (known) for (const { l, r, word0, word1 } of known) kept.score(l, r, word0, word1, l.length)
      else
        walk((l, r, count) => {
          compare(l, r, count)
          kept.score(l, r, compare.word0, compare.word1, count)
        })
      return kept.finish()
    },
    scoreGiven: (scorer, l, r) => scoreGiven(compare, scorer, l, r),
    patternOf(l, r) {
      compare(Uint32Array.of(l), Uint32Array.of(r), 1)
      return [compare.word0[0]!, compare.word1[0]!]
    },
  }
}

const allPairs = (rows: number): RuleCount => ({
  rule: 'every pair',
  pairs: (rows * (rows - 1)) / 2,
  refinedBlocks: 0,
  givenUpPairs: 0,
})

const ruleCount = ({ name, pairs, refinedBlocks, givenUpPairs }: Blocks): RuleCount => ({
  rule: name,
  pairs,
  refinedBlocks,
  givenUpPairs,
})

/** Fills `word0` and `word1` with the patterns of the first `count` pairs (at most BATCH). */
interface ComparePairs {
  (l: Uint32Array, r: Uint32Array, count: number): void
  readonly word0: Uint32Array
  readonly word1: Uint32Array
}

function patternsOf(plan: MatchPlan): ComparePairs {
  const comparisons = plan.comparisons.map(openComparison)
  const word0 = new Uint32Array(BATCH)
  const word1 = new Uint32Array(BATCH)
  const compare = (l: Uint32Array, r: Uint32Array, count: number) => {
    word0.fill(0, 0, count)
    word1.fill(0, 0, count)
    for (const [c, levelOf] of comparisons.entries()) {
      const words = c < LEVELS_PER_WORD ? word0 : word1
      const shift = (c % LEVELS_PER_WORD) * LEVEL_BITS
      for (let i = 0; i < count; i++) words[i]! |= levelOf(l[i]!, r[i]!) << shift
    }
  }
  return Object.assign(compare, { word0, word1 })
}

/** Patterns of a sample; without keeping the pairs, for there are too many. */
function countSampled(walk: (onBatch: OnBatch) => void, compare: ComparePairs, rate: number): PatternCounts {
  const counter = new PatternCounter()
  const limit = rate * 2 ** 32
  walk((l, r, count) => {
    let kept = 0
    for (let i = 0; i < count; i++)
      if (rate >= 1 || mixRows(l[i]!, r[i]!) < limit) {
        l[kept] = l[i]!
        r[kept++] = r[i]!
      }
    compare(l, r, kept)
    for (let i = 0; i < kept; i++) counter.add(compare.word0[i]!, compare.word1[i]!)
  })
  return counter.finish()
}

function countInto(counter: PatternCounter, compare: ComparePairs): OnBatch {
  return (l, r, count) => {
    compare(l, r, count)
    for (let i = 0; i < count; i++) counter.add(compare.word0[i]!, compare.word1[i]!)
  }
}

function countRandom(plan: MatchPlan, compare: ComparePairs, pairs: number): PatternCounts {
  const counter = new PatternCounter()
  const onBatch = countInto(counter, compare)
  const n = plan.rows
  if ((n * (n - 1)) / 2 <= pairs) {
    walkAll(plan, onBatch)
    return counter.finish()
  }
  const l = new Uint32Array(BATCH)
  const r = new Uint32Array(BATCH)
  let count = 0
  for (let i = 0; i < pairs; i++) {
    // One row in turn, the other by chance: as even as two by chance, and half the memory to run about in.
    const a = Math.floor((i / pairs) * n)
    const b = Math.floor((mixRows(i, 0x2f6e2b1) / 2 ** 32) * n)
    if (a === b || (plan.sources[a] === plan.sources[b] && plan.noPairsWithin.has(plan.sources[a]!))) continue
    l[count] = Math.min(a, b)
    r[count] = Math.max(a, b)
    if (++count === BATCH) {
      onBatch(l, r, count)
      count = 0
    }
  }
  onBatch(l, r, count)
  return counter.finish()
}

/** Candidate pairs with their patterns, so that what was counted is not compared again to be scored. */
type KnownPairs = readonly {
  readonly l: Uint32Array
  readonly r: Uint32Array
  readonly word0: Uint32Array
  readonly word1: Uint32Array
}[]

function comparePairs(walk: (onBatch: OnBatch) => void, compare: ComparePairs): KnownPairs {
  const known: KnownPairs[number][] = []
  walk((l, r, count) => {
    compare(l, r, count)
    known.push({
      l: l.slice(0, count),
      r: r.slice(0, count),
      word0: compare.word0.slice(0, count),
      word1: compare.word1.slice(0, count),
    })
  })
  return known
}

function countKnown(known: KnownPairs): PatternCounts {
  const counter = new PatternCounter()
  for (const { l, word0, word1 } of known) for (let i = 0; i < l.length; i++) counter.add(word0[i]!, word1[i]!)
  return counter.finish()
}

function scoreGiven(compare: ComparePairs, scorer: PairScorer, l: Uint32Array, r: Uint32Array): Float64Array {
  const weights = new Float64Array(l.length)
  for (let from = 0; from < l.length; from += BATCH) {
    const count = Math.min(BATCH, l.length - from)
    const batchL = l.subarray(from, from + count)
    const batchR = r.subarray(from, from + count)
    compare(batchL, batchR, count)
    for (let i = 0; i < count; i++)
      weights[from + i] = scorer.weigh(compare.word0[i]!, compare.word1[i]!, batchL[i]!, batchR[i]!)
  }
  return weights
}
