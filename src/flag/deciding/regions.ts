/** Parts of a country with a law of their own: which of their rows an address falls under. */

import { fold } from '../../text/fold.ts'
import { cached } from '../../text/value-cache.ts'
import type { JurisdictionRow } from '../rules.ts'

/** A postcode cut shorter than this (leading zeros lost) tells no place. */
const WHOLE_POSTCODE = 5

export interface Regions {
  /** The row by the name of the region, else by postcode; `other` where they name another part, `unknown` where nothing tells. */
  of(region: string | null, postcode: string | null): number
}

/** `numbered`: rows with a region, each with its number. */
export function regionsOf(
  numbered: readonly (readonly [JurisdictionRow, number])[],
  other: number,
  unknown: number,
): Regions {
  const byName = new Map(numbered.flatMap(([row, no]) => row.region!.names.map((name) => [fold(name), no] as const)))
  const byPostcode = numbered.flatMap(([row, no]) => row.region!.postcodes.map((prefix) => [prefix, no] as const))
  const country = fold(numbered[0]![0].country)
  const nameOf = cached((region: string) => fold(region).replace(new RegExp(`^${country} `), ''))
  return {
    of(region, postcode) {
      const name = region === null ? '' : nameOf(region)
      const named = byName.get(name)
      if (named !== undefined) return named
      if (postcode !== null && postcode.length >= WHOLE_POSTCODE)
        return byPostcode.find(([prefix]) => postcode.startsWith(prefix))?.[1] ?? other
      // The letters of another region, not the name of a county.
      return /^[a-z]{2}$/.test(name) ? other : unknown
    },
  }
}
