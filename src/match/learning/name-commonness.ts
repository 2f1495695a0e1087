/**
 * How far one full name speaks for one person, by how often the name stands in the data and how often its parts would
 * meet by chance: of the pairs that share a name of each sort, the share that are one person.
 */

import { mixRows } from '../../base/mix-rows.ts'
import type { Engine, PatternCounts } from '../../engine/engine.ts'
import { PairInterner } from '../../engine/pair-interner.ts'
import type { MatchPlan } from '../../engine/plan.ts'
import { weighPattern } from '../../engine/score-plan.ts'
import type { Comparison } from '../comparisons.ts'
import { frequenciesOf, rowsWithValue } from './chance-agreement.ts'
import type { MatchModel } from './model.ts'
import { classTables } from './weigh-pattern.ts'

/** Upper ends of the sorts by how many records have the name, and, as powers of two, by how many would by chance. */
const COUNT_ENDS = [2, 4, 8, 16, 64, Number.POSITIVE_INFINITY]
const LEAST_POWER = -6
const MOST_POWER = 6
const POWERS = MOST_POWER - LEAST_POWER + 1
/** How many sorts there are. */
export const NAME_SORTS = COUNT_ENDS.length * POWERS

/** Pairs looked at of each sort. */
const PAIRS_PER_SORT = 1500
const ROUNDS = 40
/** No sort of name says more than this, in bits, whatever was seen. */
const MOST_BITS = 10

export interface NameSorts {
  readonly ids: Uint32Array
  /** By full name; names on one record are of the sort of those on two. */
  readonly sortOf: Uint8Array
  readonly counts: Uint32Array
}

/** By column of full names: asked for when weights are learned and when they are put to use, and no column ever changes. */
const known = new WeakMap<Uint32Array, NameSorts>()

/** Null where the data have no full names. */
export function sortNames(comparisons: readonly Comparison[]): NameSorts | null {
  const family = comparisons.find((c) => c.fullNames !== null)
  if (family?.fullNames == null) return null
  const [first, last] = family.columns as [Uint32Array, Uint32Array]
  const sorts = known.get(family.fullNames) ?? sortFullNames(family.fullNames, first, last)
  known.set(family.fullNames, sorts)
  return sorts
}

function sortFullNames(ids: Uint32Array, first: Uint32Array, last: Uint32Array): NameSorts {
  const counts = frequenciesOf([ids])
  const [ofFirst, ofLast] = [frequenciesOf([first]), frequenciesOf([last])]
  const rows = Math.max(1, rowsWithValue([ids]))
  const sortOf = new Uint8Array(counts.length)
  const isSorted = new Uint8Array(counts.length)
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row]!
    if (id === 0 || isSorted[id] === 1) continue
    const byChance = Math.round(Math.log2((ofFirst[first[row]!]! * ofLast[last[row]!]!) / rows))
    const power = Math.max(LEAST_POWER, Math.min(MOST_POWER, byChance))
    sortOf[id] = stepOf(counts[id]!) * POWERS + power - LEAST_POWER
    isSorted[id] = 1
  }
  return { ids, sortOf, counts }
}

function stepOf(count: number): number {
  let step = 0
  while (count > COUNT_ENDS[step]!) step++
  return step
}

type WeightModel = Pick<MatchModel, 'comparisons' | 'shares' | 'own'>

/** Pairs that share a full name, drawn evenly from each sort, and how they agree. */
export interface PairsOfNames {
  readonly sorts: Uint8Array
  readonly word0: Uint32Array
  readonly word1: Uint32Array
  /** Pairs that each drawn one of a sort stands for. */
  readonly scale: Float64Array
  /** Records with the name of an average pair of one name. */
  readonly meanCount: number
}

export function drawNamePairs(engine: Engine, plan: MatchPlan, names: NameSorts): PairsOfNames {
  const { l, r, sorts, pairsOf } = drawPairs(plan, names)
  const drawn = new Float64Array(NAME_SORTS)
  for (const sort of sorts) drawn[sort]!++
  return {
    ...engine.patternsOf(l, r),
    sorts: Uint8Array.from(sorts),
    scale: drawn.map((n, sort) => (n === 0 ? 0 : pairsOf[sort]! / n)),
    meanCount: meanCount(names.counts),
  }
}

/** Up to this power names are rare: of the pairs that share one, hardly any are two people. */
const RARE_POWER = -5

/** Patterns of the pairs that share a rare full name; together they weigh as the pairs looked at. */
export function patternsOfRareNames({ sorts, word0, word1, scale }: PairsOfNames): PatternCounts {
  const patterns = new PairInterner(1024)
  const counts: number[] = []
  let looked = 0
  let standing = 0
  for (const [i, sort] of sorts.entries()) {
    if ((sort % POWERS) + LEAST_POWER > RARE_POWER) continue
    const id = patterns.intern(word0[i]!, word1[i]!)
    counts[id] = (counts[id] ?? 0) + scale[sort]!
    looked++
    standing += scale[sort]!
  }
  return {
    word0: Uint32Array.from(counts, (_, id) => patterns.lowOf(id)),
    word1: Uint32Array.from(counts, (_, id) => patterns.highOf(id)),
    counts: Float64Array.from(counts, (count) => (count * looked) / standing),
    pairs: looked,
  }
}

/** Bits to take from the odds of namesakes, by sort; `prior` pairs stand behind what commonness alone suggests. */
export function learnNameBits(drawn: PairsOfNames, model: WeightModel, prior: number): number[] {
  const { shares } = model
  if (shares.namesakes <= 0) return []
  const odds = oddsOf(model, drawn.word0, drawn.word1)
  const overall = shares.namesakes / shares.match
  const mean = drawn.meanCount
  const found: number[] = []
  for (const [step, end] of COUNT_ENDS.entries()) {
    const typical = Number.isFinite(end) ? end : COUNT_ENDS[step - 1]! * 2
    const inStep = Array.from(drawn.sorts).flatMap((sort, i) => (Math.floor(sort / POWERS) === step ? [i] : []))
    const plain = shareOfOne(inStep, odds, 1 / (1 + (overall * typical) / mean), prior)
    for (let power = 0; power < POWERS; power++) {
      const inSort = inStep.filter((i) => drawn.sorts[i] === step * POWERS + power)
      const share = shareOfOne(inSort, odds, plain, prior)
      found.push(clamp(Math.log2(overall) - Math.log2((1 - share) / share)))
    }
  }
  return found
}

const clamp = (bits: number): number => Math.max(-MOST_BITS, Math.min(MOST_BITS, bits))

/** Records with the name of an average pair of one name. */
function meanCount(counts: Uint32Array): number {
  let pairs = 0
  let weighed = 0
  for (const n of counts) {
    pairs += n * (n - 1)
    weighed += n * n * (n - 1)
  }
  return pairs === 0 ? 1 : weighed / pairs
}

interface Drawn {
  readonly l: Uint32Array
  readonly r: Uint32Array
  readonly sorts: readonly number[]
  /** All pairs, by sort. */
  readonly pairsOf: Float64Array
}

/** Pairs of rows of one name, evenly from each sort. */
function drawPairs(plan: MatchPlan, { ids, sortOf, counts }: NameSorts): Drawn {
  const starts = new Uint32Array(counts.length + 1)
  for (let id = 1; id < counts.length; id++) starts[id + 1] = starts[id]! + counts[id]!
  const members = new Uint32Array(starts[counts.length]!)
  const next = starts.slice()
  for (let row = 0; row < ids.length; row++) if (ids[row] !== 0) members[next[ids[row]!]!++] = row
  const pairsOf = new Float64Array(COUNT_ENDS.length * POWERS)
  for (let id = 1; id < counts.length; id++) pairsOf[sortOf[id]!]! += (counts[id]! * (counts[id]! - 1)) / 2
  const l: number[] = []
  const r: number[] = []
  const sorts: number[] = []
  const { sources, noPairsWithin } = plan
  for (let id = 1; id < counts.length; id++) {
    const n = counts[id]!
    const sort = sortOf[id]!
    const pairs = (n * (n - 1)) / 2
    if (pairs === 0) continue
    const wanted = pairs * Math.min(1, PAIRS_PER_SORT / pairsOf[sort]!)
    const take = Math.floor(wanted + mixRows(id, 0x51ed270b) / 2 ** 32)
    for (let k = 0; k < take; k++) {
      // All pairs in turn where all are taken, else by chance.
      const i = wanted === pairs ? rowOfPair(k) : 1 + (mixRows(id, 2 * k) % (n - 1))
      const j = wanted === pairs ? k - (i * (i - 1)) / 2 : mixRows(id, 2 * k + 1) % i
      const a = members[starts[id]! + j]!
      const b = members[starts[id]! + i]!
      if (sources[a] === sources[b] && noPairsWithin.has(sources[a]!)) continue
      l.push(a)
      r.push(b)
      sorts.push(sort)
    }
  }
  return { l: Uint32Array.from(l), r: Uint32Array.from(r), sorts, pairsOf }
}

/** Pairs (i, j), j < i, numbered by i then j: i of pair `k`. */
const rowOfPair = (k: number): number => Math.floor((1 + Math.sqrt(1 + 8 * k)) / 2)

/** Of each pair: the odds that its other fields show namesakes, and juniors with their share, rather than one person. */
function oddsOf(model: WeightModel, word0: Uint32Array, word1: Uint32Array): { namesakes: number; juniors: number }[] {
  const tables = classTables(model)
  const at = (name: string) => tables.findIndex((table) => table.name === name)
  const [namesakes, juniors] = [at('namesakes'), at('juniors')]
  return Array.from(word0, (_, i) => {
    const against = weighPattern(tables, word0[i]!, word1[i]!)
    return {
      namesakes: 2 ** (against[namesakes]! - tables[namesakes]!.prior),
      juniors: juniors < 0 ? 0 : 2 ** against[juniors]!,
    }
  })
}

/** The share of the pairs that are one person, by EM from and drawn towards `start`. */
function shareOfOne(
  pairs: readonly number[],
  odds: readonly { namesakes: number; juniors: number }[],
  start: number,
  prior: number,
): number {
  let share = start
  for (let round = 0; round < ROUNDS; round++) {
    let one = 0
    for (const i of pairs) one += share / (share * (1 + odds[i]!.juniors) + (1 - share) * odds[i]!.namesakes)
    share = Math.min(0.9999, Math.max(0.0001, (one + prior * start) / (pairs.length + prior)))
  }
  return share
}
