/** Everything the verdicts depend on, as columns: what the stage reads and the pure part works on. */

import type { Deal } from '../record/project.ts'
import type { FactColumns } from './facts/fact-columns.ts'

export interface FlagSource {
  readonly name: string
  readonly brand: number
  readonly deal: Deal
  /** Letters are open in spite of an asset deal: told, and the time to object is over. */
  readonly isNoticeOver: boolean
}

/** Bits of {@link RecordColumns.flags}: which addresses a record has, and in what state. */
export const HAS = {
  email: 1,
  email2: 2,
  phone: 4,
  mobile: 8,
  letter: 16,
  /** The e-mail address was changed by repair, less or more surely. */
  emailRepaired: 32,
  email2Repaired: 64,
  emailInvalid: 128,
  email2Invalid: 256,
  /** The repair is sure enough for the rule. */
  emailSure: 512,
  email2Sure: 1024,
  /** The number may be a mobile's. */
  phoneTakesTexts: 2048,
  mobileTakesTexts: 4096,
} as const

export interface RecordColumns {
  readonly length: number
  readonly source: Int32Array
  readonly flags: Uint16Array
  /** Address numbers, NONE where no fact, repair or purchase speaks of the address. */
  readonly email: Int32Array
  readonly email2: Int32Array
  readonly phone: Int32Array
  readonly mobile: Int32Array
}

/** `items[offsets[i] … offsets[i + 1])` belong to i. */
export interface Lists {
  readonly offsets: Int32Array
  readonly items: Int32Array
}

export interface FlagInput {
  readonly asOfDay: number
  /** The day of sending, `asOfDay` or later: what ends before it is over. */
  readonly sendDay: number
  readonly sources: readonly FlagSource[]
  readonly records: RecordColumns
  readonly facts: FactColumns
  readonly persons: number
  /** Records of each person. */
  readonly members: Lists
  /** Facts about each person: `fact * 2`, plus 1 where it is only suspected. */
  readonly links: Lists
  /** Row of the jurisdictions for each person. */
  readonly jurisdiction: Uint8Array
  /**
   * Day of the last sale (or end of contract) to a record by its own brand, NO_DAY where there was none. By record, not
   * by person: the exception for own customers is for the address from the sale, and no merge may widen it.
   */
  readonly lastSale: Int32Array
  /** Likewise of the last inquiry about what the brand sells. */
  readonly lastInquiry: Int32Array
  /** Records that a returned or dead postal address was reported for: the deciding fact, NONE where none. */
  readonly letterBlock: (record: number) => number
  /** Address facts reported for a record by its key, not for an address: the deciding fact, NONE where none. */
  readonly recordBlock: (record: number) => number
  /** The strongest address fact (hard) of an address, NONE where none; and the day a soft-bounced one rests until. */
  readonly emailBlock: Int32Array
  readonly emailRestsUntil: Int32Array
  readonly emailRestFact: Int32Array
  readonly emailAlive: Uint8Array
  readonly phoneBlock: Int32Array
  /** Addresses as texts, by number: for those that stand in no record. */
  readonly emailTexts: (address: number) => string
  readonly phoneTexts: (address: number) => string
}

/** Pairs (owner, item) → lists, keeping the order of the pairs. */
function listsOf(owners: number, pairs: Int32Array, length: number): Lists {
  const offsets = new Int32Array(owners + 1)
  for (let i = 0; i < length; i += 2) offsets[pairs[i]! + 1]!++
  for (let i = 0; i < owners; i++) offsets[i + 1]! += offsets[i]!
  const next = offsets.slice(0, owners)
  const items = new Int32Array(length / 2)
  for (let i = 0; i < length; i += 2) items[next[pairs[i]!]!++] = pairs[i + 1]!
  return { offsets, items }
}

/** A growing list of pairs. */
export class Pairs {
  #data = new Int32Array(1 << 12)
  length = 0

  push(owner: number, item: number): void {
    if (this.length + 2 > this.#data.length) {
      const bigger = new Int32Array(this.#data.length * 2)
      bigger.set(this.#data)
      this.#data = bigger
    }
    this.#data[this.length++] = owner
    this.#data[this.length++] = item
  }

  get data(): Int32Array {
    return this.#data
  }

  lists(owners: number): Lists {
    return listsOf(owners, this.#data, this.length)
  }
}
