/** Lists that give only name and address: matched at a LOW threshold, since name variants are how such lists are missed. */

import { distance } from 'fastest-levenshtein'
import type { CleanedRecord } from '../../record/cleaned.ts'
import { fold } from '../../text/fold.ts'
import { cached } from '../../text/value-cache.ts'

/** Name and place, folded once; '' where not given. */
export interface NamedPlace {
  readonly first: string
  readonly last: string
  readonly company: string
  readonly postcode: string
  readonly city: string
  readonly street: string
  readonly houseNumber: string
}

export function namedPlace(of: CleanedRecord): NamedPlace {
  return {
    first: folded(of.first_name ?? ''),
    last: folded(of.last_name ?? ''),
    company: folded(of.company ?? ''),
    ...placeOf(of.postcode ?? null, of.city ?? null),
    street: streetKey(of.street ?? ''),
    houseNumber: folded(of.house_number ?? '') || houseInStreet(of.street ?? ''),
  }
}

/** How each part is folded, for columns whose values are folded once; a house number may also end the street. */
export const FOLD_PART = {
  first: (text: string) => folded(text),
  last: (text: string) => folded(text),
  company: (text: string) => folded(text),
  postcode: (text: string) => postcodeKey(text),
  city: (text: string) => folded(text),
  street: (text: string) => streetKey(text),
  houseNumber: (text: string) => folded(text),
  houseInStreet: (text: string) => houseInStreet(text),
} as const

/** Postcode and city alone: they say where to look. */
export function placeOf(postcode: string | null, city: string | null): Pick<NamedPlace, 'postcode' | 'city'> {
  return { postcode: postcodeKey(postcode ?? ''), city: folded(city ?? '') }
}

const folded = cached(fold)
const postcodeKey = cached((postcode) => postcode.replace(/\s+/g, '').toUpperCase())
const houseInStreet = cached((street) => /(\d+\s*[a-z]?)\s*$/.exec(fold(street))?.[1] ?? '')
const streetKey = cached((street) =>
  fold(street)
    .replace(/\s*\d.*$/, '')
    .replace(/stra?s?s?e?$|str$|street$/, '')
    .replace(/\s+/g, ''),
)

/**
 * Whether a list's entry may mean the record: the same place, and the names agree roughly (initial or missing first
 * name, two letters off in the last name, or first and last swapped), or one name agrees and the house is the same.
 */
export function mayBeSame(entry: NamedPlace, record: NamedPlace): boolean {
  if (entry.postcode !== '' && record.postcode !== '' ? entry.postcode !== record.postcode : entry.city !== record.city)
    return false
  if (entry.last === '' && entry.company !== '')
    return entry.company === record.company && houseOf(entry, record) !== 'other'
  const isSwapped = entry.last !== '' && entry.last === record.first && near(entry.first, record.last)
  const isLast = isSwapped || near(entry.last, record.last)
  const isSameFirst = entry.first === record.first
  // Most pairs end here, before the streets are compared.
  if (!isLast && (entry.first === '' || !isSameFirst)) return false
  const isFirst = entry.first === '' || record.first === '' || entry.first[0] === record.first[0] || isSwapped
  const house = houseOf(entry, record)
  if (house === 'same') return (isLast && isFirst) || (entry.first !== '' && isSameFirst)
  // Another street in the same postcode: only the full name says that it may be the same person who moved.
  return isLast && (house === 'other' ? isSameFirst : isFirst)
}

function houseOf(entry: NamedPlace, record: NamedPlace): 'same' | 'other' | 'unknown' {
  if (entry.street === '') return 'unknown'
  const isSame =
    (entry.houseNumber === record.houseNumber || entry.houseNumber === '') && near(entry.street, record.street)
  return isSame ? 'same' : record.street === '' ? 'unknown' : 'other'
}

function near(l: string, r: string): boolean {
  if (l === '' || r === '') return false
  if (l === r) return true
  const max = Math.min(l.length, r.length) >= 5 ? 2 : 1
  if (Math.abs(l.length - r.length) <= max && distance(l, r) <= max) return true
  // Double names: Müller-Schmidt is found under Müller.
  if (!l.includes(' ') && !r.includes(' ')) return false
  const parts = r.split(' ')
  return l.split(' ').some((part) => part.length > 3 && parts.includes(part))
}
