/** The event log: everything that customers did, as parallel columns, each event in one series (activity of a brand). */

export interface Series {
  /** `purchase`, or the kind of an activity source. */
  readonly activity: string
  readonly brand: string
}

/** The columns of some events of the log, in any order. */
export interface LogSlice {
  readonly person: Int32Array
  readonly day: Int32Array
  /** NaN where there is none. */
  readonly amountMinor: Float64Array
  readonly balanceMinor: Float64Array
}

/** Collects events; a series is made when its first event comes, and listed by name, never by arrival. */
export class EventLog {
  #person: Int32Array
  #day: Int32Array
  #series: Uint16Array
  #amountMinor: Float64Array
  #balanceMinor: Float64Array
  #length = 0
  readonly #known: Series[] = []
  readonly #numbers = new Map<string, number>()

  constructor(capacity: number) {
    this.#person = new Int32Array(capacity)
    this.#day = new Int32Array(capacity)
    this.#series = new Uint16Array(capacity)
    this.#amountMinor = new Float64Array(capacity)
    this.#balanceMinor = new Float64Array(capacity)
  }

  get length(): number {
    return this.#length
  }

  /** Series are few (the caller caps the kinds): at most 65,536. */
  seriesNo(activity: string, brand: string): number {
    const key = `${activity}\x1f${brand}`
    let no = this.#numbers.get(key)
    if (no === undefined) {
      no = this.#known.length
      this.#known.push({ activity, brand })
      this.#numbers.set(key, no)
    }
    return no
  }

  /** Appends an event within the capacity. */
  add(series: number, person: number, day: number, amountMinor: number, balanceMinor: number): void {
    const i = this.#length++
    this.#series[i] = series
    this.#person[i] = person
    this.#day[i] = day
    this.#amountMinor[i] = amountMinor
    this.#balanceMinor[i] = balanceMinor
  }

  /** Every series, by activity and brand. */
  series(): Series[] {
    const key = (s: Series) => `${s.activity}\x1f${s.brand}`
    return [...this.#known].sort((l, r) => (key(l) < key(r) ? -1 : 1))
  }

  /** The events of those series that fulfil the condition. */
  slice(wanted: (series: Series) => boolean): LogSlice {
    const keep = this.#known.map(wanted)
    const rows = new Uint32Array(this.#length)
    let n = 0
    for (let i = 0; i < this.#length; i++) if (keep[this.#series[i]!]) rows[n++] = i
    const chosen = rows.subarray(0, n)
    const slice = {
      person: new Int32Array(n),
      day: new Int32Array(n),
      amountMinor: new Float64Array(n),
      balanceMinor: new Float64Array(n),
    }
    for (let k = 0; k < n; k++) {
      const i = chosen[k]!
      slice.person[k] = this.#person[i]!
      slice.day[k] = this.#day[i]!
      slice.amountMinor[k] = this.#amountMinor[i]!
      slice.balanceMinor[k] = this.#balanceMinor[i]!
    }
    return slice
  }
}
