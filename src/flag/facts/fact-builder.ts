/** Builds fact columns row by row. */

import { compareText } from '../../base/order.ts'
import type { FactKind } from '../../record/fact.ts'
import { CHANNELS } from '../../record/project.ts'
import { kindNo, type Precedence } from '../deciding/precedence.ts'
import { type FactColumns, NO_DAY, NONE } from './fact-columns.ts'

/** A fact with its addresses and record already numbered. */
export interface NumberedFact {
  readonly kind: FactKind
  readonly channel: string | null
  readonly brand: string | null
  readonly purpose: string | null
  readonly source: number
  readonly day: number | null
  /** Where the day is not known: it had happened by then. */
  readonly byDay?: number | null
  readonly email: number
  readonly phone: number
  readonly rec: number
  readonly detail: string | null
}

const CHANNEL_NOS: ReadonlyMap<string, number> = new Map(CHANNELS.map((channel, no) => [channel, no]))
const COLUMNS = [
  'kind',
  'channel',
  'brand',
  'purpose',
  'source',
  'day',
  'byDay',
  'email',
  'phone',
  'rec',
  'detail',
] as const

export class FactBuilder {
  #columns: Record<(typeof COLUMNS)[number], Int32Array> = columnsOf(1 << 12)
  readonly #texts = { brand: new Numbers(), purpose: new Numbers(), detail: new Numbers() }
  length = 0

  constructor(brands: readonly string[]) {
    for (const brand of brands) this.#textNo('brand', brand)
  }

  push(fact: NumberedFact): number {
    const f = this.length++
    if (f === this.#columns.kind.length) this.#grow()
    const c = this.#columns
    c.kind[f] = kindNo(fact.kind)
    // A channel nobody knows is the widest scope: all channels.
    c.channel[f] = fact.channel === null ? NONE : (CHANNEL_NOS.get(fact.channel) ?? NONE)
    c.brand[f] = this.#textNo('brand', fact.brand)
    // "marketing" as a purpose is all marketing.
    c.purpose[f] = this.#textNo('purpose', fact.purpose === 'marketing' ? null : fact.purpose)
    c.source[f] = fact.source
    c.day[f] = fact.day ?? NO_DAY
    c.byDay[f] = fact.day ?? fact.byDay ?? NO_DAY
    c.email[f] = fact.email
    c.phone[f] = fact.phone
    c.rec[f] = fact.rec
    c.detail[f] = this.#textNo('detail', fact.detail)
    return f
  }

  /** The columns; brands, purposes and details numbered in the order of their texts. */
  finish(precedence: Precedence): FactColumns {
    const { kind, channel, source, day, byDay, email, phone, rec } = this.#columns
    const cut = (column: Int32Array): Int32Array => column.subarray(0, this.length)
    const brand = this.#sorted('brand')
    const purpose = this.#sorted('purpose')
    const detail = this.#sorted('detail')
    return {
      length: this.length,
      kind: Uint8Array.from(cut(kind)),
      channel: Int8Array.from(cut(channel)),
      brand: brand.column,
      purpose: purpose.column,
      detail: detail.column,
      source: cut(source),
      day: cut(day),
      byDay: cut(byDay),
      email: cut(email),
      phone: cut(phone),
      rec: cut(rec),
      brands: brand.texts,
      purposes: purpose.texts,
      details: detail.texts,
      precedence,
    }
  }

  #textNo(of: 'brand' | 'purpose' | 'detail', text: string | null): number {
    if (text === null || (text === '' && of !== 'brand')) return NONE
    return this.#texts[of].of(text)
  }

  #sorted(of: 'brand' | 'purpose' | 'detail'): { readonly texts: readonly string[]; readonly column: Int32Array } {
    const found = this.#texts[of].texts()
    const texts = found.toSorted(compareText)
    const rank = new Map(texts.map((text, i) => [text, i]))
    const newNo = Int32Array.from(found, (text) => rank.get(text)!)
    return { texts, column: this.#columns[of].subarray(0, this.length).map((no) => (no === NONE ? NONE : newNo[no]!)) }
  }

  #grow(): void {
    const bigger = columnsOf(this.#columns.kind.length * 2)
    for (const name of COLUMNS) bigger[name].set(this.#columns[name])
    this.#columns = bigger
  }
}

/** Numbers texts by first appearance; the last one is at hand, since rows of one source repeat it. */
class Numbers {
  readonly #known = new Map<string, number>()
  #lastText: string | null = null
  #lastNo = NONE

  of(text: string): number {
    if (text === this.#lastText) return this.#lastNo
    let no = this.#known.get(text)
    if (no === undefined) {
      no = this.#known.size
      this.#known.set(text, no)
    }
    this.#lastText = text
    this.#lastNo = no
    return no
  }

  texts(): string[] {
    return [...this.#known.keys()]
  }
}

function columnsOf(length: number): Record<(typeof COLUMNS)[number], Int32Array> {
  return Object.fromEntries(COLUMNS.map((name) => [name, new Int32Array(length)])) as Record<
    (typeof COLUMNS)[number],
    Int32Array
  >
}
