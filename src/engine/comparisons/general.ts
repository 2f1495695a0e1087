/** Comparing codes, categories and free text that have no meaning of their own to goldpan. */

import type { CompareRows, ComparisonData } from './compare-rows.ts'
import { SPELLING, spelling } from './spelling.ts'

const TEXT_BY_SPELLING = [0, 2, 3, 5, 4, 5] as const

export function compareCodes(data: ComparisonData): CompareRows {
  const spell = spelling(data.texts)
  return onIds(data, (a, b) => (spell(a, b) === SPELLING.slip ? 2 : 3))
}

export function compareCategories(data: ComparisonData): CompareRows {
  return onIds(data, () => 2)
}

export function compareTexts(data: ComparisonData): CompareRows {
  const spell = spelling(data.texts)
  return onIds(data, (a, b) => TEXT_BY_SPELLING[spell(a, b)]!)
}

function onIds({ cells, places }: ComparisonData, compare: (a: number, b: number) => number): CompareRows {
  const [place] = places as [number]
  return (l, r) => {
    const a = cells[l + place]!
    const b = cells[r + place]!
    return a === 0 || b === 0 ? 0 : a === b ? 1 : compare(a, b)
  }
}
