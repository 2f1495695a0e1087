/** The columns and cells of the list of each channel. */

import type { Channel } from '../record/project.ts'
import type { Cell } from '../sinks/csv.ts'
import { AUDIENCE_FORMATS, type Destination } from './audience-hash.ts'
import type { ExportRules } from './export-rules.ts'
import type { Recipient } from './recipients.ts'
import { salutationOf } from './salutation.ts'

export interface ChannelList {
  readonly columns: readonly string[]
  cells(recipient: Recipient, token: string, rules: ExportRules): readonly Cell[]
}

const COMMON = ['brand', 'offer', 'segment', 'data_origin'] as const
const common = ({ brand, offer, segment, origin }: Recipient): readonly Cell[] => [brand, offer, segment, origin]
const NAME = ['salutation', 'title', 'first_name', 'last_name'] as const

function named(recipient: Recipient, rules: ExportRules): readonly Cell[] {
  const { golden, record } = recipient
  const { title, first_name, last_name, sex, language } = golden
  const country = record?.country ?? golden.country
  const addressee = { title, firstName: first_name, lastName: last_name, sex, language, country }
  return [salutationOf(addressee, rules), title, first_name, last_name]
}

const countryOf = ({ record, golden }: Recipient): string | null => record?.country ?? golden.country

const joined = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(' ')

/** Lines of the address as it is printed, the name first. */
export function addressLines({ golden, record }: Recipient): string[] {
  const name = joined(golden.title, golden.first_name, golden.last_name, golden.suffix)
  const street = streetLine(record)
  const place = placeLine(record)
  return [golden.company, name, record?.address_extra, street, place, countryName(record?.country ?? null)].filter(
    (line): line is string => line !== null && line !== undefined && line !== '',
  )
}

const REGIONS = new Intl.DisplayNames(['en'], { type: 'region' })

/** In capitals and English, as posts ask for letters abroad. */
const countryName = (code: string | null): string | null =>
  code === null || !/^[A-Z]{2}$/.test(code) ? code : (REGIONS.of(code) ?? code).toUpperCase()

type Address = Recipient['record']
/** Countries that write the number before the street, and the postcode after the town. */
const NUMBER_FIRST = new Set(['US', 'CA', 'GB', 'IE', 'AU', 'NZ', 'FR', 'LU'])
const POSTCODE_LAST = new Set(['US', 'CA', 'GB', 'IE', 'AU', 'NZ'])

function streetLine(a: Address): string {
  const { street, house_number, unit, country } = a ?? {}
  const isNumberFirst = NUMBER_FIRST.has(country ?? '')
  return isNumberFirst ? joined(house_number, street, unit) : joined(street, house_number, unit)
}

function placeLine(a: Address): string {
  const { postcode, city, region, country } = a ?? {}
  if (country === 'US' || country === 'CA') return joined(city === null ? null : `${city},`, region, postcode)
  return POSTCODE_LAST.has(country ?? '') ? joined(city, postcode) : joined(postcode, city)
}

const email: ChannelList = {
  columns: ['token', 'email', ...NAME, 'list_unsubscribe', 'list_unsubscribe_post', ...COMMON],
  cells: (r, token, rules) => [token, r.address, ...named(r, rules), ...unsubscribe(token, rules), ...common(r)],
}

const NO_WAYS: readonly Cell[] = [null, null]

/** The headers' values (RFC 2369, RFC 8058). */
function unsubscribe(token: string, { unsubscribe_url: url, unsubscribe_mail: mail }: ExportRules): readonly Cell[] {
  if (url === null && mail === null) return NO_WAYS
  const ways = [
    ...(url === null ? [] : [`<${url.replaceAll('{token}', token)}>`]),
    ...(mail === null ? [] : [`<mailto:${mail}?subject=${token}>`]),
  ]
  return [ways.join(', ') || null, url === null ? null : 'List-Unsubscribe=One-Click']
}

const sms: ChannelList = {
  columns: ['token', 'phone', ...NAME, ...COMMON],
  cells: (r, token, rules) => [token, r.address, ...named(r, rules), ...common(r)],
}

const call: ChannelList = {
  columns: ['token', 'phone', ...NAME, 'country', 'call_days', 'call_from', 'call_until', ...COMMON],
  cells: (r, token, rules) => {
    const country = countryOf(r)
    const hours = rules.call_hours[country ?? ''] ?? rules.other_call_hours
    return [token, r.address, ...named(r, rules), country, hours.days, hours.from, hours.to, ...common(r)]
  },
}

const ADDRESS = ['street', 'house_number', 'unit', 'address_extra', 'postcode', 'city', 'region', 'country'] as const

const letter: ChannelList = {
  columns: ['token', ...NAME, 'company', 'line_1', 'line_2', 'line_3', 'line_4', 'line_5', ...ADDRESS, ...COMMON],
  cells: (r, token, rules) => {
    const lines = addressLines(r).slice(0, 5)
    const cells = ADDRESS.map((field) => r.record?.[field] ?? null)
    return [
      ...[token, ...named(r, rules), r.golden.company],
      ...Array.from({ length: 5 }, (_, i) => lines[i] ?? null),
      ...[...cells, ...common(r)],
    ]
  },
}

const push: ChannelList = {
  columns: ['token', 'person_id', ...COMMON],
  cells: (r, token) => [token, r.personId, ...common(r)],
}

/** Ads have a list for each destination instead. */
export const CHANNEL_LISTS: Readonly<Record<Exclude<Channel, 'ads'>, ChannelList>> = { email, sms, call, letter, push }

/** An upload file; rows that would be empty but for the country are not worth one. */
export function audienceCells(r: Recipient, destination: Destination): readonly string[] | null {
  const cells = AUDIENCE_FORMATS[destination].cells({
    email: r.record?.email ?? null,
    phone: r.record?.mobile ?? r.record?.phone ?? null,
    firstName: r.golden.first_name,
    lastName: r.golden.last_name,
    city: r.record?.city ?? null,
    postcode: r.record?.postcode ?? null,
    country: countryOf(r),
  })
  return cells[0] === '' && cells[1] === '' ? null : cells
}
