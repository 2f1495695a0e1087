/** The open addresses of one channel of a person, gathered while the verdict is found. */

import { type OpenField, slotOf } from '../record/open-address.ts'
import { NONE } from './fact-columns.ts'
import { isOpen } from './outcome.ts'

/** An address that only a consent names stands as `-2 - address number`. */
export const listedSlot = (address: number): number => -2 - address
export const listedAddress = (slot: number): number => -2 - slot

export class OpenSlots {
  readonly #slots: number[] = []
  readonly #outcomes: number[] = []
  readonly #addresses: number[] = []

  reset(): void {
    this.#slots.length = 0
    this.#outcomes.length = 0
    this.#addresses.length = 0
  }

  add(outcome: number, rec: number, field: OpenField, address: number): void {
    if (!isOpen(outcome)) return
    const slot = rec === NONE ? listedSlot(address) : slotOf(rec, field)
    // An address may be open on several grounds, the best one counts; one that a record has is not told again.
    const known = rec === NONE ? this.#addresses.indexOf(address) : this.#slots.indexOf(slot)
    if (known < 0) {
      this.#slots.push(slot)
      this.#outcomes.push(outcome)
      this.#addresses.push(address)
    } else if (outcome > this.#outcomes[known]!) this.#outcomes[known] = outcome
  }

  /** The only slot there is, NONE where there is none, null where there are several. */
  get only(): number | null {
    return this.#slots.length === 0 ? NONE : this.#slots.length === 1 ? this.#slots[0]! : null
  }

  /** Slots by grounds, the best first. */
  groups(): number[][] {
    const outcomes = [...new Set(this.#outcomes)].sort((l, r) => r - l)
    return outcomes.map((outcome) => this.#slots.filter((_, i) => this.#outcomes[i] === outcome))
  }
}
