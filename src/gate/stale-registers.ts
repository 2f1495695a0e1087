/** Rows that a register too old would have to speak of: they are refused, as whoever joined it since would be missed. */

import { type CountryCode, getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max'
import { northAmerican } from '../flag/deciding/jurisdiction.ts'
import type { Channel } from '../record/project.ts'
import { describeStale, type StaleList } from '../rules/external-lists.ts'
import { cached } from '../text/value-cache.ts'
import { type GateList, textAt } from './read-list.ts'
import type { Refusal } from './refusal.ts'

/**
 * By row; `country` is that of rows which name none. A register of numbers speaks of the numbers of its country, one of
 * addresses of the addresses there; where nobody knows the country it may speak of the row.
 */
export function staleRefusal(
  stale: readonly StaleList[],
  channel: Channel,
  list: GateList,
  country: string | null,
): (row: number) => Refusal | null {
  const concerned = stale.filter((register) => register.channel === channel)
  if (concerned.length === 0) return () => null
  const tests = concerned.map((register) => ({
    refusal: {
      reason: STALE,
      sinceDay: null,
      evidence: describeStale(register),
      suspected: false,
      alternate: null,
    } satisfies Refusal,
    covers: coverage(register.country),
  }))
  const isOfNumbers = channel === 'call' || channel === 'sms'
  return (row) => {
    const numbers = isOfNumbers
      ? [textAt(list.clean, 'phone', row), textAt(list.clean, 'mobile', row)].filter((number) => number.startsWith('+'))
      : []
    const place = textAt(list.clean, 'country', row) || country || ''
    const found = tests.find(({ covers }) =>
      numbers.length > 0 ? numbers.some(covers.number) : place === '' || covers.country(place),
    )
    return found?.refusal ?? null
  }
}

export const STALE = 'stale_list'

/** Of the numbers under +1 the area code tells the country; those of the islands under the United States are theirs. */
const UNDER: Readonly<Record<string, readonly string[]>> = { US: ['US', 'PR', 'GU', 'VI', 'AS', 'MP'] }

function coverage(country: string): {
  readonly number: (number: string) => boolean
  readonly country: (country: string) => boolean
} {
  const code = isSupportedCountry(country) ? getCountryCallingCode(country as CountryCode) : null
  const own = UNDER[country] ?? [country]
  const isOwnArea = cached((prefix: string) => {
    const area = northAmerican(prefix)
    return area === null || own.includes(area)
  })
  return {
    number: (number) =>
      code === null || (number.startsWith(`+${code}`) && (code !== '1' || isOwnArea(number.slice(0, 8)))),
    country: (of) => own.includes(of.toUpperCase()),
  }
}
