/** A quick way for plain phone numbers: the numbering plans of libphonenumber as one regular expression per country. */

import type { CountryCode } from 'libphonenumber-js/max'
import { getCountries, getCountryCallingCode, isSupportedCountry, Metadata } from 'libphonenumber-js/max'

interface Plan {
  readonly callingCode: string
  /** The digit dialled before a national number; '' where there is none. Null where the plan is too involved for this way. */
  readonly trunk: string | null
  /** Other beginnings that the full parser takes off: left to it. */
  readonly otherPrefixes: readonly string[]
  /** What is dialled before the calling code of another country is 00. */
  readonly dials00: boolean
  isValid(national: string): boolean
}

/** The part of libphonenumber's metadata used here; its own types leave it out. */
interface NumberingPlan {
  leadingDigits(): string | undefined
  IDDPrefix(): string | undefined
  nationalNumberPattern(): string
  nationalPrefixForParsing(): string | undefined
  nationalPrefixTransformRule(): string | undefined
  type(name: string): { pattern(): string; possibleLengths(): readonly number[] | undefined } | undefined
  possibleLengths(): readonly number[]
}

const TYPES = [
  'FIXED_LINE',
  'MOBILE',
  'TOLL_FREE',
  'PREMIUM_RATE',
  'PERSONAL_NUMBER',
  'VOICEMAIL',
  'UAN',
  'PAGER',
  'VOIP',
  'SHARED_COST',
]
const plans = new Map<string, Plan | null>()
const countriesByCode = groupByCode()

/** E.164 where the text is plain and surely a valid number; null where only the full parser can tell. */
export function plainE164(text: string, country: string | null): string | null {
  const m = /^(\+|00)?(\d{6,15})$/.exec(text.replace(/[\s().\-/]+/g, ''))
  return m === null ? null : e164Of((m[1] ?? '') as '+' | '00' | '', m[2]!, country)
}

/** The same of six to fifteen digits; `sign`: what stands before them. */
export function e164Of(sign: '+' | '00' | '', digits: string, country: string | null): string | null {
  if (sign === '+' || (sign === '00' && reads00(country))) return international(digits)
  const plan = country === null ? null : getPlan(country)
  if (plan === null || plan.trunk === null || sign !== '') return null
  const hasTrunk = plan.trunk !== '' && digits.startsWith(plan.trunk)
  // Without its trunk digit a number may be one that lost it, or another: the full parser knows.
  if (plan.trunk === '0' && !hasTrunk) return null
  if (plan.otherPrefixes.some((prefix) => digits.startsWith(prefix))) return null
  const national = hasTrunk ? digits.slice(plan.trunk.length) : digits
  if (national.startsWith(plan.callingCode) || !plan.isValid(national)) return null
  return `+${plan.callingCode}${national}`
}

/** 00 can only mean another country: it is what one dials there, or no number begins so; nor is one valid without a country. */
function reads00(country: string | null): boolean {
  const plan = country === null ? null : getPlan(country)
  if (country === null || plan === null) return country === null
  return plan.dials00 || plan.callingCode === '1'
}

function international(digits: string): string | null {
  for (const length of [1, 2, 3]) {
    const countries = countriesByCode.get(digits.slice(0, length))
    if (countries === undefined) continue
    const national = digits.slice(length)
    if (national.startsWith('0')) return null
    const main = getPlan(countries[0]!)
    if (countries.length > 1 && (main?.trunk == null || startsWithPrefix(national, main))) return null
    return main?.isValid(national) ? `+${digits}` : null
  }
  return null
}

const startsWithPrefix = (national: string, { trunk, otherPrefixes }: Plan): boolean =>
  (trunk !== '' && trunk !== null && national.startsWith(trunk)) ||
  otherPrefixes.some((prefix) => national.startsWith(prefix))

function getPlan(country: string): Plan | null {
  let plan = plans.get(country)
  if (plan === undefined) {
    plan = isSupportedCountry(country) ? makePlan(country) : null
    plans.set(country, plan)
  }
  return plan
}

function makePlan(country: CountryCode): Plan {
  const callingCode = getCountryCallingCode(country)
  const siblings = (countriesByCode.get(callingCode) ?? []).map((c) => sibling(c as CountryCode))
  const { numberingPlan } = select(country)
  const [prefix = '', ...otherPrefixes] = (numberingPlan.nationalPrefixForParsing() || '').split('|')
  const simple =
    (prefix === '' || /^\d$/.test(prefix)) &&
    otherPrefixes.every((p) => /^\d+$/.test(p)) &&
    !numberingPlan.nationalPrefixTransformRule()
  return {
    callingCode,
    trunk: simple ? prefix : null,
    otherPrefixes,
    dials00: numberingPlan.IDDPrefix() === '00',
    isValid: siblings.length === 1 ? siblings[0]!.isValid : (national) => isValidInOne(national, siblings),
  }
}

interface Sibling {
  /** Numbers that begin so are this country's, valid or not. */
  readonly leading: RegExp | null
  isValid(national: string): boolean
}

function sibling(country: CountryCode): Sibling {
  const digits = select(country).numberingPlan.leadingDigits()
  return { leading: digits ? new RegExp(`^(?:${digits})`) : null, isValid: validator(country) }
}

/** Of countries that share a calling code: surely valid, whichever of them it is taken for. */
function isValidInOne(national: string, siblings: readonly Sibling[]): boolean {
  const owners = siblings.filter((s) => s.leading?.test(national))
  if (owners.some((s) => !s.isValid(national))) return false
  return owners.length > 0 || siblings.some((s) => s.leading === null && s.isValid(national))
}

function validator(country: CountryCode): (national: string) => boolean {
  const { numberingPlan } = select(country)
  const general = new RegExp(`^(?:${numberingPlan.nationalNumberPattern()})$`)
  const types = TYPES.map((name) => numberingPlan.type(name)).filter((type) => type?.pattern())
  const byLength = new Map<number, RegExp[]>()
  for (const type of types)
    for (const length of type!.possibleLengths() ?? numberingPlan.possibleLengths()) {
      const pattern = new RegExp(`^(?:${type!.pattern()})$`)
      const list = byLength.get(length)
      if (list) list.push(pattern)
      else byLength.set(length, [pattern])
    }
  return (national) => general.test(national) && (byLength.get(national.length)?.some((p) => p.test(national)) ?? false)
}

function select(country: CountryCode): { numberingPlan: NumberingPlan } {
  const metadata: unknown = new Metadata()
  const plan = metadata as { selectNumberingPlan(country: string): void; numberingPlan: NumberingPlan }
  plan.selectNumberingPlan(country)
  return plan
}

/** Countries by calling code; the one whose plan holds for the code comes first. */
function groupByCode(): ReadonlyMap<string, readonly string[]> {
  const metadata: unknown = new Metadata()
  const known = metadata as { getCountryCodesForCallingCode(code: string): readonly string[] | undefined }
  const codes = new Set<string>(getCountries().map((country) => getCountryCallingCode(country)))
  return new Map([...codes].map((code) => [code, known.getCountryCodesForCallingCode(code) ?? []]))
}
