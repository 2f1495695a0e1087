/** People to whom several lists offer something at once, and newcomers' offers to those who are customers already. */

import { compareText } from '../base/order.ts'

/** A row of a list, and whom it means: names of people, of those who may be the same, and of households. */
export interface OfferRow {
  readonly list: string
  /** 1-based. */
  readonly row: number
  readonly offer: string
  readonly isForNewcomers: boolean
  /** What it is worth to whoever gets it; null where nobody says. */
  readonly value: number | null
  readonly sure: readonly string[]
  readonly maybe: readonly string[]
  readonly households: readonly string[]
  /** Already a customer, or may be one, or lives with one. */
  readonly customer: 'same' | 'possible' | 'household' | null
}

export interface OfferConflict {
  readonly kind: 'renewal_and_newcomer' | 'newcomer_offer_to_customer' | 'two_offers'
  readonly likeness: 'same' | 'possible' | 'household'
  readonly l: OfferRow
  /** Null for a customer who stands in no other list. */
  readonly r: OfferRow | null
  /** The newcomer's offer is worth more than the other one; null where nobody knows. */
  readonly isBetter: boolean | null
}

const MOST_ROWS = 1000
const LIKENESS = ['same', 'possible', 'household'] as const

/** By list and row. Each pair of rows once, of the same list never. */
export function offerConflicts(rows: readonly OfferRow[]): OfferConflict[] {
  const near = new Map<string, { readonly row: OfferRow; readonly how: number }[]>()
  const put = (key: string, row: OfferRow, how: number): void => {
    const known = near.get(key)
    if (known === undefined) near.set(key, [{ row, how }])
    else known.push({ row, how })
  }
  for (const row of rows) {
    for (const person of row.sure) put(`p${person}`, row, 0)
    for (const person of row.maybe) put(`p${person}`, row, 1)
    for (const household of row.households) put(`h${household}`, row, 2)
  }
  const pairs = new Map<OfferRow, Map<OfferRow, number>>()
  for (const group of near.values()) {
    // A number that so many rows share is a hotline's or a filler, nobody's.
    if (group.length > MOST_ROWS) continue
    for (const [i, l] of group.entries())
      for (const r of group.slice(i + 1)) {
        if (l.row.list === r.row.list) continue
        const [first, second] = order(l.row, r.row) <= 0 ? [l.row, r.row] : [r.row, l.row]
        const of = pairs.get(first) ?? new Map<OfferRow, number>()
        pairs.set(first, of)
        of.set(second, Math.min(of.get(second) ?? 2, Math.max(l.how, r.how)))
      }
  }
  const found = [...pairs].flatMap(([l, others]) => [...others].flatMap(([r, how]) => conflictOf(l, r, how) ?? []))
  const paired = new Set(found.flatMap(({ l, r, kind }) => (kind === 'renewal_and_newcomer' ? [l, r] : [])))
  for (const l of rows)
    if (l.isForNewcomers && l.customer !== null && !paired.has(l))
      found.push({ kind: 'newcomer_offer_to_customer', likeness: l.customer, l, r: null, isBetter: null })
  return found.sort((l, r) => order(l.l, r.l) || (l.r === null || r.r === null ? 0 : order(l.r, r.r)))
}

/** Two people of a household may have an offer each, as long as not the one buys what the other is given. */
function conflictOf(l: OfferRow, r: OfferRow, how: number): OfferConflict | null {
  const likeness = LIKENESS[how]!
  if (l.isForNewcomers === r.isForNewcomers)
    return how === 2 ? null : { kind: 'two_offers', likeness, l, r, isBetter: null }
  const [newcomer, other] = l.isForNewcomers ? [l, r] : [r, l]
  const isBetter = newcomer.value === null || other.value === null ? null : newcomer.value > other.value
  return { kind: 'renewal_and_newcomer', likeness, l, r, isBetter }
}

const order = (l: OfferRow, r: OfferRow): number => compareText(l.list, r.list) || l.row - r.row
