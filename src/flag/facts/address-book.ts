/** Addresses of interest, numbered: those that a fact, a repair or a purchase speaks of. */

import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max'
import { TextPacker } from '../../record/text-packer.ts'

/** What tells a number without its country from one with it: the latter is digits only. */
const NATIONAL = 'n'
/** The same, for those that were written without it: only numbers written with it are held against these. */
const BARE = 'w'

export class AddressBook {
  /** Numbers begin with 1 there, and 0 is nothing: one less, and nothing is NONE. */
  readonly #texts = new TextPacker()
  #hasNational = false
  #hasBare = false
  readonly #international = new Set<number>()

  get size(): number {
    return this.#texts.size - 1
  }

  /** The address's number, given now if it has none yet; NONE for nothing. */
  add(key: string): number {
    if (key.startsWith(NATIONAL)) this.#hasNational = true
    else if (key.startsWith(BARE)) this.#hasBare = true
    return this.#texts.idOf(key) - 1
  }

  /** The number was written with its country. */
  markInternational(address: number): void {
    this.#international.add(address)
  }

  /** The address as a text: with a plus where it was ever written with one. */
  textOf(address: number): string {
    return `${this.#international.has(address) ? '+' : ''}${this.#texts.textOf(address + 1)}`
  }

  /** Whether a key begins with {@link NATIONAL}, so that others need not look for it. */
  get hasNational(): boolean {
    return this.#hasNational
  }

  /** Numbers that may have been written with their country, and what they are without it. */
  eachNational(use: (address: number, national: string) => void): void {
    for (let address = 0; address < this.size; address++) {
      const text = this.#texts.textOf(address + 1)
      const national = /^\d/.test(text) ? withoutCountry(text) : ''
      if (national.length >= MIN_NATIONAL_DIGITS) use(address, national)
    }
  }

  /** Whether a key begins with {@link BARE}. */
  get hasBare(): boolean {
    return this.#hasBare
  }

  /** NONE where nothing speaks of the address. */
  find(key: string): number {
    return this.#texts.find(key) - 1
  }
}

/** E-mail addresses are the same without regard to case and blanks around; nothing else is folded. */
export const emailKey = (email: string | null): string =>
  email === null ? '' : isFolded(email) ? email : email.trim().toLowerCase()

/** Nearly every address is: small letters and no blanks, in ASCII alone. */
function isFolded(email: string): boolean {
  for (let i = 0; i < email.length; i++) {
    const code = email.charCodeAt(i)
    if (code <= 32 || code >= 127 || (code >= 65 && code <= 90)) return false
  }
  return true
}

/** Numbers are the same by their digits, with or without the plus. */
export const phoneKey = (phone: string | null): string => (phone === null ? '' : digitsOf(phone))

/** Nearly every number is E.164 already, and then the digits are all but the plus. */
function digitsOf(phone: string): string {
  for (let i = 1; i < phone.length; i++) {
    const code = phone.charCodeAt(i)
    if (code < 48 || code > 57) return phone.replace(/\D+/g, '')
  }
  return phone.startsWith('+') ? phone.slice(1) : phone.replace(/\D+/g, '')
}

/**
 * The number without its country: what a national list that names no country gives. Restrictions (only they) also match
 * by it: the same digits in another country are a price worth paying for an opt-out that is not lost.
 */
export function nationalKey(phone: string | null): string {
  const national = phone === null ? '' : nationalDigits(phone)
  return national === '' ? '' : `${NATIONAL}${national}`
}

/** What a number written with its country and one written without meet by; restrictions only, as above. */
export function bareKey(phone: string): string {
  const national = nationalDigits(phone)
  return national === '' ? '' : `${BARE}${national}`
}

/** '' where there are too few digits to tell anybody. */
export function nationalDigits(phone: string): string {
  const digits = digitsOf(phone)
  const national = hasCountry(phone) ? withoutCountry(digits) : digits.replace(/^0+/, '')
  return national.length < MIN_NATIONAL_DIGITS ? '' : national
}

export const hasCountry = (phone: string): boolean => phone.trimStart().startsWith('+')

const MIN_NATIONAL_DIGITS = 6
const CALLING_CODES: ReadonlySet<string> = new Set(getCountries().map((country) => getCountryCallingCode(country)))

/** Calling codes are one to three digits and none begins another. */
function withoutCountry(digits: string): string {
  for (let length = 1; length <= 3; length++)
    if (CALLING_CODES.has(digits.slice(0, length))) return digits.slice(length)
  return digits
}
