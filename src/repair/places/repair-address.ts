/** Postal addresses: street lines taken apart, postcodes and countries in their usual form. */

import { fold } from '../../text/fold.ts'
import { dropped, NOTHING, type Outcome, tidy, UNCHANGED } from '../outcome.ts'
import type { AddressRules } from '../rules.ts'
import { nameStreet, readStreet } from './read-street.ts'
import { createPostcodeRepairer } from './repair-postcode.ts'
import { splitAddress } from './split-address.ts'
import { createStreetWords, placeCase, type StreetWords } from './street-words.ts'

export interface AddressRepairer {
  readonly words: StreetWords
  /** ISO alpha-2, or null where the text names no country that is known. */
  countryOf(text: string): string | null
  repairCountry(cell: string): Outcome
  repairPostcode(cell: string, country: string | null): Outcome
  /** A street line: the number comes apart only where the record has no number of its own (`splitNumber`). */
  repairStreet(cell: string, country: string | null, splitNumber: boolean): Outcome
  /** A whole address in one cell. */
  splitAddress(cell: string, country: string | null): Outcome
  repairPlace(cell: string, field: 'city' | 'district' | 'address_extra'): Outcome
}

export function createAddressRepairer(rules: AddressRules): AddressRepairer {
  const byName = new Map<string, string>()
  for (const [code, { names }] of Object.entries(rules.countries))
    for (const name of [code, ...names]) byName.set(fold(name), code)
  const countryOf = (text: string): string | null => byName.get(fold(text.length > 60 ? '' : text)) ?? null
  const words = createStreetWords(rules)
  const repairPostcode = createPostcodeRepairer(rules)
  return {
    words,
    countryOf,
    repairCountry: (cell) => repairCountry(tidy(cell, 60), countryOf),
    repairPostcode: (cell, country) => repairPostcode(tidy(cell, 40), country),
    repairStreet(cell, country, splitNumber) {
      const text = tidy(cell)
      if (splitNumber) return { values: { ...readStreet(text, country, words) }, changes: UNCHANGED }
      return { values: { street: nameStreet(text, country, words) }, changes: UNCHANGED }
    },
    splitAddress: (cell, country) => splitAddress(cell, country, { words, repairPostcode, countryOf }),
    repairPlace(cell, field) {
      const text = tidy(cell)
      return text === '' ? NOTHING : { values: { [field]: placeCase(text) }, changes: UNCHANGED }
    },
  }
}

function repairCountry(text: string, countryOf: (text: string) => string | null): Outcome {
  const code = countryOf(text)
  if (code !== null) return { values: { country: code }, changes: UNCHANGED }
  if (/^[A-Za-z]{2}$/.test(text)) return { values: { country: text.toUpperCase() }, changes: UNCHANGED }
  return text === '' ? NOTHING : dropped('country', text, 'country.unknown', 'no country of this name is known')
}
