/**
 * How the records of one person agree in a field, learned from pairs that are one person by everything but that field: EM over all
 * fields at once can explain pairs that differ in one as two people, all of them or none.
 */

/** Pairs that share a rare name, by pattern. */
export interface PairsOfOne {
  /** `[pattern × comparisons + comparison]`. */
  readonly levels: Uint8Array
  readonly counts: Float64Array
}

export interface LeftOut {
  /** Expected pairs of one person `[comparison][level]`, each comparison judged by the others. */
  readonly agreement: readonly Float64Array[]
  /** The share of each class among the pairs, judged by all comparisons. */
  readonly shares: readonly number[]
}

/** `logs`: `[class][comparison][level]`, the first class one person; `shares`: of the classes among these pairs, to start from. */
export function leaveOneOut(
  { levels, counts }: PairsOfOne,
  logs: readonly (readonly Float64Array[])[],
  shares: readonly number[],
): LeftOut {
  const comparisons = logs[0]!.length
  const agreement = logs[0]!.map((table) => new Float64Array(table.length))
  const totals = shares.map(() => 0)
  const logShares = shares.map((share) => Math.log(share))
  for (let p = 0; p < counts.length; p++) {
    const at = p * comparisons
    const sums = logs.map((tables, k) => tables.reduce((sum, table, c) => sum + table[levels[at + c]!]!, logShares[k]!))
    const all = sums.reduce((total, sum) => total + Math.exp(sum - sums[0]!), 0)
    for (const [k, sum] of sums.entries()) totals[k]! += (counts[p]! * Math.exp(sum - sums[0]!)) / all
    for (let c = 0; c < comparisons; c++) {
      const level = levels[at + c]!
      if (level === 0) continue
      const own = sums[0]! - logs[0]![c]![level]!
      const others = sums.reduce((total, sum, k) => total + Math.exp(sum - logs[k]![c]![level]! - own), 0)
      agreement[c]![level]! += counts[p]! / others
    }
  }
  const pairs = totals.reduce((sum, total) => sum + total, 0)
  return { agreement, shares: pairs === 0 ? shares : totals.map((total) => Math.max(total / pairs, LEAST_SHARE)) }
}

/** No class is ever given up: the fields may yet speak for it. */
const LEAST_SHARE = 1e-3
