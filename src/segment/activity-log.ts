/** What people did besides buying: each row goes to the series of its kind. */

import type { FindPerson, Numbers, Texts } from './find-person.ts'

/** Columns of `activity` as read, in this order. */
export const ACTIVITY_COLUMNS = [
  'source_no',
  'customer_ref',
  'email',
  'day',
  'kind',
  'amount_minor',
  'balance_minor',
] as const

type ActivityBlock = readonly [number[], Texts, Texts, number[], string[], Numbers, Numbers]

/** Series number of a source's rows of one kind. */
type SeriesOf = (source: number) => number

export class ActivityLog {
  readonly #find: FindPerson
  readonly #asOfDay: number
  readonly #seriesOf: (kind: string) => SeriesOf
  readonly #series = new Map<string, SeriesOf>()
  /** Of customers nobody knows, and of days after the as-of day: left out. */
  unknown = 0
  future = 0

  constructor(find: FindPerson, asOfDay: number, seriesOf: (kind: string) => SeriesOf) {
    this.#find = find
    this.#asOfDay = asOfDay
    this.#seriesOf = seriesOf
  }

  /** A block of {@link ACTIVITY_COLUMNS}; `onEvent` hears of every row that is kept, absent numbers as NaN. */
  add(
    block: readonly (readonly unknown[])[],
    onEvent: (series: number, person: number, day: number, amountMinor: number, balanceMinor: number) => void,
  ): void {
    const [source, ref, email, day, kinds, amount, balance] = block as unknown as ActivityBlock
    for (let i = 0; i < source.length; i++) {
      const who = this.#find(source[i]!, ref[i]!, email[i]!)
      if (who < 0) this.unknown++
      else if (day[i]! > this.#asOfDay) this.future++
      else onEvent(this.#of(kinds[i]!)(source[i]!), who, day[i]!, amount[i] ?? Number.NaN, balance[i] ?? Number.NaN)
    }
  }

  #of(kind: string): SeriesOf {
    let series = this.#series.get(kind)
    if (series === undefined) {
      series = this.#seriesOf(kind)
      this.#series.set(kind, series)
    }
    return series
  }
}
