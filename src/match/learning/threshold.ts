/** Finds the weight from which pairs are merged: where the expected F1 over the scored pairs is highest. */

import type { ThresholdEvidence } from './model.ts'

export interface FoundThreshold {
  readonly sureBits: number
  readonly evidence: ThresholdEvidence
}

/** `given`: the user's own threshold in bits, else null. */
export function findThreshold(weights: Float64Array, reviewBits: number, given: number | null): FoundThreshold {
  const sorted = weights.slice().sort()
  const probability = sorted.map((bits) => 1 / (1 + 2 ** -bits))
  let allRight = 0
  for (let i = 0; i < sorted.length; i++) allRight += probability[i]!
  let best = { bits: Math.max(0, reviewBits), pairs: 0, right: 0, f1: -1 }
  let right = 0
  for (let i = sorted.length - 1; i >= 0; i--) {
    right += probability[i]!
    const isLastOfTies = i === 0 || sorted[i - 1] !== sorted[i]
    const isGivenEdge = given !== null && sorted[i]! >= given
    if (!isLastOfTies) continue
    const pairs = sorted.length - i
    const f1 = (2 * right) / (pairs + allRight)
    if (given === null ? f1 > best.f1 && sorted[i]! >= 0 : isGivenEdge) best = { bits: sorted[i]!, pairs, right, f1 }
  }
  return {
    sureBits: given ?? best.bits,
    evidence: { how: given === null ? 'found' : 'given', pairs: best.pairs, expectedRight: best.right },
  }
}
