/** Compares pairs of rows: each comparison's level in its place of the pattern. */

import type { TextTable } from '../text/text-table.ts'
import type { ComparisonData } from './comparisons/compare-rows.ts'
import { openComparison } from './comparisons/open-comparison.ts'
import { openGlance } from './comparisons/open-glance.ts'
import { packSynonyms } from './comparisons/synonyms.ts'
import { traitsOf } from './comparisons/traits.ts'
import { type ComparisonPlan, LEVEL_BITS, LEVELS_PER_WORD } from './plan.ts'
import { type Cell, layOutRows } from './row-cells.ts'
import { share } from './shared-memory.ts'

/** The comparisons of a plan with the rows they compare: plain data that threads share. */
export interface ComparableRows {
  readonly rows: number
  /** Cells a row. */
  readonly width: number
  readonly comparisons: readonly ComparisonData[]
}

/** Writes the patterns of the first `count` pairs into `word0` and `word1`. */
export type ComparePairs = (
  l: Uint32Array,
  r: Uint32Array,
  count: number,
  word0: Uint32Array,
  word1: Uint32Array,
) => void

export function comparableRows(rows: number, plans: readonly ComparisonPlan[]): ComparableRows {
  const asked = plans.map(cellsOf)
  const { cells, width, placeOf } = layOutRows(rows, asked.flat())
  const shared = new Map<TextTable, TextTable>()
  for (const { texts } of plans) if (!shared.has(texts)) shared.set(texts, shareTexts(texts))
  const comparisons = plans.map(
    ({ kind, texts, synonyms }, c): ComparisonData => ({
      kind,
      cells,
      places: asked[c]!.map(placeOf),
      texts: shared.get(texts)!,
      synonyms: synonyms === null ? null : packSynonyms(synonyms),
    }),
  )
  return { rows, width, comparisons }
}

const shareTexts = (texts: TextTable): TextTable => ({
  ...texts,
  codes: share(texts.codes),
  offsets: share(texts.offsets),
  masks: share(texts.masks),
})

/** The comparison's columns, then its traits. */
function cellsOf(plan: ComparisonPlan): readonly Cell[] {
  return [...plan.columns.map((column) => ({ column, trait: null })), ...traitsOf(plan)]
}

/** Pairs compared at a time: their rows stay in the processor's nearest memory. */
const BATCH = 512

export function openComparisons({ width, comparisons }: ComparableRows): ComparePairs {
  const opened = comparisons.map((data) => ({ glance: openGlance(data), levelOf: openComparison(data) }))
  const [{ cells }] = comparisons.length > 0 ? (comparisons as [ComparisonData]) : [{ cells: new Uint32Array(0) }]
  const touched = new Uint32Array(1)
  const [l, r] = [new Uint32Array(BATCH), new Uint32Array(BATCH)]
  const [unclear, differing] = [new Uint32Array(BATCH), new Uint32Array(BATCH)]
  const compareBatch = (count: number, word0: Uint32Array, word1: Uint32Array): void => {
    const batch = { l, r, count, unclear, differing }
    for (const [c, { glance, levelOf }] of opened.entries()) {
      const words = c < LEVELS_PER_WORD ? word0 : word1
      const shift = (c % LEVELS_PER_WORD) * LEVEL_BITS
      const left = glance(batch, words, shift)
      for (let k = 0; k < left; k++) {
        const i = unclear[k]!
        words[i]! |= levelOf(l[i]!, r[i]!) << shift
      }
    }
  }
  return (rowsL, rowsR, count, word0, word1) => {
    for (let from = 0; from < count; from += BATCH) {
      const size = Math.min(BATCH, count - from)
      // Fetching the rows first, with nothing that waits for one of them, lets memory bring many at a time.
      for (let i = 0; i < size; i++) {
        l[i] = rowsL[from + i]! * width
        r[i] = rowsR[from + i]! * width
        touched[0]! ^= cells[r[i]!]!
      }
      compareBatch(size, word0.subarray(from, from + size).fill(0), word1.subarray(from, from + size).fill(0))
    }
  }
}

/** The pattern of one pair, as two words. */
export function comparePair(rows: ComparableRows, l: number, r: number): readonly [number, number] {
  const word0 = new Uint32Array(1)
  const word1 = new Uint32Array(1)
  openComparisons(rows)(Uint32Array.of(l), Uint32Array.of(r), 1, word0, word1)
  return [word0[0]!, word1[0]!]
}
