/**
 * The first look at many pairs at once: most are the same, missing or nothing alike, which the rows' own cells tell. Only the
 * others are compared by their texts. One loop a kind, without a call inside: that is what makes it quick.
 */

import type { ComparisonData } from './compare-rows.ts'

/** Pairs by the places where their rows' cells begin. */
export interface PairBatch {
  readonly l: Uint32Array
  readonly r: Uint32Array
  readonly count: number
  /** Pairs of which a glance is not enough, by number. */
  readonly unclear: Uint32Array
  /** For a glance to note pairs whose outlines it looks at together. */
  readonly differing: Uint32Array
}

/** Adds the levels that are clear into the words, `shift` bits up; puts the other pairs on `unclear` and returns how many. */
export type Glance = (batch: PairBatch, words: Uint32Array, shift: number) => number

/** For kinds of which only sameness shows. */
export function glanceAtIds({ cells, places }: ComparisonData): Glance {
  const [place] = places as [number]
  return ({ l, r, count, unclear }, words, shift) => {
    let left = 0
    for (let i = 0; i < count; i++) {
      const a = cells[l[i]! + place]!
      const b = cells[r[i]! + place]!
      if (a === 0 || b === 0) continue
      if (a === b) words[i]! |= 1 << shift
      else unclear[left++] = i
    }
    return left
  }
}

/** Category: what is not the same is different. */
export function glanceAtCategories({ cells, places }: ComparisonData): Glance {
  const [place] = places as [number]
  return ({ l, r, count }, words, shift) => {
    for (let i = 0; i < count; i++) {
      const a = cells[l[i]! + place]!
      const b = cells[r[i]! + place]!
      if (a !== 0 && b !== 0) words[i]! |= (a === b ? 1 : 2) << shift
    }
    return 0
  }
}
