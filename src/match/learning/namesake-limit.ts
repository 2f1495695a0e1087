/**
 * How many pairs of one name can be namesakes at all: names that hardly ever meet by chance show how many records of one name a
 * person has, and what common names have beyond that is namesakes.
 */

import type { MatchPlan } from '../../engine/plan.ts'
import type { Comparison } from '../comparisons.ts'
import { frequenciesOf } from './chance-agreement.ts'

/** Names by the records that would have them by chance, as powers of two; those below and above go with the last. */
const LEAST_POWER = -12
const MOST_POWER = 12
/**
 * In this range pairs of one name grow with what chance makes of them, by a line. In rarer names slips make most of the names,
 * and commoner ones say little of what is left where chance makes nothing.
 */
const ON_THE_LINE = { from: -4, to: 1 } as const
/** With fewer pairs of such names nothing is said. */
const LEAST_PAIRS = 60

/** Pairs of one first and last name that are two people, at most; null where the data do not tell. */
export function mostNamesakes(
  plan: Pick<MatchPlan, 'sources' | 'noPairsWithin'>,
  comparisons: readonly Comparison[],
): number | null {
  const family = comparisons.find((c) => c.fullNames !== null)
  if (family?.fullNames == null) return null
  const ids = family.fullNames
  const [first, last] = family.columns as [Uint32Array, Uint32Array]
  const counts = frequenciesOf([ids])
  const [ofFirst, ofLast] = [frequenciesOf([first]), frequenciesOf([last])]
  const rows = counts.reduce((sum, n) => sum + n, 0)
  const powers = MOST_POWER - LEAST_POWER + 1
  const records = new Float64Array(powers)
  const byChance = new Float64Array(powers)
  const powerOf = new Uint8Array(counts.length)
  for (let row = 0; row < ids.length; row++) {
    if (ids[row] === 0) continue
    const [a, b] = [ofFirst[first[row]!]!, ofLast[last[row]!]!]
    const power = Math.round(Math.log2((a * b) / rows))
    const at = Math.max(LEAST_POWER, Math.min(MOST_POWER, power)) - LEAST_POWER
    powerOf[ids[row]!] = at
    records[at]!++
    byChance[at]! += ((a - 1) * (b - 1)) / rows / 2
  }
  const pairs = pairsByPower(plan, ids, counts, powerOf, powers)
  const line = fitLine(pairs, records, byChance)
  if (line === null) return null
  const from = ON_THE_LINE.from - LEAST_POWER
  return pairs.reduce(
    (sum, n, at) => sum + (at < from ? line.perChance * byChance[at]! : Math.max(0, n - line.ofOne * records[at]!)),
    0,
  )
}

/**
 * Pairs of one name a record, by how many chance makes: where it makes none they are one person's, and what it makes are
 * namesakes. Least squares, each power weighed by the pairs expected; null with too few of them.
 */
function fitLine(
  pairs: Float64Array,
  records: Float64Array,
  byChance: Float64Array,
): { readonly ofOne: number; readonly perChance: number } | null {
  const inRange = (by: Float64Array) => by.subarray(ON_THE_LINE.from - LEAST_POWER, ON_THE_LINE.to - LEAST_POWER + 1)
  const [y, n, chance] = [inRange(pairs), inRange(records), inRange(byChance)]
  const sum = (by: Float64Array) => by.reduce((total, one) => total + one, 0)
  if (sum(y) < LEAST_PAIRS) return null
  const typical = sum(y) / sum(n)
  const weight = n.map((count, i) => (count === 0 ? 0 : count / (typical + chance[i]! / count)))
  const mean = (of: (i: number) => number) =>
    weight.reduce((total, w, i) => total + (w === 0 ? 0 : w * of(i)), 0) / sum(weight)
  const x = (i: number) => chance[i]! / n[i]!
  const [meanX, meanY] = [mean(x), mean((i) => y[i]! / n[i]!)]
  const spread = mean((i) => (x(i) - meanX) ** 2)
  const perChance = spread === 0 ? 1 : mean((i) => (x(i) - meanX) * (y[i]! / n[i]! - meanY)) / spread
  const steep = Math.max(0, Math.min(perChance, meanY / Math.max(meanX, Number.MIN_VALUE)))
  return { ofOne: meanY - steep * meanX, perChance: steep }
}

/** Pairs of one name that may be made, by the name's power. */
function pairsByPower(
  { sources, noPairsWithin }: Pick<MatchPlan, 'sources' | 'noPairsWithin'>,
  ids: Uint32Array,
  counts: Uint32Array,
  powerOf: Uint8Array,
  powers: number,
): Float64Array {
  const pairs = new Float64Array(powers)
  const add = (of: Uint32Array, sign: number) => {
    for (let id = 1; id < of.length; id++) pairs[powerOf[id]!]! += (sign * of[id]! * (of[id]! - 1)) / 2
  }
  add(counts, 1)
  for (const source of noPairsWithin) {
    const within = new Uint32Array(counts.length)
    for (let row = 0; row < ids.length; row++) if (sources[row] === source && ids[row] !== 0) within[ids[row]!]!++
    add(within, -1)
  }
  return pairs
}
