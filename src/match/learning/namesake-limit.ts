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
/** In this range hardly any two meet by chance, and slips do not make most of the names. */
const RARE = { from: -6, to: -5 } as const
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
  const rare = (by: Float64Array) =>
    by.subarray(RARE.from - LEAST_POWER, RARE.to - LEAST_POWER + 1).reduce((sum, n) => sum + n, 0)
  const ofRare = rare(pairs)
  if (ofRare < LEAST_PAIRS) return null
  const ofOne = Math.max(0, ofRare - rare(byChance)) / rare(records)
  return pairs.reduce((sum, n, at) => sum + Math.max(0, n - ofOne * records[at]!), 0)
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
