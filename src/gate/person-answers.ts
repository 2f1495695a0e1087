/** What the last run said of people on one channel, held against the day of sending. */

import { NONE } from '../flag/facts/fact-columns.ts'
import { fromDayNo } from '../record/dates.ts'
import { CHANNELS, type Channel } from '../record/project.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import type { Store } from '../store/store.ts'
import { contactability, verdicts } from '../store/tables.ts'
import type { Refusal, RefusalOrder } from './refusal.ts'

export interface Asked {
  readonly channel: Channel
  /** Null: in the name of any brand. */
  readonly brand: string | null
  readonly purpose: string
  /** The day of sending. */
  readonly day: number
  readonly alternateOrder: readonly Channel[]
}

interface Answer {
  readonly refusal: Refusal | null
  readonly isOpen: boolean
}

const COLUMNS = ['person_no', 'brand', 'purpose', ...CHANNELS] as const
type Block = readonly [number[], string[], string[], ...(number | null)[][]]
const ALL_MARKETING = 'marketing'
const NO_ROW: Refusal = {
  reason: 'no_record',
  sinceDay: null,
  evidence: 'the workspace knows the person from other brands only',
  suspected: false,
  alternate: null,
}

export class PersonAnswers {
  readonly #asked: Asked
  readonly #order: RefusalOrder
  /** Distinct refusals, by number; people → number, NONE where nothing is refused. */
  readonly #refusals: Refusal[] = []
  readonly #numbers = new Map<Refusal, number>()
  readonly #ofPerson: Int32Array
  /** Bits of the channels that are open in the name of every brand asked for. */
  readonly #open: Uint8Array
  readonly #hasRow: Uint8Array

  constructor(people: number, asked: Asked, order: RefusalOrder) {
    this.#order = order
    this.#asked = asked
    this.#ofPerson = new Int32Array(people).fill(NONE)
    this.#open = new Uint8Array(people).fill(0xff)
    this.#hasRow = new Uint8Array(people)
  }

  /** Reads the answers of the people wanted (1). */
  read(store: Store, wanted: Uint8Array): void {
    const { brand, purpose } = this.#asked
    const book = this.#readBook(store)
    let [lastPerson, lastBrand] = [NONE, '']
    let answers: readonly (Answer | null)[] | null = null
    const end = (): void => {
      if (answers !== null) this.#take(lastPerson, answers)
      answers = null
    }
    for (const block of columnBlocks(store, contactability, COLUMNS)) {
      const [people, brands, purposes, ...channels] = block as unknown as Block
      for (let i = 0; i < people.length; i++) {
        const person = people[i]!
        if (wanted[person] !== 1 || (brand !== null && brands[i] !== brand)) continue
        if (person !== lastPerson || brands[i] !== lastBrand) end()
        lastPerson = person
        lastBrand = brands[i]!
        // A topic nobody spoke of has no row of its own: what holds for all marketing holds for it.
        if (purposes[i] === purpose || (purposes[i] === ALL_MARKETING && answers === null))
          answers = channels.map((numbers) => (numbers[i] === null ? null : book[numbers[i]!]!))
      }
    }
    end()
  }

  /** Why the person may not be contacted; null where nothing speaks against it. */
  refusal(person: number): Refusal | null {
    if (this.#hasRow[person] === 0) return NO_ROW
    const number = this.#ofPerson[person]!
    return number === NONE ? null : this.#refusals[number]!
  }

  isOpen(person: number, channel: Channel): boolean {
    return this.#hasRow[person] === 1 && (this.#open[person]! & (1 << CHANNELS.indexOf(channel))) !== 0
  }

  #take(person: number, answers: readonly (Answer | null)[]): void {
    this.#hasRow[person] = 1
    for (const [c, answer] of answers.entries()) if (answer?.isOpen !== true) this.#open[person]! &= ~(1 << c)
    const found = answers[CHANNELS.indexOf(this.#asked.channel)]?.refusal ?? null
    if (found === null) return
    const known = this.#ofPerson[person]!
    const strongest = this.#order.strongerOf(known === NONE ? null : this.#refusals[known]!, found)!
    this.#ofPerson[person] = this.#numberOf(strongest)
  }

  #numberOf(refusal: Refusal): number {
    let number = this.#numbers.get(refusal)
    if (number === undefined) {
      number = this.#refusals.push(refusal) - 1
      this.#numbers.set(refusal, number)
    }
    return number
  }

  #readBook(store: Store): Answer[] {
    return [...verdicts.all(store, ['verdict_no'])].map((v) => {
      const { reason, since, until, evidence } = v
      const suspected = v.suspected === 1
      if (v.allowed === 0) return { isOpen: false, refusal: { ...plain(reason, since, evidence), suspected } }
      if (until === null || until >= this.#asked.day) return { isOpen: true, refusal: null }
      const why = `open until ${fromDayNo(until)} only`
      return { isOpen: false, refusal: plain(`${reason}_expired`, until, why) }
    })
  }
}

const plain = (reason: string, sinceDay: number | null, evidence: string | null): Refusal => ({
  reason,
  sinceDay,
  evidence,
  suspected: false,
  alternate: null,
})
