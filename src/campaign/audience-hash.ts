/** Customer lists for advertising: each destination's own normalisation, then SHA-256; nothing leaves as plain text that it wants hashed. */

import { createHash } from 'node:crypto'

export const DESTINATIONS = ['google', 'meta', 'tiktok', 'x'] as const
export type Destination = (typeof DESTINATIONS)[number]

/** A person as cleaned; null where unknown. `phone` is E.164, `country` ISO 3166 alpha-2 in capitals. */
export interface AudienceMember {
  readonly email: string | null
  readonly phone: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly city: string | null
  readonly postcode: string | null
  readonly country: string | null
}

const HASHED = /^[0-9a-f]{64}$/i

/**
 * SHA-256 in lower-case hex. Nothing gives nothing: the hash of an empty text would match everybody else's mistake. What
 * is a hash already is not hashed twice.
 */
export function hashed(value: string): string {
  if (value === '') return ''
  if (HASHED.test(value)) return value.toLowerCase()
  return createHash('sha256').update(value, 'utf8').digest('hex')
}

const GMAIL = new Set(['gmail.com', 'googlemail.com'])

/** As the destination asks for it before hashing; '' where there is none. Never an address to write to. */
export function audienceEmail(email: string | null, destination: Destination): string {
  const text = (email ?? '').toLowerCase().trim()
  const at = text.lastIndexOf('@')
  if (at < 1) return HASHED.test(text) ? text : ''
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)]
  const beforePlus = local.includes('+') && local.indexOf('+') > 0 ? local.slice(0, local.indexOf('+')) : local
  switch (destination) {
    case 'google':
      return (GMAIL.has(domain) ? `${beforePlus.replaceAll('.', '')}@${domain}` : text).replace(/\s/g, '')
    case 'tiktok':
      return `${beforePlus}@${domain}`
    default:
      return text
  }
}

/** E.164 with its plus, or digits only, as the destination asks; '' where there is none. */
export function audiencePhone(phone: string | null, destination: Destination): string {
  const text = (phone ?? '').trim()
  if (HASHED.test(text)) return text
  const digits = text.replace(/\D/g, '')
  if (digits === '') return ''
  return destination === 'google' || destination === 'x' ? `+${digits}` : digits.replace(/^0+/, '')
}

/** Lower case, without titles, suffixes and punctuation; accents stay. */
function audienceName(name: string | null): string {
  const words = (name ?? '').normalize('NFC').toLowerCase().trim().split(/\s+/)
  return words
    .map((word) => word.replace(/[^\p{L}\p{M}\p{N}]/gu, ''))
    .filter((word) => word !== '' && !TITLES.has(word))
    .join(' ')
}

const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'prof', 'herr', 'frau', 'jr', 'sr'])

function compact(text: string | null): string {
  return (text ?? '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}

function googlePostcode(postcode: string | null, country: string | null): string {
  const text = (postcode ?? '').trim()
  return country === 'US' ? text.slice(0, 10) : text
}

function metaPostcode(postcode: string | null, country: string | null): string {
  const text = (postcode ?? '').toLowerCase().replace(/\s/g, '')
  return country === 'US' ? text.slice(0, 5) : text
}

interface Format {
  readonly columns: readonly string[]
  cells(member: AudienceMember): readonly string[]
}

/** Header and cells of each destination's upload file. */
export const AUDIENCE_FORMATS: Readonly<Record<Destination, Format>> = {
  google: {
    columns: ['Email', 'Phone', 'First Name', 'Last Name', 'Country', 'Zip'],
    cells: (m) => [
      hashed(audienceEmail(m.email, 'google')),
      hashed(audiencePhone(m.phone, 'google')),
      hashed(audienceName(m.firstName)),
      hashed(audienceName(m.lastName)),
      m.country ?? '',
      googlePostcode(m.postcode, m.country),
    ],
  },
  meta: {
    columns: ['email', 'phone', 'fn', 'ln', 'ct', 'zip', 'country'],
    cells: (m) => [
      hashed(audienceEmail(m.email, 'meta')),
      hashed(audiencePhone(m.phone, 'meta')),
      hashed(audienceName(m.firstName)),
      hashed(audienceName(m.lastName)),
      hashed(compact(m.city)),
      hashed(metaPostcode(m.postcode, m.country)),
      hashed((m.country ?? '').toLowerCase()),
    ],
  },
  tiktok: {
    columns: ['email', 'phone'],
    cells: (m) => [hashed(audienceEmail(m.email, 'tiktok')), hashed(audiencePhone(m.phone, 'tiktok'))],
  },
  x: {
    columns: ['email', 'phone'],
    cells: (m) => [hashed(audienceEmail(m.email, 'x')), hashed(audiencePhone(m.phone, 'x'))],
  },
}
