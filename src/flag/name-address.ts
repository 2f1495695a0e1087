/** Lists that give only name and address: matched at a LOW threshold, since name variants are how such lists are missed. */

import { distance } from 'fastest-levenshtein'
import type { CleanedRecord } from '../record/cleaned.ts'
import { fold } from '../text/fold.ts'

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
    first: fold(of.first_name ?? ''),
    last: fold(of.last_name ?? ''),
    company: fold(of.company ?? ''),
    postcode: (of.postcode ?? '').replace(/\s+/g, '').toUpperCase(),
    city: fold(of.city ?? ''),
    street: streetKey(`${of.street ?? ''}`),
    houseNumber: fold(of.house_number ?? '') || (/(\d+\s*[a-z]?)\s*$/.exec(fold(of.street ?? ''))?.[1] ?? ''),
  }
}

const streetKey = (street: string): string =>
  fold(street)
    .replace(/\s*\d.*$/, '')
    .replace(/stra?s?s?e?$|str$|street$/, '')
    .replace(/\s+/g, '')

/** Where candidates are looked for: the postcode, or the city where there is none. */
export const placeKeys = (of: NamedPlace): string[] => [
  ...(of.postcode === '' ? [] : [`p${of.postcode}`]),
  ...(of.city === '' ? [] : [`c${of.city}`]),
]

/**
 * Whether a list's entry may mean the record: the same place, and the names agree roughly (initial or missing first
 * name, two letters off in the last name, or first and last swapped), or one name agrees and the house is the same.
 */
export function mayBeSame(entry: NamedPlace, record: NamedPlace): boolean {
  if (entry.postcode !== '' && record.postcode !== '' ? entry.postcode !== record.postcode : entry.city !== record.city)
    return false
  const isSameHouse =
    entry.street !== '' &&
    near(entry.street, record.street) &&
    (entry.houseNumber === record.houseNumber || entry.houseNumber === '')
  const isOtherHouse = entry.street !== '' && record.street !== '' && !isSameHouse
  if (entry.last === '' && entry.company !== '') return entry.company === record.company && !isOtherHouse
  const isSwapped = entry.last !== '' && entry.last === record.first && near(entry.first, record.last)
  const isLast = near(entry.last, record.last) || isSwapped
  const isFirst = entry.first === '' || record.first === '' || entry.first[0] === record.first[0] || isSwapped
  if (isSameHouse)
    return (isLast && isFirst) || (isLast && entry.first === '') || (entry.first !== '' && entry.first === record.first)
  // Another street in the same postcode: only the full name says that it may be the same person who moved.
  return isOtherHouse ? isLast && entry.first === record.first : isLast && isFirst
}

function near(l: string, r: string): boolean {
  if (l === '' || r === '') return false
  if (l === r) return true
  const max = Math.min(l.length, r.length) >= 5 ? 2 : 1
  if (Math.abs(l.length - r.length) <= max && distance(l, r) <= max) return true
  // Double names: Müller-Schmidt is found under Müller.
  return l.split(' ').some((part) => part.length > 3 && r.split(' ').includes(part))
}
