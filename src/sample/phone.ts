/** Phone numbers: invented but valid in their country, unique, and written in many ways. */

import { COUNTRIES, type CountryCode } from './places.ts'
import type { Rng } from './rng.ts'

export interface Phone {
  readonly country: CountryCode
  /** Area code or mobile prefix, without a trunk zero (Italy: the zero is part of it). */
  readonly area: string
  readonly local: string
}

/** How many numbers of an area come from its fictional range. */
const FEW = 200

/** Draws numbers that nobody has yet. */
export class PhoneBook {
  readonly #taken = new Set<number>()
  readonly #givenByArea = new Map<string, number>()

  mobile(rng: Rng, country: CountryCode, areaCode: string): Phone {
    if (country === 'US') return this.landline(rng, country, areaCode) // one number plan for both
    return this.#fresh(() => {
      const [area, digits] = rng.pick(COUNTRIES[country].mobiles)
      return {
        country,
        area,
        local: `${country === 'FR' ? rng.pick(['1', '2', '6', '7', '8']) : rng.between(2, 8)}${rng.digits(digits - 1)}`,
      }
    })
  }

  landline(rng: Rng, country: CountryCode, areaCode: string): Phone {
    const given = this.#givenByArea.get(areaCode) ?? 0
    this.#givenByArea.set(areaCode, given + 1)
    return this.#fresh(() => ({ country, area: areaCode, local: localNumber(rng, country, areaCode, given < FEW) }))
  }

  /** Past many tries (a small area is full) somebody gets a number again, as happens in life. */
  #fresh(make: () => Phone): Phone {
    for (let tries = 0; ; tries++) {
      const phone = make()
      const code = Number(COUNTRIES[phone.country].callingCode + phone.area + phone.local)
      if (this.#taken.has(code) && tries < 30) continue
      this.#taken.add(code)
      return phone
    }
  }
}

function localNumber(rng: Rng, country: CountryCode, areaCode: string, few: boolean): string {
  switch (country) {
    case 'US':
      // 555 is kept free of real subscribers, but in a crowd its numbers would be too alike to tell people by.
      return (few ? '555' : String(rng.between(220, 989))) + rng.digits(4)
    case 'GB':
      if (areaCode.length === 2)
        return `${areaCode === '20' ? rng.pick(['7', '8']) : areaCode === '28' ? '90' : areaCode === '29' ? '20' : '80'}${rng.digits(areaCode === '20' ? 7 : 6)}`
      return areaCode.length === 4 ? `${rng.between(3, 8)}${rng.digits(5)}` : `2${rng.digits(6)}`
    case 'FR':
      return `${FRENCH_REGIONS[areaCode] ?? '40'}${rng.digits(6)}`
    case 'NL':
      return `${rng.between(2, 7)}${rng.digits(8 - areaCode.length)}`
    default: {
      const digits = rng.pick(COUNTRIES[country].localDigits)
      return `${rng.between(2, 8)}${rng.digits(digits - 1 - Math.max(0, areaCode.length - 3))}`
    }
  }
}

/** First two digits after the French zone digit that are assigned in every zone used here. */
const FRENCH_REGIONS: Readonly<Record<string, string>> = { 1: '42', 2: '40', 3: '88', 4: '78', 5: '56' }

export function e164(phone: Phone): string {
  return `+${COUNTRIES[phone.country].callingCode}${phone.area}${phone.local}`
}

/** As a person, a form or a call centre writes it. */
export function writePhone(rng: Rng, phone: Phone): string {
  const { country, area, local } = phone
  const code = COUNTRIES[country].callingCode
  const style = rng.int(10)
  if (style === 0) return `+${code}${area}${local}`
  if (style === 1) return `00${code}${area}${local}`
  if (style === 2) return `+${code} ${area} ${local}`
  switch (country) {
    case 'US': {
      const [head, tail] = [local.slice(0, 3), local.slice(3)]
      return rng.pick([`(${area}) ${head}-${tail}`, `${area}-${head}-${tail}`, `${area}.${head}.${tail}`, area + local])
    }
    case 'GB':
      return rng.pick([`0${area} ${local}`, `0${area} ${local.slice(0, 3)} ${local.slice(3)}`, `0${area}${local}`])
    case 'FR': {
      const all = `0${area}${local}`
      const pairs = all.match(/../g) ?? []
      return rng.pick([pairs.join(' '), pairs.join('.'), all])
    }
    case 'IT':
      return rng.pick([`${area} ${local}`, `${area}/${local}`, area + local])
    case 'NL':
      return rng.pick([`0${area}-${local}`, `0${area} ${local}`, `0${area}${local}`])
    default:
      return rng.pick([
        `0${area}/${local}`,
        `0${area} ${local}`,
        `0${area}-${local}`,
        `(0${area}) ${local}`,
        `0${area}${local}`,
      ])
  }
}
