/** From a planned comparison to the function that does it. */

import type { CompareRows, ComparisonData } from './compare-rows.ts'
import { compareEmails, comparePhones } from './contacts.ts'
import { compareDates } from './dates.ts'
import { compareCategories, compareCodes, compareTexts } from './general.ts'
import type { ComparisonKind } from './kinds.ts'
import { compareFamilyNames, compareGivenNames, compareMiddleNames } from './names.ts'
import { comparePlaces, compareStreets } from './places.ts'
import { compareYears } from './years.ts'

const OPENERS: Readonly<Record<ComparisonKind, (data: ComparisonData) => CompareRows>> = {
  given_name: compareGivenNames,
  family_name: compareFamilyNames,
  middle_name: compareMiddleNames,
  email: compareEmails,
  phone: comparePhones,
  date: compareDates,
  year: compareYears,
  street: compareStreets,
  place: comparePlaces,
  code: compareCodes,
  category: compareCategories,
  text: compareTexts,
}

export function openComparison(data: ComparisonData): CompareRows {
  return OPENERS[data.kind](data)
}
