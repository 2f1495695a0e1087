/** RFM scores: one to five by rank, ties always together. */

/** How equal values are ranked: with the worst of them (`min-rank`, so a one-time buyer scores 1) or with their middle. */
export type TieRule = 'min-rank' | 'mid-rank'

/** Which end of the scale is the good one: recency in days is better when lower. */
export type Better = 'higher' | 'lower'

export interface RfmScores {
  readonly r: Uint8Array
  readonly f: Uint8Array
  readonly m: Uint8Array
}

const BANDS = 5

/**
 * Scores 1 (worst) to 5 (best): `1 + floor(5·less/n)`, `less` = how many are strictly worse; under `mid-rank` half of the
 * equal ones count too. Equal values get equal scores and row order changes nothing; a constant column is all one score.
 */
export function scoreByRank(values: Float64Array, better: Better, ties: TieRule = 'min-rank'): Uint8Array {
  const n = values.length
  const sorted = values.slice().sort()
  const scores = new Uint8Array(n)
  for (let i = 0; i < n; i++) {
    const value = values[i]!
    const below = countBelow(sorted, value)
    const upTo = better === 'lower' || ties === 'mid-rank' ? countUpTo(sorted, value) : below
    const less = better === 'higher' ? below : n - upTo
    const equalShare = ties === 'mid-rank' ? (upTo - below) / 2 : 0
    scores[i] = 1 + Math.min(BANDS - 1, Math.floor((BANDS * (less + equalShare)) / n))
  }
  return scores
}

/** Scores customers by days since the last purchase, number of purchases and their sum; the arrays run in parallel. */
export function scoreRfm(
  recencyDays: Float64Array,
  frequency: Float64Array,
  monetaryMinor: Float64Array,
  ties: TieRule = 'min-rank',
): RfmScores {
  return {
    r: scoreByRank(recencyDays, 'lower', ties),
    f: scoreByRank(frequency, 'higher', ties),
    m: scoreByRank(monetaryMinor, 'higher', ties),
  }
}

/** Names of the scores that do not tell anybody apart: all customers stand in one band. */
export function flatScores(scores: RfmScores): ('r' | 'f' | 'm')[] {
  return (['r', 'f', 'm'] as const).filter((name) => {
    const column = scores[name]
    return column.length > 0 && column.every((score) => score === column[0])
  })
}

function countBelow(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

function countUpTo(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}
