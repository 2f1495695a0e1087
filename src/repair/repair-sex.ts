/** Sex codes: what m, w, h, v and 1 mean is decided by the whole column. */

import { fold } from '../text/fold.ts'
import type { NameRules } from './rules.ts'

/** A reader of the column's codes: `f`, `m` or null. `values` are the column's distinct cells. */
export function decideSexCodes(values: Iterable<string>, rules: NameRules['sex']): (cell: string) => 'f' | 'm' | null {
  const male = new Set(rules.m.map(fold))
  const female = new Set(rules.f.map(fold))
  const seen = new Set<string>()
  for (const value of values) seen.add(fold(value.slice(0, 40)))
  // hombre / mujer: H and M without any F or W.
  const isSpanish = seen.has('h') && seen.has('m') && !['f', 'w', 'v', 'k'].some((c) => seen.has(c))
  // ISO 5218: 0 unknown, 1 male, 2 female, 9 not applicable; other numbers mean something else.
  const isNumeric = seen.has('1') && seen.has('2') && [...seen].every((c) => /^(?:[0129]?|null)$/.test(c))
  return (cell) => {
    const code = fold(cell.slice(0, 40))
    if (isNumeric && (code === '1' || code === '2')) return code === '1' ? 'm' : 'f'
    if (isSpanish && code === 'm') return 'f'
    return male.has(code) ? 'm' : female.has(code) ? 'f' : null
  }
}
