/** From scored pairs to clusters: components of sure links, each checked for cohesion on all its pairs. */

import type { Engine, ScoredPairs } from '../../engine/engine.ts'
import type { ScorePlan } from '../../engine/score-plan.ts'
import type { Bonds } from './bonds.ts'
import { areOne, groupMembers } from './cohesion.ts'
import { type Components, componentsOf } from './components.ts'

export interface ClusterInput {
  readonly rows: number
  readonly pairs: ScoredPairs
  readonly sureBits: number
  readonly priorBits: number
  readonly bonds: Pick<Bonds, 'same' | 'mayJoin'>
}

export interface Clusters {
  /** Row → cluster, dense, ranked by smallest row. */
  readonly cluster: Uint32Array
  readonly count: number
  /** Components that cohesion took apart, and those cut for their size. */
  readonly split: number
  readonly cut: number
}

/** Components beyond this many records are built from their strongest links only. */
const MOST_MEMBERS = 80

/** Of what a sure link must say, the share that the pairs of two groups must say on average. */
const NEEDED_SHARE = 0.5

export function clusterRecords(input: ClusterInput, engine: Engine, scores: ScorePlan): Clusters {
  const { rows, pairs, sureBits, priorBits, bonds } = input
  const components = componentsOf(rows, pairs, sureBits, MOST_MEMBERS, bonds.same)
  const sameIn = pairsByComponent(components, bonds.same)
  const inner = innerPairs(components.starts, components.members)
  const judged = engine.judgePairs(scores, (sureBits + priorBits) * NEEDED_SHARE, inner.l, inner.r)
  const root = new Uint32Array(rows)
  for (let row = 0; row < rows; row++) root[row] = row
  let split = 0
  let base = 0
  for (let k = 0; k + 1 < components.starts.length; k++) {
    const from = components.starts[k]!
    const count = components.starts[k + 1]! - from
    if (count === 2 && sameIn.size === 0) {
      const [l, r] = [components.members[from]!, components.members[from + 1]!]
      if (areOne(judged.weight[base]!, judged.evidence[base]!, sureBits) && bonds.mayJoin(l, r)) root[r] = l
      else split++
      base++
      continue
    }
    const member = (i: number) => components.members[from + i]!
    const at = (a: number, b: number) => base + a * count - (a * (a + 1)) / 2 + (b - a - 1)
    const groups = groupMembers(
      count,
      {
        weight: (a, b) => judged.weight[at(a, b)]!,
        evidence: (a, b) => judged.evidence[at(a, b)]!,
        mayJoin: (a, b) => bonds.mayJoin(member(a), member(b)),
        same: sameIn.get(k) ?? [],
      },
      sureBits,
    )
    if (groups.some((group) => group !== groups[0])) split++
    for (let i = 0; i < count; i++) root[member(i)] = member(groups[i]!)
    base += (count * (count - 1)) / 2
  }
  return { ...number(root), split, cut: components.cut }
}

/** Component → pairs of places in it. */
function pairsByComponent(
  { starts, members }: Components,
  same: readonly (readonly [number, number])[],
): ReadonlyMap<number, readonly (readonly [number, number])[]> {
  const found = new Map<number, (readonly [number, number])[]>()
  if (same.length === 0) return found
  const placeOf = new Map<number, readonly [number, number]>()
  for (let k = 0; k + 1 < starts.length; k++)
    for (let i = starts[k]!; i < starts[k + 1]!; i++) placeOf.set(members[i]!, [k, i - starts[k]!])
  for (const [l, r] of same) {
    const [k, a] = placeOf.get(l)!
    found.set(k, [...(found.get(k) ?? []), [a, placeOf.get(r)![1]]])
  }
  return found
}

/** All pairs inside the components, row by row of each triangle. */
function innerPairs(starts: Uint32Array, members: Uint32Array): { l: Uint32Array; r: Uint32Array } {
  let total = 0
  for (let k = 0; k + 1 < starts.length; k++) {
    const n = starts[k + 1]! - starts[k]!
    total += (n * (n - 1)) / 2
  }
  const l = new Uint32Array(total)
  const r = new Uint32Array(total)
  let at = 0
  for (let k = 0; k + 1 < starts.length; k++)
    for (let i = starts[k]!; i < starts[k + 1]!; i++)
      for (let j = i + 1; j < starts[k + 1]!; j++) {
        l[at] = members[i]!
        r[at++] = members[j]!
      }
  return { l, r }
}

function number(root: Uint32Array): { cluster: Uint32Array; count: number } {
  const numbers = new Int32Array(root.length).fill(-1)
  const cluster = new Uint32Array(root.length)
  let count = 0
  for (let row = 0; row < root.length; row++) {
    // The root of a group is its smallest member, so it is met first.
    if (root[row] === row) numbers[row] = count++
    cluster[row] = numbers[root[row]!]!
  }
  return { cluster, count }
}
