/** Two clusters that may be one person: the best pair between them. */

import type { ScoredPairs } from '../../engine/engine.ts'
import { PairInterner } from '../../engine/pair-interner.ts'

export interface PossibleClusters {
  /** `l` below `r`; in ascending order. */
  readonly l: Uint32Array
  readonly r: Uint32Array
  /** Of the best pair. */
  readonly probability: Float64Array
}

/** `decision` 1 marks pairs whose records are in different clusters. */
export function possibleClusters(pairs: ScoredPairs, decision: Uint8Array, cluster: Uint32Array): PossibleClusters {
  const known = new PairInterner(1024)
  const best: number[] = []
  for (let i = 0; i < pairs.l.length; i++) {
    if (decision[i] !== 1) continue
    const a = cluster[pairs.l[i]!]!
    const b = cluster[pairs.r[i]!]!
    const id = known.intern(Math.min(a, b), Math.max(a, b))
    best[id] = Math.max(best[id] ?? -Infinity, pairs.weight[i]!)
  }
  const order = Array.from({ length: known.size }, (_, id) => id).sort(
    (a, b) => known.lowOf(a) - known.lowOf(b) || known.highOf(a) - known.highOf(b),
  )
  return {
    l: Uint32Array.from(order, (id) => known.lowOf(id)),
    r: Uint32Array.from(order, (id) => known.highOf(id)),
    probability: Float64Array.from(order, (id) => 1 / (1 + 2 ** -best[id]!)),
  }
}
