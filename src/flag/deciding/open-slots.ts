/** The open addresses of one channel of a person, gathered while the verdict is found. */

import { type OpenField, slotOf } from '../../record/open-address.ts'
import { NONE } from '../facts/fact-columns.ts'
import { isOpen } from './outcome.ts'

/** An address that only a consent names stands as `-2 - address number`. */
export const listedSlot = (address: number): number => -2 - address
export const listedAddress = (slot: number): number => -2 - slot

export class OpenSlots {
  readonly #slots: number[] = []
  readonly #outcomes: number[] = []
  readonly #addresses: number[] = []
  /** The lists are not cut short between channels: that would cost more than all the rest. */
  #count = 0

  reset(): void {
    this.#count = 0
  }

  add(outcome: number, rec: number, field: OpenField, address: number): void {
    if (!isOpen(outcome)) return
    const slot = rec === NONE ? listedSlot(address) : slotOf(rec, field)
    // An address may be open on several grounds, the best one counts; one that a record has is not told again.
    for (let i = 0; i < this.#count; i++) {
      if (rec === NONE ? this.#addresses[i] !== address : this.#slots[i] !== slot) continue
      if (outcome > this.#outcomes[i]!) this.#outcomes[i] = outcome
      return
    }
    this.#slots[this.#count] = slot
    this.#outcomes[this.#count] = outcome
    this.#addresses[this.#count++] = address
  }

  /** The only slot there is, NONE where there is none, null where there are several. */
  get only(): number | null {
    return this.#count === 0 ? NONE : this.#count === 1 ? this.#slots[0]! : null
  }

  /** Slots by grounds, the best first. */
  groups(): number[][] {
    const outcomes = this.#outcomes.slice(0, this.#count)
    const slots = this.#slots.slice(0, this.#count)
    return [...new Set(outcomes)]
      .sort((l, r) => r - l)
      .map((outcome) => slots.filter((_, i) => outcomes[i] === outcome))
  }
}
