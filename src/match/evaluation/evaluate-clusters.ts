/** How right clusters are against the truth: by pairs, by records (B-cubed) and by whole clusters. */

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
  /** B-cubed (Bagga and Baldwin 1998): of a record's cluster the share that is its person; of its person the share in its cluster; mean over records. */
  readonly bcubedPrecision: number | null
  readonly bcubedRecall: number | null
  /** Clusters that hold all records of one person and no other. */
  readonly exactClusters: number
  /** Of the found clusters, and of the true ones, the share that is exact. */
  readonly exactShareFound: number | null
  readonly exactShareTrue: number | null
}

/** Two labels a record, in the same order: whole numbers from 0 on. */
export function evaluateClusters(found: Uint32Array, truth: Uint32Array): Evaluation {
  const foundSizes = sizesOf(found)
  const trueSizes = sizesOf(truth)
  const foundPairs = pairsIn(foundSizes)
  const truePairs = pairsIn(trueSizes)
  let rightPairs = 0
  let exactClusters = 0
  let purity = 0
  let completeness = 0
  eachOverlap(found, truth, (cluster, person, n) => {
    rightPairs += (n * (n - 1)) / 2
    purity += n ** 2 / foundSizes[cluster]!
    completeness += n ** 2 / trueSizes[person]!
    if (n === foundSizes[cluster] && n === trueSizes[person]) exactClusters++
  })
  const records = found.length
  const clusters = used(foundSizes)
  const trueClusters = used(trueSizes)
  return {
    records,
    clusters,
    trueClusters,
    foundPairs,
    truePairs,
    rightPairs,
    precision: share(rightPairs, foundPairs),
    recall: share(rightPairs, truePairs),
    f1: share(2 * rightPairs, foundPairs + truePairs),
    bcubedPrecision: share(purity, records),
    bcubedRecall: share(completeness, records),
    exactClusters,
    exactShareFound: share(exactClusters, clusters),
    exactShareTrue: share(exactClusters, trueClusters),
  }
}

/** Records that a cluster and a person have in common, where there are any. */
function eachOverlap(
  found: Uint32Array,
  truth: Uint32Array,
  visit: (cluster: number, person: number, n: number) => void,
): void {
  const people = greatest(truth) + 1
  // Sorted numbers instead of a Map: no limit on entries, and a tenth of the memory.
  const both = new Float64Array(found.length)
  for (let i = 0; i < both.length; i++) both[i] = found[i]! * people + truth[i]!
  both.sort()
  let from = 0
  for (let i = 1; i <= both.length; i++) {
    if (i < both.length && both[i] === both[from]) continue
    visit(Math.floor(both[from]! / people), both[from]! % people, i - from)
    from = i
  }
}

function sizesOf(labels: Uint32Array): Float64Array {
  const sizes = new Float64Array(greatest(labels) + 1)
  for (const label of labels) sizes[label]!++
  return sizes
}

function greatest(labels: Uint32Array): number {
  let most = -1
  for (const label of labels) if (label > most) most = label
  return most
}

function used(sizes: Float64Array): number {
  let n = 0
  for (const size of sizes) if (size > 0) n++
  return n
}

function pairsIn(sizes: Float64Array): number {
  let pairs = 0
  for (const n of sizes) pairs += (n * (n - 1)) / 2
  return pairs
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
