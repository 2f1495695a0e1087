/** Addresses of interest, numbered: those that a fact, a repair or a purchase speaks of. */

import { NONE } from './fact-columns.ts'

export class AddressBook {
  readonly #numbers = new Map<string, number>()

  get size(): number {
    return this.#numbers.size
  }

  /** The address's number, given now if it has none yet; NONE for nothing. */
  add(key: string): number {
    if (key === '') return NONE
    let no = this.#numbers.get(key)
    if (no === undefined) {
      no = this.#numbers.size
      this.#numbers.set(key, no)
    }
    return no
  }

  /** NONE where nothing speaks of the address. */
  find(key: string): number {
    return this.#numbers.get(key) ?? NONE
  }
}

/** E-mail addresses are the same without regard to case and blanks around; nothing else is folded. */
export const emailKey = (email: string | null): string => (email === null ? '' : email.trim().toLowerCase())

/** Numbers are the same by their digits, with or without the plus. */
export const phoneKey = (phone: string | null): string => (phone === null ? '' : phone.replace(/\D+/g, ''))
