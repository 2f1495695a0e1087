/** The field catalogue: what a column of any source can mean. */

/** Fields of a person record (roles `customers`, `leads`; also the identity part of any other role). */
export const PERSON_FIELDS = [
  'customer_id', // the source's own key
  'full_name',
  'title',
  'first_name',
  'middle_name',
  'last_name',
  'suffix',
  'birth_name',
  'company',
  'sex',
  'birth_date',
  'national_id',
  'email',
  'email_2',
  'phone',
  'mobile',
  'address',
  'street',
  'house_number',
  'unit',
  'address_extra',
  'postcode',
  'city',
  'district',
  'region',
  'country',
  'language',
  'created_at',
  'updated_at',
  'last_activity_at',
  'collected_via',
] as const

/** Consent and status columns that people keep in customer tables; each becomes facts, never a status. */
export const CONSENT_FIELDS = [
  'consent_email',
  'consent_sms',
  'consent_call',
  'consent_letter',
  'consent_ads',
  'consent_any',
  'consent_at',
  'consent_evidence',
  'opt_out_email',
  'opt_out_sms',
  'opt_out_call',
  'opt_out_letter',
  'opt_out_all',
  'opt_out_at',
  'bounced',
  'complained',
  'deceased',
  'status',
] as const

/** Fields of events: purchases, activity, contracts, contacts, complaints, suppressions, results. */
export const EVENT_FIELDS = [
  'occurred_at',
  'amount',
  'currency',
  'quantity',
  'product',
  'order_id',
  'voucher',
  'activity_kind',
  'balance',
  'start_at',
  'end_at',
  'contract_id',
  'campaign',
  'offer',
  'channel',
  'brand',
  'topic',
  'outcome',
  'reason',
  'status_code',
  'bounce_kind',
  'opened_at',
  'closed_at',
  'token',
  'arm',
  'answer',
  'person_id',
] as const

export type PersonField = (typeof PERSON_FIELDS)[number]
export type ConsentField = (typeof CONSENT_FIELDS)[number]
export type EventField = (typeof EVENT_FIELDS)[number]
export type Field = PersonField | ConsentField | EventField

export const FIELDS: readonly Field[] = [...PERSON_FIELDS, ...CONSENT_FIELDS, ...EVENT_FIELDS]

const known: ReadonlySet<string> = new Set(FIELDS)

export function isField(name: string): name is Field {
  return known.has(name)
}

/** What a cleaned record holds: names and addresses split, numbers in E.164, dates ISO. Display case, not match keys. */
export const CLEAN_FIELDS = [
  'title',
  'first_name',
  'middle_name',
  'last_name',
  'suffix',
  'birth_name',
  'company',
  'sex', // f | m
  'birth_date', // YYYY-MM-DD
  'national_id',
  'email',
  'email_2', // repaired where the repair was automatic, else as given (trimmed)
  'phone',
  'mobile', // E.164, or the bare digits where no country fits
  'street',
  'house_number',
  'unit',
  'address_extra',
  'postcode',
  'city',
  'district',
  'region',
  'country', // ISO 3166 alpha-2
  'language',
  'created_at',
  'updated_at', // YYYY-MM-DD
] as const

export type CleanField = (typeof CLEAN_FIELDS)[number]

/** Fields of a raw record that cleaning makes clean fields of: whole names and addresses are split. */
export const CLEANABLE_FIELDS: ReadonlySet<string> = new Set([...CLEAN_FIELDS, 'full_name', 'address'])
