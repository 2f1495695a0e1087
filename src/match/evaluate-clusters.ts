/** Pairwise precision, recall and F1 of clusters against the truth. */

export interface Evaluation {
  readonly records: number
  readonly clusters: number
  readonly trueClusters: number
  /** Pairs of records in one cluster, in truth one person, and both. */
  readonly foundPairs: number
  readonly truePairs: number
  readonly rightPairs: number
  /** Null where there is nothing to divide by. */
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
}

/** Two labels a record, in the same order. */
export function evaluateClusters(found: readonly string[], truth: readonly string[]): Evaluation {
  const byFound = new Map<string, number>()
  const byTruth = new Map<string, number>()
  const byBoth = new Map<string, number>()
  for (let i = 0; i < found.length; i++) {
    count(byFound, found[i]!)
    count(byTruth, truth[i]!)
    count(byBoth, `${found[i]!.length}:${found[i]}${truth[i]}`)
  }
  const foundPairs = pairsIn(byFound)
  const truePairs = pairsIn(byTruth)
  const rightPairs = pairsIn(byBoth)
  return {
    records: found.length,
    clusters: byFound.size,
    trueClusters: byTruth.size,
    foundPairs,
    truePairs,
    rightPairs,
    precision: share(rightPairs, foundPairs),
    recall: share(rightPairs, truePairs),
    f1: share(2 * rightPairs, foundPairs + truePairs),
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function pairsIn(counts: ReadonlyMap<string, number>): number {
  let pairs = 0
  for (const n of counts.values()) pairs += (n * (n - 1)) / 2
  return pairs
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
