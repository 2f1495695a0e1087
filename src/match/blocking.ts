/** From blocking rules to key columns: only rules whose keys the data has. */

import type { BlockingPlan } from '../engine/plan.ts'
import { colognePhonetic } from '../text/cologne.ts'
import type { BlockingKey } from './blocking-keys.ts'
import { combineUnordered } from './combine-keys.ts'
import type { Features } from './features.ts'
import { derive, renumber } from './key-columns.ts'
import type { MatchRules } from './rules.ts'

const MOST_PER_WORD = 40

export function planBlocking(f: Features, rules: MatchRules['blocking']['rules']): BlockingPlan[] {
  const columnsOf = keyMaker(f)
  const plans: BlockingPlan[] = []
  for (const rule of rules) {
    if (f.rows > (rule.most_records ?? Number.POSITIVE_INFINITY)) continue
    const columns = rule.keys.map(columnsOf)
    if (columns.some((c) => !c.some(isInTwoRows))) continue
    const keys = columns.length === 1 ? columns[0]!.map((ids) => [ids]) : [columns.map((c) => c[0]!)]
    plans.push({
      name: rule.keys.join(' + '),
      keys,
      refinements: rule.refine.map((name) => ({ name, ids: columnsOf(name)[0]! })).filter(({ ids }) => isFilled(ids)),
    })
  }
  return plans
}

/** Key columns by name, each made once. A key of several columns (email, phone) may only stand alone in a rule. */
function keyMaker(f: Features): (key: BlockingKey) => readonly Uint32Array[] {
  const made = new Map<BlockingKey, readonly Uint32Array[]>()
  const [first, , last] = f.names.ids as [Uint32Array, Uint32Array, Uint32Array]
  const [street, number] = f.streets.ids as [Uint32Array, Uint32Array]
  const [postcode, city] = f.places.ids as [Uint32Array, Uint32Array]
  const [birthDate] = f.birthDate.ids as [Uint32Array]
  const fromName = (ids: Uint32Array, make: (name: string) => string) => derive(f.names.values, [ids], make)
  const makers: Readonly<Record<BlockingKey, () => readonly Uint32Array[]>> = {
    email: () => withoutEmpty(f.emails.ids),
    email_local: () => renumber(withoutEmpty(f.emails.ids), f.emailLocals),
    phone: () => withoutEmpty(f.phones.ids),
    national_id: () => f.nationalId.ids,
    names: () => [combineUnordered(first, last)],
    first: () => [first],
    last: () => [last],
    first_sound: () => fromName(first, soundOf),
    last_sound: () => fromName(last, soundOf),
    first_initial: () => fromName(first, (name) => name.slice(0, 1)),
    last_initial: () => fromName(last, (name) => name.slice(0, 1)),
    last_start: () => fromName(last, (name) => name.slice(0, 3)),
    birth_date: () => [birthDate],
    birth_year: () => derive(f.birthDate.values, [birthDate], (date) => date.slice(0, 4)),
    birth_month_day: () => derive(f.birthDate.values, [birthDate], (date) => date.slice(4)),
    postcode: () => [postcode],
    postcode_area: () => derive(f.places.values, [postcode], (code) => code.slice(0, 3)),
    city: () => [city],
    street: () => [street],
    house_number: () => [number],
    company: () => f.company.ids,
  }
  return (key) => {
    const known = made.get(key) ?? makers[key]()
    made.set(key, known)
    return known
  }
}

const withoutEmpty = (columns: readonly Uint32Array[]): readonly Uint32Array[] => {
  const some = columns.filter(isFilled)
  return some.length > 0 ? some : columns.slice(0, 1)
}

const isFilled = (ids: Uint32Array): boolean => ids.some((id) => id !== 0)

function isInTwoRows(ids: Uint32Array): boolean {
  const first = ids.findIndex((id) => id !== 0)
  return first >= 0 && ids.findIndex((id, row) => row > first && id !== 0) > 0
}

/** Cologne phonetics, or for names without Latin letters the name itself. */
function soundOf(name: string): string {
  return colognePhonetic(name).slice(0, MOST_PER_WORD) || name
}
