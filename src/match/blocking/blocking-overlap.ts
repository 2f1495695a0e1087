/** By how many blocking rules sure pairs were found, which tells of the pairs that no rule found. */

import { type KeyColumn, valueAt } from '../../engine/key-column.ts'
import type { KeyRule } from '../../engine/plan.ts'

/** Enough for a share of one in a thousand to be known within a sixth. */
const SAMPLE = 50_000

/**
 * Of the pairs that weigh at least `sureBits`: how many share a key of exactly k rules, at index k. Of many pairs every
 * n-th is looked at and counts for n. Keys are those before large blocks were split.
 */
export function countFindingRules(
  rules: readonly Pick<KeyRule, 'keys'>[],
  pairs: { readonly l: Uint32Array; readonly r: Uint32Array; readonly weight: Float64Array },
  sureBits: number,
): number[] {
  const foundBy: number[] = new Array(rules.length + 1).fill(0)
  let sure = 0
  for (const weight of pairs.weight) if (weight >= sureBits) sure++
  const step = Math.max(1, Math.ceil(sure / SAMPLE))
  for (let i = 0, seen = 0; i < pairs.l.length; i++) {
    if (pairs.weight[i]! < sureBits || seen++ % step !== 0) continue
    let finding = 0
    for (const rule of rules) if (sharesKey(rule, pairs.l[i]!, pairs.r[i]!)) finding++
    foundBy[finding]! += step
  }
  return foundBy
}

function sharesKey({ keys }: Pick<KeyRule, 'keys'>, l: number, r: number): boolean {
  for (const left of keys) for (const right of keys) if (agreesOn(left, right, l, r)) return true
  return false
}

/** On all columns of a key; what is missing agrees with nothing. */
function agreesOn(left: readonly KeyColumn[], right: readonly KeyColumn[], l: number, r: number): boolean {
  for (let c = 0; c < left.length; c++) {
    const value = valueAt(left[c]!, l)
    if (value === 0 || value !== valueAt(right[c]!, r)) return false
  }
  return true
}
