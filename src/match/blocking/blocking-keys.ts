/** The names of what blocking rules may be made of. */

export const BLOCKING_KEYS = [
  'email',
  'email_local', // before the @, without dots and tags
  'phone',
  'national_id',
  'names', // first and last name, in either order
  'first',
  'last',
  'first_sound',
  'last_sound',
  'first_initial',
  'last_initial',
  'last_start', // three letters
  'birth_date',
  'birth_year',
  'birth_month_day',
  'postcode',
  'postcode_area', // three characters
  'city',
  'street',
  'house_number',
  'company',
] as const

/** What rows may be sorted by. */
export const SORT_KEYS = [
  'first',
  'last',
  'first_reversed', // from its last letter on: finds slips at the beginning
  'last_reversed',
  'birth_date',
  'postcode',
  'city',
  'street',
] as const

export type SortKey = (typeof SORT_KEYS)[number]

export type BlockingKey = (typeof BLOCKING_KEYS)[number]
