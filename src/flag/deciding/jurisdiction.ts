/** Which row of the jurisdictions a person falls under, and the strictest row for those nobody can place. */

import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { compareText } from '../../base/order.ts'
import type { IsoDate } from '../../record/ids.ts'
import { CHANNELS, type Channel } from '../../record/project.ts'
import { cached } from '../../text/value-cache.ts'
import { BASES, type JurisdictionRow, type JurisdictionRules, type LegalBasis } from '../rules.ts'
import { type Regions, regionsOf } from './regions.ts'

/** What the engine needs of a row. */
export interface Jurisdiction {
  readonly country: string
  readonly basis: Readonly<Record<Channel, LegalBasis>>
  readonly repairedEmail: boolean
}

export interface Jurisdictions {
  /** Index 0 is the strictest of all. */
  readonly rows: readonly Jurisdiction[]
  /**
   * By country, else telephone number (E.164), else e-mail address; 0 where none of them says. Where parts of the country
   * have rows of their own: by region, else postcode, else the strictest row of the country.
   */
  of(
    country: string | null,
    phone: string | null,
    email: string | null,
    region?: string | null,
    postcode?: string | null,
  ): number
}

/** Rows in force on `asOf`: of several for a country the latest. */
export function jurisdictions(rules: JurisdictionRules, asOf: IsoDate): Jurisdictions {
  const inForce = [...rules.rows]
    .filter((row) => row.valid_from <= asOf)
    .sort((l, r) => compareText(placeOf(l), placeOf(r)) || compareText(r.valid_from, l.valid_from))
    .filter((row, i, all) => i === 0 || placeOf(row) !== placeOf(all[i - 1]!))
  const considered = inForce.length > 0 ? inForce : rules.rows
  const rows = [strictest('strictest', considered), ...inForce.map(jurisdictionOf)]
  const byCountry = new Map<string, number>()
  for (const [i, row] of inForce.entries()) for (const member of row.members ?? []) byCountry.set(member, i + 1)
  for (const [i, row] of inForce.entries()) if (row.region === undefined) byCountry.set(row.country, i + 1)
  const parts = new Map<number, Regions>()
  for (const [country, whole] of byCountry) {
    // A member of a group has none of its own.
    if (inForce[whole - 1]!.country !== country) continue
    const numbered = inForce.flatMap((row, i) =>
      row.country === country && row.region !== undefined ? [[row, i + 1] as const] : [],
    )
    if (numbered.length === 0) continue
    const unknown = rows.push(strictest(country, [inForce[whole - 1]!, ...numbered.map(([row]) => row)])) - 1
    parts.set(whole, regionsOf(numbered, whole, unknown))
  }
  const whole = wholeCountries(inForce, byCountry)
  return {
    rows,
    of(country, phone, email, region = null, postcode = null) {
      const row = whole(country, phone, email)
      return parts.get(row)?.of(region, postcode) ?? row
    },
  }
}

/** The row of the whole country. */
function wholeCountries(
  inForce: readonly JurisdictionRow[],
  byCountry: ReadonlyMap<string, number>,
): (country: string | null, phone: string | null, email: string | null) => number {
  const byTld = new Map(inForce.flatMap((row, i) => (row.tld === undefined ? [] : [[row.tld, i + 1] as const])))
  const byCode = callingCodes(inForce)
  const ofCountry = (country: string): number => byCountry.get(country.toUpperCase()) ?? 0
  const areaCountry = cached((prefix: string) => northAmerican(prefix))
  return (country, phone, email) => {
    if (country !== null && country !== '') return ofCountry(country)
    if (phone?.startsWith('+')) {
      for (let length = 3; length > 0; length--) {
        const found = byCode.get(phone.slice(1, 1 + length))
        if (found !== undefined) return found
      }
      // +1 is shared: the area code tells.
      const shared = phone.startsWith('+1') ? areaCountry(phone.slice(0, 8)) : null
      return shared === null ? 0 : ofCountry(shared)
    }
    const dot = email === null ? -1 : email.lastIndexOf('.')
    return dot < 0 ? 0 : (byTld.get(email!.slice(dot + 1).toLowerCase()) ?? 0)
  }
}

function callingCodes(rows: readonly JurisdictionRow[]): Map<string, number> {
  const count = new Map<string, number>()
  for (const { calling_code: code } of rows) if (code !== undefined) count.set(code, (count.get(code) ?? 0) + 1)
  return new Map(
    rows.flatMap((row, i) =>
      row.calling_code !== undefined && count.get(row.calling_code) === 1 ? [[row.calling_code, i + 1] as const] : [],
    ),
  )
}

/** The country of the area code; `prefix`: plus, calling code and the first digits. */
export function northAmerican(prefix: string): CountryCode | null {
  return parsePhoneNumberFromString(prefix.padEnd(12, '2'))?.country ?? null
}

/** `US`, or `US-FL` for a part. */
const placeOf = ({ country, region }: JurisdictionRow): string =>
  region === undefined ? country : `${country}-${region.names[0]!}`

const jurisdictionOf = (row: JurisdictionRow): Jurisdiction => ({
  country: placeOf(row),
  basis: row,
  repairedEmail: row.repaired_email,
})

function strictest(country: string, rows: readonly JurisdictionRow[]): Jurisdiction {
  const basis = Object.fromEntries(CHANNELS.map((c) => [c, rows.map((row) => row[c]).reduce(stricter)])) as Record<
    Channel,
    LegalBasis
  >
  return { country, basis, repairedEmail: rows.every((row) => row.repaired_email) }
}

function stricter(l: LegalBasis, r: LegalBasis): LegalBasis {
  const rank = BASES.indexOf(l.basis) - BASES.indexOf(r.basis)
  if (rank !== 0) return rank < 0 ? l : r
  return {
    basis: l.basis,
    months: Math.min(l.months ?? 1200, r.months ?? 1200),
    ...(l.inquiry_months === undefined || r.inquiry_months === undefined
      ? {}
      : { inquiry_months: Math.min(l.inquiry_months, r.inquiry_months) }),
    declared_only: l.declared_only === true || r.declared_only === true,
  }
}
