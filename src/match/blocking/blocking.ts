/** From blocking rules to key columns: only rules whose keys the data has. */

import type { RuleCount } from '../../engine/engine.ts'
import type { BlockingPlan, MatchPlan } from '../../engine/plan.ts'
import type { PackedTexts } from '../../record/packed-texts.ts'
import { colognePhonetic } from '../../text/cologne.ts'
import { type Features, filled } from '../features.ts'
import type { MatchRules } from '../rules.ts'
import type { BlockingKey, SortKey } from './blocking-keys.ts'
import { combineUnordered } from './combine-keys.ts'
import { derive, numberTexts, renumber } from './key-columns.ts'
import { rankColumn, rankTexts } from './rank-column.ts'

const MOST_PER_WORD = 40

/** Of the records this share has a field for it to take the place of others. */
const MOSTLY_FILLED = 0.75

type KeyBlocking = Extract<MatchRules['blocking']['rules'][number], { readonly keys: unknown }>

export function planBlocking(
  f: Features,
  { rules, oversized, max_pairs_per_record, free_pairs }: MatchRules['blocking'],
): Pick<MatchPlan, 'blocking' | 'oversized'> {
  const columnsOf = keyMaker(f)
  const ranksOf = rankMaker(f)
  const isWorthItsPairs = ({ most_records, or_without }: KeyBlocking): boolean =>
    f.rows <= (most_records ?? Number.POSITIVE_INFINITY) ||
    (or_without !== undefined && columnsOf(or_without).every((ids) => filled(ids) < f.rows * MOSTLY_FILLED))
  const blocking: BlockingPlan[] = []
  for (const rule of rules) {
    if ('sort_by' in rule) {
      const sortBy = rule.sort_by.map(ranksOf)
      const name = `neighbours by ${rule.sort_by.join(', ')}`
      if (isInTwoRows(sortBy[0]!)) blocking.push({ name, sortBy, window: rule.window })
      continue
    }
    if (!isWorthItsPairs(rule)) continue
    const columns = rule.keys.map(columnsOf)
    if (columns.some((c) => !c.some(isInTwoRows))) continue
    const keys = columns.length === 1 ? columns[0]!.map((ids) => [ids]) : [columns.map((c) => c[0]!)]
    blocking.push({
      name: rule.keys.join(' + '),
      keys,
      maxPairsPerRow: Math.max(rule.pairs_per_record ?? max_pairs_per_record, free_pairs / Math.max(1, f.rows)),
      refinements: rule.refine.map((name) => ({ name, ids: columnsOf(name)[0]! })).filter(({ ids }) => isFilled(ids)),
    })
  }
  return { blocking, oversized: { sortBy: oversized.sort_by.map(ranksOf), window: oversized.window } }
}

/** Columns of ranks by name, each made once. */
function rankMaker(f: Features): (key: SortKey) => Uint32Array {
  const made = new Map<SortKey, Uint32Array>()
  const [first, , last] = f.names.ids as [Uint32Array, Uint32Array, Uint32Array]
  const [postcode, city] = f.places.ids as [Uint32Array, Uint32Array]
  let names: Uint32Array | null = null
  const rankNames = (ids: Uint32Array) => {
    names ??= rankTexts(f.names.values)
    return renumber([ids], names)[0]!
  }
  const rankPlain = (values: PackedTexts, ids: Uint32Array) => renumber([ids], rankTexts(values))[0]!
  const reversed = (text: string) => [...text].reverse().join('')
  const makers: Readonly<Record<SortKey, () => Uint32Array>> = {
    first: () => rankNames(first),
    last: () => rankNames(last),
    first_reversed: () => rankColumn(f.names.values, first, reversed),
    last_reversed: () => rankColumn(f.names.values, last, reversed),
    birth_date: () => rankPlain(f.birthDate.values, f.birthDate.ids[0]!),
    postcode: () => rankPlain(f.places.values, postcode),
    city: () => rankPlain(f.places.values, city),
    street: () => rankPlain(f.streets.values, f.streets.ids[0]!),
  }
  return (key) => {
    const known = made.get(key) ?? makers[key]()
    made.set(key, known)
    return known
  }
}

/** Key columns by name, each made once. A key of several columns (email, phone) may only stand alone in a rule. */
function keyMaker(f: Features): (key: BlockingKey) => readonly Uint32Array[] {
  const made = new Map<BlockingKey, readonly Uint32Array[]>()
  const [first, , last] = f.names.ids as [Uint32Array, Uint32Array, Uint32Array]
  const [street, number] = f.streets.ids as [Uint32Array, Uint32Array]
  const [postcode, city] = f.places.ids as [Uint32Array, Uint32Array]
  const [birthDate] = f.birthDate.ids as [Uint32Array]
  /** Made of each name once, first or last. */
  const ofNames = (make: (name: string) => string) => {
    let numbers: Uint32Array | null = null
    return (ids: Uint32Array) => {
      numbers ??= numberTexts(f.names.values, make)
      return renumber([ids], numbers)
    }
  }
  const sound = ofNames(soundOf)
  const initial = ofNames((name) => name.slice(0, 1))
  const start = ofNames((name) => name.slice(0, 3))
  const makers: Readonly<Record<BlockingKey, () => readonly Uint32Array[]>> = {
    email: () => withoutEmpty(f.emails.ids),
    email_local: () => renumber(withoutEmpty(f.emails.ids), f.emailLocals),
    phone: () => withoutEmpty(f.phones.ids),
    national_id: () => f.nationalId.ids,
    names: () => [combineUnordered(first, last)],
    first: () => [first],
    last: () => [last],
    first_sound: () => sound(first),
    last_sound: () => sound(last),
    first_initial: () => initial(first),
    last_initial: () => initial(last),
    last_start: () => start(last),
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

/** What was split, and what was not compared and why. */
export function blockingNotes(counts: readonly RuleCount[]): string[] {
  const notes: string[] = []
  const list = (of: (count: RuleCount) => number): string =>
    counts.flatMap((count) => (of(count) > 0 ? [`${count.rule} (${of(count)})`] : [])).join(', ')
  const refined = list(({ refinedBlocks }) => refinedBlocks)
  if (refined !== '')
    notes.push(`Keys that very many records share were split by further fields; by rule, so many keys: ${refined}.`)
  const givenUp = list(({ givenUpPairs }) => givenUpPairs)
  if (givenUp !== '')
    notes.push(
      `Where too many records share a key even then, only those next to one another in order were compared; by rule, so many pairs were not: ${givenUp}.`,
    )
  return notes
}
