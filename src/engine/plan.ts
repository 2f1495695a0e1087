/** What a matching run asks an engine to do, as plain data: typed arrays and texts, so that threads can share it. */

import type { TextTable } from '../text/text-table.ts'
import type { ComparisonKind } from './comparisons/kinds.ts'
import type { KeyColumn } from './key-column.ts'

/** A column of the plan: row → value number; 0 is "nothing there". */
export type ValueIds = Uint32Array

/** One comparison: which kind, over which columns. */
export interface ComparisonPlan {
  readonly name: string
  readonly kind: ComparisonKind
  /** In the order the kind expects; a column that no source has is all zeros. */
  readonly columns: readonly ValueIds[]
  /** The distinct texts of the columns that are compared by spelling; one table where columns share numbers. */
  readonly texts: TextTable
  /** Per value: groups of names that mean the same (nicknames), else null. */
  readonly synonyms: readonly (readonly number[] | null)[] | null
  /** Per value: a number (a day, an amount) where the kind compares numbers, NaN where there is none. */
  readonly numbers: Float64Array | null
}

/** A blocking rule: rows that share a key become candidate pairs, or rows that are neighbours when sorted. */
export type BlockingPlan = KeyRule | SortRule

export interface KeyRule {
  readonly name: string
  /**
   * The keys of a row: each is made of columns that must all be filled, and two rows share it where all of them agree.
   * Several where a row can have several keys (phone, mobile); their columns share number spaces.
   */
  readonly keys: readonly (readonly KeyColumn[])[]
  /** Where the rule makes more pairs a row its blocks are split further. */
  readonly maxPairsPerRow: number
  /** Where a block is larger than the limit it is split by these, in turn. Names for the notes. */
  readonly refinements: readonly { readonly name: string; readonly ids: KeyColumn }[]
}

/** How rows are sorted, and how many that stand together are compared with one another. */
export interface Neighbourhood {
  /** Columns of ranks, the first deciding; rows that are equal in all stand as `oversized` of the plan has them, then in the order of their numbers. */
  readonly sortBy: readonly KeyColumn[]
  readonly window: number
}

/** `order`: the rows as they are sorted, where that is known already. */
export interface StandingOrder extends Neighbourhood {
  readonly order?: Uint32Array
}

/** Rows without a value in the first column of the order are left out. */
export interface SortRule extends Neighbourhood {
  readonly name: string
}

/** Which pairs are looked at. */
export interface MatchPlan {
  readonly rows: number
  readonly blocking: readonly BlockingPlan[]
  /** Row → source. */
  readonly sources: Uint16Array
  /** Pairs inside these sources are never made. */
  readonly noPairsWithin: ReadonlySet<number>
  /** Rows of one block beyond which it is split. */
  readonly maxBlockRows: number
  /** In blocks that stay too large only neighbours are compared. */
  readonly oversized: StandingOrder
  /** With at most so many pairs altogether, every pair is compared and blocking is not used. */
  readonly allPairsUpTo: number
}

/** Bits a comparison level takes in an agreement pattern, and comparisons that fit one word; a pattern has two words. */
export const LEVEL_BITS = 4
export const LEVELS_PER_WORD = 8

/** The level of one comparison in a pattern given as two words. */
export function levelAt(word0: number, word1: number, comparison: number): number {
  const word = comparison < LEVELS_PER_WORD ? word0 : word1
  return (word >>> ((comparison % LEVELS_PER_WORD) * LEVEL_BITS)) & 15
}
