/** A glance at addresses: what may be alike in spelling is left for later. */

import type { ComparisonData } from './compare-rows.ts'
import type { Glance } from './glance.ts'
import { keepAlike } from './glance-outlines.ts'
import { maySlip } from './outlines.ts'
import { PLACE, STREET } from './places.ts'

/** Cells: street, house number, second address line; the outline of the street. */
export function glanceAtStreets({ cells, places }: ComparisonData): Glance {
  const [street, number, extra, outline] = places as [number, number, number, number]
  return (batch, words, shift) => {
    const { l, r, count, unclear, differing } = batch
    let left = 0
    let noted = 0
    for (let i = 0; i < count; i++) {
      const x = l[i]!
      const y = r[i]!
      const a = cells[x + street]!
      const b = cells[y + street]!
      if ((cells[x + extra]! | cells[y + extra]!) === 0) {
        if (a === 0 || b === 0) continue
        if (a === b) {
          const m = cells[x + number]!
          const n = cells[y + number]!
          words[i]! |= (m === n ? STREET.same : m !== 0 && n !== 0 ? STREET.otherNumber : STREET.noNumber) << shift
          continue
        }
        words[i]! |= STREET.different << shift
        differing[noted++] = i
        continue
      }
      unclear[left++] = i
    }
    return keepAlike(batch, { differing: noted, unclear: left, place: outline }, cells, words, shift)
  }
}

/** Cells: postcode, city; the outline of each. */
export function glanceAtPlaces({ cells, places }: ComparisonData): Glance {
  const [postcode, city, postcodeOutline, cityOutline] = places as [number, number, number, number]
  return (batch, words, shift) => {
    const { l, r, count, unclear, differing } = batch
    let left = 0
    let noted = 0
    for (let i = 0; i < count; i++) {
      const x = l[i]!
      const y = r[i]!
      const p = cells[x + postcode]!
      const q = cells[y + postcode]!
      const c = cells[x + city]!
      const d = cells[y + city]!
      const hasPostcodes = p !== 0 && q !== 0
      const hasCities = c !== 0 && d !== 0
      let level: number
      if (hasPostcodes && p === q) {
        if (hasCities && c !== d) {
          unclear[left++] = i
          continue
        }
        level = hasCities ? PLACE.both : PLACE.postcode
      } else if (hasPostcodes && maySlip(cells[x + postcodeOutline]!, cells[y + postcodeOutline]!)) {
        unclear[left++] = i
        continue
      } else if (hasCities && c === d) level = hasPostcodes ? PLACE.cityOtherPostcode : PLACE.city
      else if (!hasPostcodes && !hasCities) continue
      else {
        level = PLACE.different
        if (hasCities) differing[noted++] = i
      }
      words[i]! |= level << shift
    }
    return keepAlike(batch, { differing: noted, unclear: left, place: cityOutline }, cells, words, shift)
  }
}
