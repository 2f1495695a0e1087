/** The last day each record bought from its own brand, had a contract with it or asked it something, by key or by e-mail address. */

import type { FlagSource } from '../flag-input.ts'
import { type AddressBook, emailKey } from './address-book.ts'
import { NO_DAY, NONE } from './fact-columns.ts'
import type { SourceKeys } from './source-keys.ts'

type Text = string | null

export class LastSales {
  readonly byRecord: Int32Array
  readonly #byEmail = new Map<number, number>()
  readonly #sources: readonly FlagSource[]
  readonly #recordSource: Int32Array
  readonly #keys: SourceKeys
  readonly #targets: readonly (readonly number[])[]
  readonly #emails: AddressBook
  readonly #asOfDay: number

  constructor(of: {
    readonly sources: readonly FlagSource[]
    readonly recordSource: Int32Array
    readonly keys: SourceKeys
    /** Per source: the sources its customer keys stand in. */
    readonly targets: readonly (readonly number[])[]
    readonly emails: AddressBook
    readonly asOfDay: number
  }) {
    this.#sources = of.sources
    this.#recordSource = of.recordSource
    this.#keys = of.keys
    this.#targets = of.targets
    this.#emails = of.emails
    this.#asOfDay = of.asOfDay
    this.byRecord = new Int32Array(of.recordSource.length).fill(NO_DAY)
  }

  /** Columns: source, customer key, e-mail, day, amount. A refund is no sale. */
  addPurchases(columns: readonly (readonly unknown[])[]): void {
    const [source, ref, email, day, amount] = columns as [number[], Text[], Text[], number[], number[]]
    for (let i = 0; i < day.length; i++)
      if (amount[i]! >= 0) this.#add(source[i]!, ref[i] ?? null, email[i] ?? null, day[i]!)
  }

  /** Columns: source, customer key, e-mail, first and last day (null: open-ended); a contract counts while it runs. */
  addContracts(columns: readonly (readonly unknown[])[]): void {
    const [source, ref, email, start, end] = columns as [number[], Text[], Text[], number[], (number | null)[]]
    for (let i = 0; i < start.length; i++) {
      const last = Math.min(end[i] ?? this.#asOfDay, this.#asOfDay)
      if (start[i]! <= this.#asOfDay) this.#add(source[i]!, ref[i] ?? null, email[i] ?? null, Math.max(start[i]!, last))
    }
  }

  /** Columns: source, customer key, e-mail, day, kind; those whose kind is an inquiry. */
  addInquiries(columns: readonly (readonly unknown[])[], isInquiry: (kind: string) => boolean): void {
    const [source, ref, email, day, kind] = columns as [number[], Text[], Text[], number[], string[]]
    for (let i = 0; i < day.length; i++)
      if (isInquiry(kind[i]!)) this.#add(source[i]!, ref[i] ?? null, email[i] ?? null, day[i]!)
  }

  /** A sale later than the day of the run did not happen yet. */
  #add(source: number, customerRef: Text, email: Text, day: number): void {
    if (day > this.#asOfDay) return
    const { brand } = this.#sources[source]!
    if (customerRef !== null)
      for (const target of this.#targets[source]!)
        this.#keys.each(target, customerRef, (record) => this.#sale(record, brand, day))
    if (email === null) return
    const address = this.#emails.add(emailKey(email))
    if (address === NONE) return
    const key = scopeKey(address, brand)
    if (day > (this.#byEmail.get(key) ?? NO_DAY)) this.#byEmail.set(key, day)
  }

  /** The record has this address as given. */
  owns(record: number, address: number): void {
    if (this.#byEmail.size === 0 || address === NONE) return
    const brand = this.#sources[this.#recordSource[record]!]!.brand
    const day = this.#byEmail.get(scopeKey(address, brand))
    if (day !== undefined) this.#sale(record, brand, day)
  }

  #sale(record: number, brand: number, day: number): void {
    if (this.#sources[this.#recordSource[record]!]!.brand === brand && day > this.byRecord[record]!)
      this.byRecord[record] = day
  }
}

/** Fewer than 2^16 brands; addresses stay below 2^32, so the key is exact. */
const scopeKey = (address: number, brand: number): number => address * 65_536 + brand
