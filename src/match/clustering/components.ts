/** Connected components of the sure links; those too large to examine are built from their strongest links only. */

import type { ScoredPairs } from '../../engine/engine.ts'
import { UnionFind } from './union-find.ts'

export interface Components {
  /** Members of component k are `members[starts[k] .. starts[k+1])`, ascending; only components of two and more. */
  readonly starts: Uint32Array
  readonly members: Uint32Array
  /** Components that had to be cut because they were larger than `most`. */
  readonly cut: number
}

/** `same`: rows that belong together whatever they weigh, and whatever size that gives. */
export function componentsOf(
  rows: number,
  pairs: ScoredPairs,
  threshold: number,
  most: number,
  same: readonly (readonly [number, number])[] = [],
): Components {
  const sets = new UnionFind(rows)
  for (const [l, r] of same) sets.union(l, r)
  for (let i = 0; i < pairs.l.length; i++) if (pairs.weight[i]! >= threshold) sets.union(pairs.l[i]!, pairs.r[i]!)
  const sizes = new Uint32Array(rows)
  for (let row = 0; row < rows; row++) sizes[sets.find(row)]!++
  let cut = 0
  for (let row = 0; row < rows; row++) if (sizes[row]! > most) cut++
  return { ...listMembers(rows, cut === 0 ? sets : capped(rows, pairs, threshold, most, sets, sizes, same)), cut }
}

/** Strongest links first, and no component grows past `most`; the others stay as they are. */
function capped(
  rows: number,
  pairs: ScoredPairs,
  threshold: number,
  most: number,
  plain: UnionFind,
  plainSizes: Uint32Array,
  same: readonly (readonly [number, number])[],
): UnionFind {
  const sets = new UnionFind(rows)
  const sizes = new Uint32Array(rows).fill(1)
  for (const [l, r] of same) {
    const [a, b] = [sets.find(l), sets.find(r)]
    if (a === b) continue
    sets.union(a, b)
    sizes[Math.min(a, b)] = sizes[a]! + sizes[b]!
  }
  const inLarge: number[] = []
  for (let i = 0; i < pairs.l.length; i++) {
    if (pairs.weight[i]! < threshold) continue
    if (plainSizes[plain.find(pairs.l[i]!)]! > most) inLarge.push(i)
    else sets.union(pairs.l[i]!, pairs.r[i]!)
  }
  inLarge.sort((a, b) => pairs.weight[b]! - pairs.weight[a]! || a - b)
  for (const i of inLarge) {
    const l = sets.find(pairs.l[i]!)
    const r = sets.find(pairs.r[i]!)
    const size = sizes[l]! + sizes[r]!
    if (l === r || size > most) continue
    sets.union(l, r)
    sizes[Math.min(l, r)] = size
  }
  return sets
}

function listMembers(rows: number, sets: UnionFind): { starts: Uint32Array; members: Uint32Array } {
  const sizes = new Uint32Array(rows)
  for (let row = 0; row < rows; row++) sizes[sets.find(row)]!++
  const place = new Int32Array(rows).fill(-1)
  const starts = [0]
  let total = 0
  for (let row = 0; row < rows; row++)
    if (sizes[row]! > 1) {
      place[row] = total
      total += sizes[row]!
      starts.push(total)
    }
  const members = new Uint32Array(total)
  for (let row = 0; row < rows; row++) {
    const root = sets.find(row)
    if (place[root]! >= 0) members[place[root]!++] = row
  }
  return { starts: Uint32Array.from(starts), members }
}
