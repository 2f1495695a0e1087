/** Comparing postal addresses: street with house number, and postcode with city, each as one joint comparison. */

import type { CompareRows, ComparisonData } from './compare-rows.ts'
import { areUnlike, maySlip } from './outlines.ts'
import { SPELLING, spelling } from './spelling.ts'

export const STREET = {
  same: 1,
  noNumber: 2,
  similarSameNumber: 3,
  otherNumber: 4,
  similarOtherNumber: 5,
  different: 6,
} as const
export const PLACE = {
  both: 1,
  postcodeOtherCity: 2,
  postcode: 3,
  cityNearPostcode: 4,
  city: 5,
  cityOtherPostcode: 6,
  near: 7,
  different: 8,
} as const

/** Columns: street, house number, second address line; one number space. Street and second line may be exchanged. */
export function compareStreets(data: ComparisonData): CompareRows {
  const { cells } = data
  const [street, number, extra] = data.places as [number, number, number]
  const spell = spelling(data.texts)
  return (l, r) => {
    const a = cells[l + street]! || cells[l + extra]!
    const b = cells[r + street]! || cells[r + extra]!
    if (a === 0 || b === 0) return 0
    const isSame =
      a === b ||
      (cells[l + extra] !== 0 && cells[l + extra] === b) ||
      (cells[r + extra] !== 0 && cells[r + extra] === a)
    const sameNumber = cells[l + number] === cells[r + number]
    const bothNumbers = cells[l + number] !== 0 && cells[r + number] !== 0
    if (isSame) return sameNumber ? STREET.same : bothNumbers ? STREET.otherNumber : STREET.noNumber
    const alike = spell(a, b)
    const isAlike = alike <= SPELLING.part || alike === SPELLING.similar
    if (!isAlike) return STREET.different
    return sameNumber && bothNumbers ? STREET.similarSameNumber : STREET.similarOtherNumber
  }
}

/** Columns: postcode, city; one number space. Trait: the outline. */
export function comparePlaces(data: ComparisonData): CompareRows {
  const { cells } = data
  const [postcode, city, postcodeOutline, cityOutline] = data.places as [number, number, number, number]
  const spell = spelling(data.texts)
  return (l, r) => {
    const p = cells[l + postcode]!
    const q = cells[r + postcode]!
    const c = cells[l + city]!
    const d = cells[r + city]!
    const hasPostcodes = p !== 0 && q !== 0
    const hasCities = c !== 0 && d !== 0
    if (hasPostcodes && p === q) {
      if (!hasCities) return PLACE.postcode
      return c === d || spell(c, d) < SPELLING.initial ? PLACE.both : PLACE.postcodeOtherCity
    }
    const isNear =
      hasPostcodes && maySlip(cells[l + postcodeOutline]!, cells[r + postcodeOutline]!) && spell(p, q) === SPELLING.slip
    if (hasCities && c === d)
      return isNear ? PLACE.cityNearPostcode : hasPostcodes ? PLACE.cityOtherPostcode : PLACE.city
    if (!hasPostcodes && !hasCities) return 0
    if (isNear) return PLACE.near
    if (!hasCities || areUnlike(cells[l + cityOutline]!, cells[r + cityOutline]!)) return PLACE.different
    return spell(c, d) <= SPELLING.part ? PLACE.near : PLACE.different
  }
}
