/** What each buyer has bought in all: recency, frequency, sum, and the histories that the value models read. */

import type { RepeatHistories } from './bg-nbd.ts'

/** Purchases up to the as-of day, in parallel arrays, in any order. */
export interface Purchases {
  readonly person: Int32Array
  readonly day: Int32Array
  /** In the main currency, refunds below zero; of another currency NaN, a refund in it -Infinity: never summed. */
  readonly amountMinor: Float64Array
  /** Equal for the lines of one order; 0 where the row has no order number and is a purchase of its own. */
  readonly order: Float64Array
}

/** One entry per person with at least one purchase (refunds alone do not make a buyer), by ascending person. */
export interface PurchaseTotals {
  readonly person: Int32Array
  readonly recencyDays: Float64Array
  /** Orders; lines of one order count once, refunds not at all. */
  readonly frequency: Float64Array
  /** Purchases less refunds. */
  readonly monetaryMinor: Float64Array
  /** Days from the first purchase to the last, and to the as-of day; repeat purchase days and their sum. */
  readonly spanDays: Float64Array
  readonly ageDays: Float64Array
  readonly repeatDays: Float64Array
  readonly repeatMinor: Float64Array
}

/** Sums purchases; `sorted` lists them by person, then day. */
export function totalPurchases(purchases: Purchases, sorted: Uint32Array, asOfDay: number): PurchaseTotals {
  const { person, day, amountMinor, order } = purchases
  const groups: number[] = []
  for (let i = 0; i < sorted.length; i++) if (i === 0 || person[sorted[i]!] !== person[sorted[i - 1]!]) groups.push(i)
  groups.push(sorted.length)
  const n = groups.length - 1
  const column = () => new Float64Array(n)
  const out = {
    person: new Int32Array(n),
    recencyDays: column(),
    frequency: column(),
    monetaryMinor: column(),
    spanDays: column(),
    ageDays: column(),
    repeatDays: column(),
    repeatMinor: column(),
  }
  let k = 0
  for (let g = 0; g < n; g++) {
    let first = Number.NaN
    let last = Number.NaN
    let rows = 0
    let sum = 0
    let days = 0
    let repeatMinor = 0
    for (let i = groups[g]!; i < groups[g + 1]!; i++) {
      const row = sorted[i]!
      const amount = amountMinor[row]!
      if (Number.isFinite(amount)) sum += amount
      if (amount < 0) continue
      rows++
      if (day[row] !== last) days++
      if (Number.isNaN(first)) first = day[row]!
      if (day[row]! > first && !Number.isNaN(amount)) repeatMinor += amount
      last = day[row]!
    }
    if (rows === 0) continue
    out.person[k] = person[sorted[groups[g]!]!]!
    out.recencyDays[k] = asOfDay - last
    out.frequency[k] = countOrders(order, amountMinor, sorted, groups[g]!, groups[g + 1]!)
    out.monetaryMinor[k] = sum
    out.spanDays[k] = last - first
    out.ageDays[k] = asOfDay - first
    out.repeatDays[k] = days - 1
    out.repeatMinor[k] = repeatMinor
    k++
  }
  return k === n ? out : cut(out, k)
}

/** Histories in weeks of every `step`-th buyer: persons are ranked by a hash, so this is a fair, stable sample. */
export function sampleHistories(totals: PurchaseTotals, step: number): RepeatHistories {
  const pick = (days: Float64Array, unit: number) =>
    Float64Array.from({ length: Math.ceil(days.length / step) }, (_, i) => days[i * step]! / unit)
  return { x: pick(totals.repeatDays, 1), tx: pick(totals.spanDays, 7), T: pick(totals.ageDays, 7) }
}

/** Buyers needed before one of them can stand out. */
const MIN_BUYERS = 20

/** The share of the revenue that the largest customer stands for, where it is a quarter or more; else null. */
export function largestShare({ monetaryMinor }: PurchaseTotals): number | null {
  if (monetaryMinor.length < MIN_BUYERS) return null
  let [sum, most] = [0, 0]
  for (const spent of monetaryMinor) {
    if (spent > 0) sum += spent
    if (spent > most) most = spent
  }
  return sum > 0 && most >= sum / 4 ? most / sum : null
}

function countOrders(order: Float64Array, amount: Float64Array, sorted: Uint32Array, from: number, to: number): number {
  let single = 0
  let seen: Set<number> | null = null
  for (let i = from; i < to; i++) {
    const row = sorted[i]!
    if (amount[row]! < 0) continue
    if (order[row] === 0) single++
    else {
      seen ??= new Set()
      seen.add(order[row]!)
    }
  }
  return single + (seen?.size ?? 0)
}

function cut(totals: PurchaseTotals, n: number): PurchaseTotals {
  const entries = Object.entries(totals).map(([name, column]) => [name, column.subarray(0, n)])
  return Object.fromEntries(entries) as PurchaseTotals
}
