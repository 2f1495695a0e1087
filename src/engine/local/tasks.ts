/** What threads do for the engine: each task is cut into chunks, and every thread takes chunks until there are none. */

import { mixRows } from '../../base/mix-rows.ts'
import { type ComparableRows, type ComparePairs, openComparisons } from '../compare-pairs.ts'
import type { PatternCounts } from '../engine.ts'
import { evidenceOf, openScorer, type PairScorer } from '../score-pairs.ts'
import type { ScorePlan } from '../score-plan.ts'
import { type BlockLimits, type Blocks, blockBuilder, type Lane, type SharedRule } from './blocks.ts'
import { BATCH, candidateWalk, type OnBatch } from './candidates.ts'
import { type ChunkPairs, PairPacker, type PatternTable } from './chunk-pairs.ts'
import { KeptPairs, type WeighedPairs } from './kept-pairs.ts'
import type { Bars, ListedPairs } from './pair-list.ts'
import { PatternCounter } from './pattern-counter.ts'

/** What all threads know; it lies in shared memory and is told piece by piece. */
export interface Known {
  readonly rows: ComparableRows
  readonly bars: Bars
  /** Null: every pair is a candidate. */
  readonly lanes: readonly Lane[] | null
  readonly score: ScorePlan
}

/** One thread's view: what is known, and what the thread itself has made of it. */
export class Workplace {
  #known: Partial<Known> = {}
  #compare: ComparePairs | null = null
  #scorer: PairScorer | null = null
  readonly word0 = new Uint32Array(BATCH)
  readonly word1 = new Uint32Array(BATCH)
  readonly patterns = new Uint32Array(BATCH)

  learn(known: Partial<Known>): void {
    this.#known = { ...this.#known, ...known }
    if (known.rows !== undefined) this.#compare = null
    if (known.score !== undefined) this.#scorer = null
  }

  get known(): Known {
    return this.#known as Known
  }

  /** Leaves the patterns in `word0` and `word1`. */
  compare(l: Uint32Array, r: Uint32Array, count: number): void {
    this.#compare ??= openComparisons(this.known.rows)
    this.#compare(l, r, count, this.word0, this.word1)
  }

  get scorer(): PairScorer {
    this.#scorer ??= openScorer(this.known.score)
    return this.#scorer
  }

  openWalk(): (from: number, to: number, onBatch: OnBatch) => void {
    const { rows, lanes, bars } = this.known
    return candidateWalk({ rows: rows.rows, lanes, ...bars })
  }
}

/** Gives the number of the next chunk to do, −1 when none is left. */
export type Take = () => number

export const ROWS_PER_CHUNK = 4096
export const PAIRS_PER_CHUNK = 8 * BATCH

export interface TaskInputs {
  readonly buildBlocks: {
    readonly rows: number
    readonly rules: readonly SharedRule[]
    readonly limits: BlockLimits
  }
  readonly comparePairs: { readonly rate: number; readonly keep: boolean }
  readonly compareListed: ListedPairs
  readonly listPatterns: ListedPairs & { readonly word0: Uint32Array; readonly word1: Uint32Array }
  readonly scoreCandidates: { readonly threshold: number }
  /** Each chunk with the number of its table. */
  readonly scoreCompared: {
    readonly threshold: number
    readonly chunks: readonly (ChunkPairs & { readonly table: number })[]
    readonly tables: readonly PatternTable[]
  }
  readonly judgeListed: ListedPairs & {
    readonly needed: number
    readonly weight: Float64Array
    readonly evidence: Float64Array
  }
}

export interface TaskResults {
  readonly buildBlocks: readonly (Blocks & { readonly no: number })[]
  readonly comparePairs: {
    readonly counts: PatternCounts
    readonly table: PatternTable
    readonly compared: readonly ChunkPairs[]
  }
  readonly compareListed: PatternCounts
  readonly listPatterns: null
  readonly scoreCandidates: readonly ScoredChunk[]
  readonly scoreCompared: readonly ScoredChunk[]
  readonly judgeListed: null
}

interface ScoredChunk extends WeighedPairs {
  readonly chunk: number
}

export type TaskName = keyof TaskInputs

type Tasks = { readonly [Name in TaskName]: (at: Workplace, input: TaskInputs[Name], take: Take) => TaskResults[Name] }

export const TASKS: Tasks = {
  buildBlocks(_, { rows, rules, limits }, take) {
    const build = blockBuilder(rows, limits)
    return chunksOf(take, (no) => ({ no, ...build(rules[no]!) }))
  },

  comparePairs(at, { rate, keep }, take) {
    const walk = at.openWalk()
    const counter = new PatternCounter()
    const packer = keep ? new PairPacker() : null
    const compared = chunksOf(take, (chunk) => {
      walk(...rowsOf(chunk, at), (l, r, count) => {
        const drawn = rate < 1 ? drawPairs(l, r, count, rate) : count
        at.compare(l, r, drawn)
        countPairs(counter, at, drawn)
        packer?.add(l, r, at.patterns, drawn)
      })
      return packer?.finish(chunk) ?? []
    })
    return { counts: counter.finish(), table: counter.table(), compared: compared.flat() }
  },

  compareListed(at, pairs, take) {
    const counter = new PatternCounter()
    for (const [l, r] of batchesOf(pairs, take)) {
      at.compare(l, r, l.length)
      countPairs(counter, at, l.length)
    }
    return counter.finish()
  },

  listPatterns(at, { word0, word1, ...pairs }, take) {
    for (const [l, r, from] of batchesOf(pairs, take)) {
      at.compare(l, r, l.length)
      word0.set(at.word0.subarray(0, l.length), from)
      word1.set(at.word1.subarray(0, l.length), from)
    }
    return null
  },

  scoreCandidates(at, { threshold }, take) {
    const walk = at.openWalk()
    const kept = new KeptPairs(at.scorer, threshold)
    return chunksOf(take, (chunk) => {
      walk(...rowsOf(chunk, at), (l, r, count) => {
        at.compare(l, r, count)
        kept.score(l, r, at.word0, at.word1, count)
      })
      return { chunk, ...kept.finish() }
    })
  },

  scoreCompared({ scorer }, { threshold, chunks, tables }, take) {
    const kept = new KeptPairs(scorer, threshold)
    const known = tables.map(({ word0, word1 }) => word0.map((word, i) => scorer.patternOf(word, word1[i]!)))
    return chunksOf(take, (no) => {
      const { chunk, table, l, r, patterns } = chunks[no]!
      kept.scoreKnown(l, r, patterns, known[table]!)
      return { chunk, ...kept.finish() }
    })
  },

  judgeListed(at, { needed, weight, evidence, ...pairs }, take) {
    const { scorer, word0, word1 } = at
    for (const [l, r, from] of batchesOf(pairs, take)) {
      at.compare(l, r, l.length)
      for (let i = 0; i < l.length; i++) {
        weight[from + i] = scorer.weigh(scorer.patternOf(word0[i]!, word1[i]!), l[i]!, r[i]!, -Infinity)
        evidence[from + i] = evidenceOf(scorer.againstChance(), scorer.againstRelatives(), needed)
      }
    }
    return null
  },
}

function chunksOf<T>(take: Take, work: (chunk: number) => T): T[] {
  const done: T[] = []
  for (let chunk = take(); chunk >= 0; chunk = take()) done.push(work(chunk))
  return done
}

function rowsOf(chunk: number, { known }: Workplace): [from: number, to: number] {
  return [chunk * ROWS_PER_CHUNK, Math.min(known.rows.rows, (chunk + 1) * ROWS_PER_CHUNK)]
}

/** Batches of the listed pairs, each with the place it begins at. */
function* batchesOf(
  { l, r, count }: ListedPairs,
  take: Take,
): IterableIterator<readonly [l: Uint32Array, r: Uint32Array, from: number]> {
  for (let chunk = take(); chunk >= 0; chunk = take()) {
    const end = Math.min(count, (chunk + 1) * PAIRS_PER_CHUNK)
    for (let from = chunk * PAIRS_PER_CHUNK; from < end; from += BATCH) {
      const to = Math.min(end, from + BATCH)
      yield [l.subarray(from, to), r.subarray(from, to), from]
    }
  }
}

/** Moves the pairs that chance keeps to the front, by a hash of their rows, whatever thread looks at them; returns how many. */
function drawPairs(l: Uint32Array, r: Uint32Array, count: number, rate: number): number {
  const limit = rate * 2 ** 32
  let kept = 0
  for (let i = 0; i < count; i++)
    if (mixRows(l[i]!, r[i]!) < limit) {
      l[kept] = l[i]!
      r[kept++] = r[i]!
    }
  return kept
}

/** Counts the patterns and leaves their numbers in `patterns`. */
function countPairs(counter: PatternCounter, { word0, word1, patterns }: Workplace, count: number): void {
  for (let i = 0; i < count; i++) patterns[i] = counter.add(word0[i]!, word1[i]!)
}
