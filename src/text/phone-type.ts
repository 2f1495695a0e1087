/** What kind of line a phone number is, by the numbering plans of libphonenumber: a text message only reaches a mobile's. */

import { getCountries, getCountryCallingCode, Metadata } from 'libphonenumber-js/max'

export type PhoneType =
  | 'mobile'
  | 'fixed'
  /** The plan keeps no ranges of its own for mobiles (North America). */
  | 'mobile_or_fixed'
  | 'toll_free'
  | 'premium'
  | 'shared_cost'
  | 'voip'
  | 'personal'
  | 'pager'
  | 'company'
  | 'voicemail'

/** In the order in which the library asks. */
const TYPES: readonly (readonly [name: string, type: PhoneType])[] = [
  ['MOBILE', 'mobile'],
  ['PREMIUM_RATE', 'premium'],
  ['TOLL_FREE', 'toll_free'],
  ['SHARED_COST', 'shared_cost'],
  ['VOIP', 'voip'],
  ['PERSONAL_NUMBER', 'personal'],
  ['PAGER', 'pager'],
  ['UAN', 'company'],
  ['VOICEMAIL', 'voicemail'],
]

/** The part of libphonenumber's metadata used here; its own types leave it out. */
interface NumberingPlan {
  leadingDigits(): string | undefined
  nationalNumberPattern(): string
  possibleLengths(): readonly number[]
  type(name: string): { pattern(): string; possibleLengths(): readonly number[] | undefined } | undefined
}

interface LineTest {
  readonly pattern: RegExp
  readonly lengths: readonly number[]
}

interface Plan {
  /** Numbers that begin so are this country's, of those that share a calling code. */
  readonly leading: RegExp | null
  readonly any: RegExp
  readonly fixed: LineTest | null
  readonly fixedMayBeMobile: boolean
  readonly others: readonly (readonly [PhoneType, LineTest])[]
}

const countriesByCode = groupByCode()
const plansByCode = new Map<string, readonly Plan[]>()

/** Null where the text is no valid E.164 number. */
export function phoneType(e164: string): PhoneType | null {
  if (!/^\+\d{6,15}$/.test(e164)) return null
  for (const length of [1, 2, 3]) {
    const code = e164.slice(1, length + 1)
    if (countriesByCode.has(code)) return typeInPlans(e164.slice(length + 1), plansOf(code))
  }
  return null
}

/** True where a text message may reach the number: it is a mobile's, or nobody can tell. */
export const mayTakeTexts = (type: PhoneType | null): boolean =>
  type === null || type === 'mobile' || type === 'mobile_or_fixed'

function typeInPlans(national: string, plans: readonly Plan[]): PhoneType | null {
  for (const plan of plans) {
    if (plan.leading !== null) {
      if (plan.leading.test(national)) return typeInPlan(national, plan)
      continue
    }
    const type = typeInPlan(national, plan)
    if (type !== null) return type
  }
  return null
}

function typeInPlan(national: string, { any, fixed, fixedMayBeMobile, others }: Plan): PhoneType | null {
  if (!any.test(national)) return null
  if (fixed !== null && holds(fixed, national)) {
    const isBoth = fixedMayBeMobile || others.some(([type, test]) => type === 'mobile' && holds(test, national))
    return isBoth ? 'mobile_or_fixed' : 'fixed'
  }
  for (const [type, test] of others) if (holds(test, national)) return type
  return null
}

const holds = ({ pattern, lengths }: LineTest, national: string): boolean =>
  lengths.includes(national.length) && pattern.test(national)

function plansOf(code: string): readonly Plan[] {
  let plans = plansByCode.get(code)
  if (plans === undefined) {
    plans = (countriesByCode.get(code) ?? []).map(makePlan)
    plansByCode.set(code, plans)
  }
  return plans
}

function makePlan(country: string): Plan {
  const plan = select(country)
  const testOf = (name: string): LineTest | null => {
    const type = plan.type(name)
    if (!type?.pattern()) return null
    return { pattern: whole(type.pattern()), lengths: type.possibleLengths() ?? plan.possibleLengths() }
  }
  const leading = plan.leadingDigits()
  return {
    leading: leading ? new RegExp(`^(?:${leading})`) : null,
    any: whole(plan.nationalNumberPattern()),
    fixed: testOf('FIXED_LINE'),
    // Where both have one pattern, that of mobiles is left empty.
    fixedMayBeMobile: !plan.type('MOBILE')?.pattern(),
    others: TYPES.flatMap(([name, type]) => {
      const test = testOf(name)
      return test === null ? [] : [[type, test] as const]
    }),
  }
}

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`)

function select(country: string): NumberingPlan {
  const metadata: unknown = new Metadata()
  const known = metadata as { selectNumberingPlan(country: string): void; numberingPlan: NumberingPlan }
  known.selectNumberingPlan(country)
  return known.numberingPlan
}

/** Countries by calling code; the one whose plan holds for the code comes first. */
function groupByCode(): ReadonlyMap<string, readonly string[]> {
  const metadata: unknown = new Metadata()
  const known = metadata as { getCountryCodesForCallingCode(code: string): readonly string[] | undefined }
  const codes = new Set<string>(getCountries().map((country) => getCountryCallingCode(country)))
  return new Map([...codes].map((code) => [code, known.getCountryCodesForCallingCode(code) ?? []]))
}
