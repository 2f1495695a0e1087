/** Purchases gathered row by row: who, when, how much in the main currency, and which order. */

import { hash32 } from '../base/hash.ts'
import type { FindPerson, Texts } from './find-person.ts'
import type { Purchases } from './purchase-totals.ts'

/** Columns of `purchase` as read, in this order. */
export const PURCHASE_COLUMNS = [
  'source_no',
  'customer_ref',
  'email',
  'day',
  'amount_minor',
  'currency',
  'order_id',
] as const

type PurchaseBlock = readonly [number[], Texts, Texts, number[], number[], Texts, Texts]

export interface FinishedPurchases {
  readonly purchases: Purchases
  readonly currency: string
  readonly other: number
  readonly converted: number
  readonly refunds: number
}

export class PurchaseLog {
  readonly #person: Int32Array
  readonly #day: Int32Array
  readonly #amount: Float64Array
  readonly #order: Float64Array
  readonly #currencyOf: Uint16Array
  readonly #currencies = new Map<string | null, number>([[null, 0]])
  #length = 0
  /** Of customers nobody knows, and of days after the as-of day: left out. */
  unknown = 0
  future = 0

  constructor(capacity: number) {
    this.#person = new Int32Array(capacity)
    this.#day = new Int32Array(capacity)
    this.#amount = new Float64Array(capacity)
    this.#order = new Float64Array(capacity)
    this.#currencyOf = new Uint16Array(capacity)
  }

  /** A block of {@link PURCHASE_COLUMNS}; `onSale` hears of every row that is kept and no refund. */
  add(
    block: readonly (readonly unknown[])[],
    find: FindPerson,
    asOfDay: number,
    onSale: (source: number, person: number, day: number, amountMinor: number) => void,
  ): void {
    const [source, ref, email, day, amount, currency, orderId] = block as unknown as PurchaseBlock
    for (let i = 0; i < source.length; i++) {
      const who = find(source[i]!, ref[i]!, email[i]!)
      if (who < 0) this.unknown++
      else if (day[i]! > asOfDay) this.future++
      else {
        const n = this.#length++
        this.#person[n] = who
        this.#day[n] = day[i]!
        this.#amount[n] = amount[i]!
        this.#currencyOf[n] = this.#currencyNo(currency[i]!)
        this.#order[n] = orderId[i] === null ? 0 : orderHash(orderId[i]!, source[i]!)
        if (amount[i]! >= 0) onSale(source[i]!, who, day[i]!, amount[i]!)
      }
    }
  }

  /**
   * All purchases; `converted` of them at the given rates (worth of one unit in the main currency: the project's, else the most
   * frequent one), `other` of them in a currency without a rate.
   */
  finish(wanted: string | null, rates: Readonly<Record<string, number>>): FinishedPurchases {
    const main = mainCurrency(wanted, this.#currencies, this.#currencyOf.subarray(0, this.#length))
    const rateOf = [...this.#currencies.keys()].map((name, no) =>
      name === null || no === main.no ? 1 : Object.hasOwn(rates, name) ? rates[name]! : null,
    )
    let other = 0
    let converted = 0
    let refunds = 0
    for (let i = 0; i < this.#length; i++) {
      const amount = this.#amount[i]!
      const rate = rateOf[this.#currencyOf[i]!]!
      if (amount < 0) refunds++
      if (rate === 1) continue
      // A refund in another currency must not turn into a purchase without an amount.
      this.#amount[i] = rate === null ? (amount < 0 ? Number.NEGATIVE_INFINITY : Number.NaN) : Math.round(amount * rate)
      if (rate === null) other++
      else converted++
    }
    const purchases = {
      person: this.#person.subarray(0, this.#length),
      day: this.#day.subarray(0, this.#length),
      amountMinor: this.#amount.subarray(0, this.#length),
      order: this.#order.subarray(0, this.#length),
    }
    return { purchases, currency: main.name, other, converted, refunds }
  }

  #currencyNo(currency: string | null): number {
    let no = this.#currencies.get(currency)
    if (no === undefined) {
      no = this.#currencies.size
      this.#currencies.set(currency, no)
    }
    return no
  }
}

/** 53 bits, never zero. */
const orderHash = (orderId: string, source: number): number =>
  hash32(orderId, source) * 2 ** 21 + (hash32(orderId, source ^ 0x5bd1e995) >>> 11) + 1

/** The wanted one, else the most frequent one (ties by name). */
function mainCurrency(wanted: string | null, known: ReadonlyMap<string | null, number>, used: Uint16Array) {
  const counts = new Uint32Array(known.size)
  for (let i = 0; i < used.length; i++) counts[used[i]!]!++
  const named = [...known].filter((entry): entry is [string, number] => entry[0] !== null)
  named.sort(([l, lNo], [r, rNo]) => counts[rNo]! - counts[lNo]! || (l < r ? -1 : 1))
  const name = wanted ?? named[0]?.[0] ?? 'the main currency'
  return { name, no: known.get(name) ?? -1 }
}
