/** All verdicts of all people: the pure heart of the stage. */

import { compareText } from '../base/order.ts'
import { type OpenCell, packOpen } from '../record/open-address.ts'
import { CHANNELS } from '../record/project.ts'
import { decider } from './deciding/decide.ts'
import type { Jurisdiction } from './deciding/jurisdiction.ts'
import { listedAddress, type OpenSlots } from './deciding/open-slots.ts'
import { VerdictBook } from './deciding/verdict-book.ts'
import { NONE } from './facts/fact-columns.ts'
import type { FlagInput } from './flag-input.ts'
import type { ChannelRules } from './rules.ts'

/** One row per person, brand the person has a record or an own fact with, and purpose; rows ordered by all three. */
export interface FlagOutput {
  readonly rows: number
  readonly person: Int32Array
  readonly brand: Int32Array
  /** NONE: all marketing. */
  readonly purpose: Int32Array
  /** `row * CHANNELS.length + channel` → final number of the verdict, NONE for channels not in use. */
  readonly verdicts: Int32Array
  readonly book: ReturnType<VerdictBook['finish']>['rows']
  /** The open addresses, as stored. */
  openCell(row: number, channel: number): OpenCell
}

export function flagPersons(input: FlagInput, rules: ChannelRules, jurisdictions: readonly Jurisdiction[]): FlagOutput {
  const book = new VerdictBook()
  const { decide } = decider(input, rules, jurisdictions, book)
  const alternates = rules.alternate_order.map((channel) => CHANNELS.indexOf(channel))
  const out = new RowBuffer()
  const answers = new Int32Array(CHANNELS.length)
  const scopes = scopesOf(input)
  for (let person = 0; person < input.persons; person++) {
    const { brands, purposes } = scopes(person)
    for (const brand of brands) {
      for (const purpose of purposes) {
        const row = out.add(person, brand, purpose)
        decide(person, brand, purpose, answers, out.open)
        for (let channel = 0; channel < CHANNELS.length; channel++) {
          const answer = answers[channel]!
          if (answer === NONE) out.verdicts[row * CHANNELS.length + channel] = NONE
          else {
            const stand = book.isAllowed(answer)
              ? NONE
              : (alternates.find((c) => c !== channel && answers[c] !== NONE && book.isAllowed(answers[c]!)) ?? NONE)
            out.verdicts[row * CHANNELS.length + channel] = book.verdict(answer, stand)
          }
        }
      }
    }
  }
  const { rows, finalNo } = book.finish()
  const { emailTexts, phoneTexts } = input
  const textOf = (channel: number, address: number): string =>
    CHANNELS[channel] === 'email' ? emailTexts(address) : phoneTexts(address)
  return { ...out.finish((no) => (no === NONE ? NONE : finalNo[no]!), textOf), book: rows }
}

/** All rows, those of one person and brand by the text of their purpose. */
export function* byPurpose({ rows, person, brand }: FlagOutput, purposeOf: (row: number) => string): Iterable<number> {
  for (let from = 0, to = 0; from < rows; from = to) {
    while (to < rows && person[to] === person[from] && brand[to] === brand[from]) to++
    if (to === from + 1) yield from
    else {
      const group = Array.from({ length: to - from }, (_, i) => from + i)
      yield* group.sort((l, r) => compareText(purposeOf(l), purposeOf(r)))
    }
  }
}

/** Brands and purposes of a person, ascending; both lists are reused between calls. */
function scopesOf({
  facts,
  records,
  sources,
  members,
  links,
}: FlagInput): (person: number) => { readonly brands: number[]; readonly purposes: number[] } {
  const scopes = { brands: [] as number[], purposes: [] as number[] }
  const add = (list: number[], no: number): void => {
    if (!list.includes(no)) list.push(no)
  }
  return (person) => {
    scopes.brands.length = 0
    scopes.purposes.length = 1
    scopes.purposes[0] = NONE
    for (let i = members.offsets[person]!; i < members.offsets[person + 1]!; i++)
      add(scopes.brands, sources[records.source[members.items[i]!]!]!.brand)
    for (let i = links.offsets[person]!; i < links.offsets[person + 1]!; i++) {
      const link = links.items[i]!
      const fact = link >> 1
      if (facts.brand[fact] !== NONE && (link & 1) === 0) add(scopes.brands, facts.brand[fact]!)
      if (facts.purpose[fact] !== NONE) add(scopes.purposes, facts.purpose[fact]!)
    }
    if (scopes.brands.length > 1) scopes.brands.sort((l, r) => l - r)
    if (scopes.purposes.length > 1) scopes.purposes.sort((l, r) => l - r)
    return scopes
  }
}

class RowBuffer {
  #person = new Int32Array(1 << 12)
  #brand = new Int32Array(1 << 12)
  #purpose = new Int32Array(1 << 12)
  verdicts = new Int32Array((1 << 12) * CHANNELS.length)
  /** The only open slot, NONE, or `-2 - index` into the groups. */
  #open = new Int32Array((1 << 12) * CHANNELS.length)
  readonly #groups: number[][][] = []
  #rows = 0

  add(person: number, brand: number, purpose: number): number {
    if (this.#rows === this.#person.length) this.#grow()
    this.#person[this.#rows] = person
    this.#brand[this.#rows] = brand
    this.#purpose[this.#rows] = purpose
    this.#open.fill(NONE, this.#rows * CHANNELS.length, (this.#rows + 1) * CHANNELS.length)
    return this.#rows++
  }

  /** Of the last row; bound, so that it can be handed on. */
  readonly open = (channel: number, slots: OpenSlots): void => {
    const { only } = slots
    const isOne = only !== null && only >= NONE
    const at = (this.#rows - 1) * CHANNELS.length + channel
    this.#open[at] = isOne ? only : -1 - this.#groups.push(slots.groups())
  }

  finish(
    renumber: (no: number) => number,
    textOf: (channel: number, address: number) => string,
  ): Omit<FlagOutput, 'book'> {
    const cut = (column: Int32Array): Int32Array => column.subarray(0, this.#rows)
    const verdicts = this.verdicts.subarray(0, this.#rows * CHANNELS.length)
    for (let i = 0; i < verdicts.length; i++) verdicts[i] = renumber(verdicts[i]!)
    return {
      rows: this.#rows,
      person: cut(this.#person),
      brand: cut(this.#brand),
      purpose: cut(this.#purpose),
      verdicts,
      openCell: (row, channel) => {
        const slot = this.#open[row * CHANNELS.length + channel]!
        if (slot >= 0) return slot
        const groups = slot === NONE ? [] : this.#groups[-2 - slot]!
        return packOpen(groups.map((g) => g.map((s) => (s < NONE ? textOf(channel, listedAddress(s)) : s))))
      },
    }
  }

  #grow(): void {
    const doubled = (column: Int32Array): Int32Array<ArrayBuffer> => {
      const bigger = new Int32Array(column.length * 2)
      bigger.set(column)
      return bigger
    }
    this.#person = doubled(this.#person)
    this.#brand = doubled(this.#brand)
    this.#purpose = doubled(this.#purpose)
    this.verdicts = doubled(this.verdicts)
    this.#open = doubled(this.#open)
  }
}
