/** The shape of a comparison at work: two rows in (as places where their cells begin), a level out. Symmetric. */

import type { TextTable } from '../../text/text-table.ts'
import type { ComparisonKind } from './kinds.ts'
import type { Synonyms } from './synonyms.ts'

export type CompareRows<Result = number> = (l: number, r: number) => Result

/** What a comparison reads: rows' cells and where in a row its columns stand (then its traits, each for all columns), and what is known of the values. */
export interface ComparisonData {
  readonly kind: ComparisonKind
  readonly cells: Uint32Array
  readonly places: readonly number[]
  readonly texts: TextTable
  readonly synonyms: Synonyms | null
}
