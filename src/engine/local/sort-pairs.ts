/** Scored pairs in the order of their rows, by two passes of a counting sort. */

import type { ScoredPairs } from '../engine.ts'

export function sortPairs(l: Uint32Array, r: Uint32Array, weight: Float64Array): ScoredPairs {
  const byRight = orderBy(r, Uint32Array.from(r.keys()))
  const order = orderBy(l, byRight)
  return {
    l: Uint32Array.from(order, (i) => l[i]!),
    r: Uint32Array.from(order, (i) => r[i]!),
    weight: Float64Array.from(order, (i) => weight[i]!),
  }
}

/** A stable counting sort of `order` by `keys`. */
function orderBy(keys: Uint32Array, order: Uint32Array): Uint32Array {
  let most = 0
  for (let i = 0; i < keys.length; i++) if (keys[i]! > most) most = keys[i]!
  const next = new Uint32Array(most + 2)
  for (let i = 0; i < keys.length; i++) next[keys[i]! + 1]!++
  for (let k = 0; k <= most; k++) next[k + 1]! += next[k]!
  const sorted = new Uint32Array(order.length)
  for (let i = 0; i < order.length; i++) sorted[next[keys[order[i]!]!]!++] = order[i]!
  return sorted
}
