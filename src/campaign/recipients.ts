/** Where each person of a campaign is reached: the best open address, and what a list says of the person beside it. */

import type { Channel } from '../record/project.ts'
import type { Planned } from '../store/campaign-people.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import { readOpenAddresses } from '../store/open-addresses.ts'
import type { Store } from '../store/store.ts'
import { cleaned, persons } from '../store/tables.ts'

/** Fields of the golden record that lists use. */
const PERSON_FIELDS = ['title', 'first_name', 'last_name', 'suffix', 'company', 'sex', 'language', 'country'] as const
export type PersonField = (typeof PERSON_FIELDS)[number]
/** Fields of the record whose address is used. */
const RECORD_FIELDS = [
  'email',
  'phone',
  'mobile',
  'street',
  'house_number',
  'unit',
  'address_extra',
  'postcode',
  'city',
  'region',
  'country',
] as const
export type RecordField = (typeof RECORD_FIELDS)[number]

export interface Recipient extends Planned {
  readonly channel: Channel
  /** E-mail address, number, or a postal address as one text. */
  readonly address: string
  readonly golden: Readonly<Record<PersonField, string | null>>
  /** The record that the address stands in; null for one that only a consent names. */
  readonly record: Readonly<Record<RecordField, string | null>> | null
}

export interface Reached {
  readonly recipients: readonly Recipient[]
  /** In the campaign, but without an open address today. */
  readonly closed: readonly Planned[]
}

/** `purposeOf`: the purpose an offer needs. */
export function findRecipients(
  store: Store,
  people: readonly Planned[],
  purposeOf: (offer: string) => string,
): Reached {
  const found = new Map<number, { readonly address: string; readonly rec: number | null }>()
  for (const channel of [...new Set(people.map((p) => p.channel as Channel))].sort()) {
    const wanted = new Map(people.filter((p) => p.channel === channel).map((p) => [p.person, p]))
    for (const open of readOpenAddresses(store, channel)) {
      const planned = wanted.get(open.person)
      if (planned === undefined || open.brand !== planned.brand) continue
      const asked = purposeOf(planned.offer)
      // An answer for the offer's own purpose outranks the one for all marketing.
      if (open.purpose !== asked && (open.purpose !== ALL_MARKETING || found.has(open.person))) continue
      const best = open.addresses[0]!
      found.set(open.person, { address: best.text, rec: best.rec })
    }
  }
  const golden = readRows(store, persons, 'person_no', PERSON_FIELDS, new Set(found.keys()))
  const recs = new Set([...found.values()].flatMap(({ rec }) => (rec === null ? [] : [rec])))
  const records = readRows(store, cleaned, 'rec', RECORD_FIELDS, recs)
  const recipients: Recipient[] = []
  const closed: Planned[] = []
  for (const planned of people) {
    const reached = found.get(planned.person)
    if (reached === undefined) closed.push(planned)
    else
      recipients.push({
        ...planned,
        channel: planned.channel as Channel,
        address: reached.address,
        golden: golden.get(planned.person)!,
        record: reached.rec === null ? null : records.get(reached.rec)!,
      })
  }
  return { recipients, closed }
}

const ALL_MARKETING = 'marketing'

function readRows<F extends string>(
  store: Store,
  table: typeof persons | typeof cleaned,
  key: string,
  fields: readonly F[],
  wanted: ReadonlySet<number>,
): ReadonlyMap<number, Readonly<Record<F, string | null>>> {
  const rows = new Map<number, Record<F, string | null>>()
  const blocks = columnBlocks(store, table as typeof persons, [key, ...fields] as never) as Iterable<unknown>
  for (const [keys, ...columns] of blocks as Iterable<[number[], ...(string | null)[][]]>)
    for (const [i, no] of keys.entries())
      if (wanted.has(no))
        rows.set(no, Object.fromEntries(fields.map((f, c) => [f, columns[c]![i] ?? null])) as Record<F, string | null>)
  return rows
}
