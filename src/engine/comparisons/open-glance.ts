/** From a planned comparison to the first look at it. */

import type { ComparisonData } from './compare-rows.ts'
import { type Glance, glanceAtCategories, glanceAtIds } from './glance.ts'
import { glanceAtEmails, glanceAtPhones } from './glance-contacts.ts'
import { glanceAtDates } from './glance-dates.ts'
import { glanceAtFamilyNames, glanceAtGivenNames } from './glance-names.ts'
import { glanceAtPlaces, glanceAtStreets } from './glance-places.ts'
import type { ComparisonKind } from './kinds.ts'

const GLANCES: Readonly<Record<ComparisonKind, (data: ComparisonData) => Glance>> = {
  given_name: glanceAtGivenNames,
  family_name: glanceAtFamilyNames,
  middle_name: glanceAtIds,
  email: glanceAtEmails,
  phone: glanceAtPhones,
  date: glanceAtDates,
  year: glanceAtIds,
  street: glanceAtStreets,
  place: glanceAtPlaces,
  code: glanceAtIds,
  category: glanceAtCategories,
  text: glanceAtIds,
}

export function openGlance(data: ComparisonData): Glance {
  return GLANCES[data.kind](data)
}
