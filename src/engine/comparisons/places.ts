/** Comparing postal addresses: street with house number, and postcode with city, each as one joint comparison. */

import type { ComparisonPlan } from '../plan.ts'
import type { CompareRows } from './compare-rows.ts'
import { SPELLING, spelling } from './spelling.ts'

const STREET = {
  same: 1,
  noNumber: 2,
  similarSameNumber: 3,
  otherNumber: 4,
  similarOtherNumber: 5,
  different: 6,
} as const
const PLACE = {
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
export function compareStreets(plan: ComparisonPlan): CompareRows {
  const [street, number, extra] = plan.columns as [Uint32Array, Uint32Array, Uint32Array]
  const spell = spelling(plan.texts)
  return (l, r) => {
    const a = street[l]! || extra[l]!
    const b = street[r]! || extra[r]!
    if (a === 0 || b === 0) return 0
    const isSame = a === b || (extra[l] !== 0 && extra[l] === b) || (extra[r] !== 0 && extra[r] === a)
    const sameNumber = number[l] === number[r]
    const bothNumbers = number[l] !== 0 && number[r] !== 0
    if (isSame) return sameNumber ? STREET.same : bothNumbers ? STREET.otherNumber : STREET.noNumber
    const alike = spell(a, b)
    const isAlike = alike <= SPELLING.part || alike === SPELLING.similar
    if (!isAlike) return STREET.different
    return sameNumber && bothNumbers ? STREET.similarSameNumber : STREET.similarOtherNumber
  }
}

/** Columns: postcode, city; one number space. */
export function comparePlaces(plan: ComparisonPlan): CompareRows {
  const [postcode, city] = plan.columns as [Uint32Array, Uint32Array]
  const spell = spelling(plan.texts)
  return (l, r) => {
    const p = postcode[l]!
    const q = postcode[r]!
    const c = city[l]!
    const d = city[r]!
    const hasPostcodes = p !== 0 && q !== 0
    const hasCities = c !== 0 && d !== 0
    if (hasPostcodes && p === q) {
      if (!hasCities) return PLACE.postcode
      return c === d || spell(c, d) < SPELLING.initial ? PLACE.both : PLACE.postcodeOtherCity
    }
    const isNear = hasPostcodes && spell(p, q) === SPELLING.slip
    if (hasCities && c === d)
      return isNear ? PLACE.cityNearPostcode : hasPostcodes ? PLACE.cityOtherPostcode : PLACE.city
    if (!hasPostcodes && !hasCities) return 0
    if (isNear) return PLACE.near
    return hasCities && spell(c, d) <= SPELLING.part ? PLACE.near : PLACE.different
  }
}
