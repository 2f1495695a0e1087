/** "Did you mean …?" for names that are not known. */

import { distance } from 'fastest-levenshtein'
import { compareText } from '../base/order.ts'

/** The known name nearest to `name`, or null where none is near enough to be meant. */
export function suggest(name: string, known: Iterable<string>): string | null {
  const asked = name.toLowerCase().slice(0, 80)
  let best: string | null = null
  // Two letters swapped count as two.
  let bestDistance = (asked.length < 4 ? 1 : Math.max(2, Math.floor(asked.length / 3))) + 1
  for (const candidate of [...known].sort(compareText)) {
    const d = distance(asked, candidate.toLowerCase())
    if (d < bestDistance) {
      best = candidate
      bestDistance = d
    }
  }
  return best
}

/** `, did you mean "x"?` or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const nearest = suggest(name, known)
  return nearest === null ? '' : `, did you mean "${nearest}"?`
}
