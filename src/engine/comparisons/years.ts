/** Comparing years and ages: numbers of which near ones are nearly the same, or one digit of which is wrong. */

import type { CompareRows, ComparisonData } from './compare-rows.ts'

const YEAR = { same: 1, oneApart: 2, threeApart: 3, slip: 4, tenApart: 5, different: 6 } as const

/** Column: the number, as text. Trait: the number and 1, or 0 where the text is none. */
export function compareYears({ cells, places, texts }: ComparisonData): CompareRows {
  const [place, number] = places as [number, number]
  const { codes, offsets } = texts
  return (l, r) => {
    const a = cells[l + place]!
    const b = cells[r + place]!
    if (a === 0 || b === 0) return 0
    if (a === b) return YEAR.same
    const [numberL, numberR] = [cells[l + number]!, cells[r + number]!]
    const apart = numberL === 0 || numberR === 0 ? Number.POSITIVE_INFINITY : Math.abs(numberL - numberR)
    if (apart <= 1) return YEAR.oneApart
    if (apart <= 3) return YEAR.threeApart
    if (isSlip(codes, offsets[a]!, offsets[a + 1]!, offsets[b]!, offsets[b + 1]!)) return YEAR.slip
    return apart <= 10 ? YEAR.tenApart : YEAR.different
  }
}

/** One character is another, or two next to each other are exchanged; of an age of one or two digits that says nothing. */
function isSlip(codes: Uint16Array, a: number, endA: number, b: number, endB: number): boolean {
  const length = endA - a
  if (length !== endB - b || length < 3) return false
  let wrong = 0
  let first = -1
  for (let i = 0; i < length; i++)
    if (codes[a + i] !== codes[b + i]) {
      wrong++
      if (first < 0) first = i
    }
  if (wrong === 1) return true
  return wrong === 2 && codes[a + first] === codes[b + first + 1] && codes[a + first + 1] === codes[b + first]
}
