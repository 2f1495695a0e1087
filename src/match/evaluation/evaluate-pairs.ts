/** How far the probabilities of scored pairs can be trusted, and what threshold the truth would have chosen. */

export interface PairEvaluation {
  /** Scored pairs whose records are both in the truth. */
  readonly pairs: number
  readonly rightPairs: number
  /** True pairs that are not among the scored ones: missed by blocking, or below the review threshold; and their share. */
  readonly trueOutside: number
  readonly trueOutsideShare: number | null
  readonly buckets: readonly Bucket[]
  /** Mean distance between probability and share right over the buckets, weighted by their pairs; null without pairs. */
  readonly calibrationError: number | null
  /** Pairs that were decided `sure`; null where the file does not say. */
  readonly sure: Correctness | null
  /** The threshold with the highest pairwise F1; null where no scored pair is right. */
  readonly best: (Correctness & { readonly weight: number; readonly probability: number }) | null
}

export interface Bucket {
  /** Probabilities from `from` to below `to`; the last one includes 1. */
  readonly from: number
  readonly to: number
  readonly pairs: number
  /** Null where the bucket is empty. */
  readonly meanProbability: number | null
  readonly shareRight: number | null
}

/** Of a choice of pairs, before clustering adds or cuts any. */
export interface Correctness {
  readonly pairs: number
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
}

/** Narrow where thresholds usually stand, so that what lies near 1 is not one heap. */
const EDGES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1]
const BUCKETS = EDGES.length - 1

/** Takes pairs one by one, in any order; keeps one number each. */
export class PairTally {
  readonly #pairs = new Float64Array(BUCKETS)
  readonly #right = new Float64Array(BUCKETS)
  readonly #probability = new Float64Array(BUCKETS)
  readonly #rightWeights = new Weights()
  readonly #wrongWeights = new Weights()
  #sure = 0
  #sureRight = 0
  #hasDecisions = false

  /** `weight` in bits; `isSure`: null where it is not known. */
  add(pair: { probability: number; weight: number; isRight: boolean; isSure: boolean | null }): void {
    const bucket = bucketOf(pair.probability)
    this.#pairs[bucket]!++
    this.#probability[bucket]! += pair.probability
    if (pair.isRight) this.#right[bucket]!++
    const weights = pair.isRight ? this.#rightWeights : this.#wrongWeights
    weights.push(pair.weight)
    if (pair.isSure === null) return
    this.#hasDecisions = true
    if (!pair.isSure) return
    this.#sure++
    if (pair.isRight) this.#sureRight++
  }

  /** `truePairs`: all pairs of records of one person, scored or not. */
  finish(truePairs: number): PairEvaluation {
    const right = this.#rightWeights.sorted()
    const wrong = this.#wrongWeights.sorted()
    const pairs = right.length + wrong.length
    const buckets = Array.from({ length: BUCKETS }, (_, i): Bucket => {
      const n = this.#pairs[i]!
      return {
        from: EDGES[i]!,
        to: EDGES[i + 1]!,
        pairs: n,
        meanProbability: share(this.#probability[i]!, n),
        shareRight: share(this.#right[i]!, n),
      }
    })
    const distance = buckets.reduce(
      (sum, b) => sum + b.pairs * Math.abs((b.meanProbability ?? 0) - (b.shareRight ?? 0)),
      0,
    )
    return {
      pairs,
      rightPairs: right.length,
      trueOutside: truePairs - right.length,
      trueOutsideShare: share(truePairs - right.length, truePairs),
      buckets,
      calibrationError: share(distance, pairs),
      sure: this.#hasDecisions ? correctness(this.#sureRight, this.#sure, truePairs) : null,
      best: bestThreshold(right, wrong, truePairs),
    }
  }
}

function bucketOf(probability: number): number {
  let bucket = 0
  while (bucket < BUCKETS - 1 && probability >= EDGES[bucket + 1]!) bucket++
  return bucket
}

/** F1 only rises where a right pair is let in, so only their weights need a look; of equally good ones the highest. */
function bestThreshold(right: Float64Array, wrong: Float64Array, truePairs: number): PairEvaluation['best'] {
  let best: PairEvaluation['best'] = null
  let w = wrong.length
  for (let i = right.length - 1; i >= 0; i--) {
    if (i > 0 && right[i - 1] === right[i]) continue
    const weight = right[i]!
    while (w > 0 && wrong[w - 1]! >= weight) w--
    const isRight = right.length - i
    const found = correctness(isRight, isRight + wrong.length - w, truePairs)
    if (best === null || found.f1! > best.f1!) best = { ...found, weight, probability: 1 / (1 + 2 ** -weight) }
  }
  return best
}

function correctness(right: number, pairs: number, truePairs: number): Correctness {
  return {
    pairs,
    precision: share(right, pairs),
    recall: share(right, truePairs),
    f1: share(2 * right, pairs + truePairs),
  }
}

/** A growing list of numbers: millions come, and an array of objects would not do. */
class Weights {
  #values = new Float64Array(1024)
  #length = 0

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const bigger = new Float64Array(this.#length * 2)
      bigger.set(this.#values)
      this.#values = bigger
    }
    this.#values[this.#length++] = value
  }

  sorted(): Float64Array {
    return this.#values.subarray(0, this.#length).sort()
  }
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
