/** From blocking rules to key columns: only rules whose keys the data has. */

import type { RuleCount } from '../../engine/engine.ts'
import { type KeyColumn, valueAt } from '../../engine/key-column.ts'
import type { BlockingPlan, MatchPlan } from '../../engine/plan.ts'
import { formatCount } from '../../html/numbers.ts'
import type { PackedTexts } from '../../record/packed-texts.ts'
import { colognePhonetic } from '../../text/cologne.ts'
import { type Features, filled } from '../features.ts'
import type { MatchRules } from '../rules.ts'
import type { BlockingKey } from './blocking-keys.ts'
import { numberTexts } from './key-columns.ts'
import { ranksOf, standingOrder } from './standing-order.ts'

const MOST_PER_WORD = 40

/** Of the records this share has a field for it to take the place of others. */
const MOSTLY_FILLED = 0.75

type KeyBlocking = Extract<MatchRules['blocking']['rules'][number], { readonly keys: unknown }>

export function planBlocking(
  f: Features,
  { rules, oversized, max_pairs_per_record, free_pairs }: MatchRules['blocking'],
): Pick<MatchPlan, 'blocking' | 'oversized'> {
  const keysOf = keyMaker(f)
  const isWorthItsPairs = ({ most_records, or_without }: KeyBlocking): boolean =>
    f.rows <= (most_records ?? Number.POSITIVE_INFINITY) ||
    (or_without !== undefined &&
      keysOf(or_without).every((key) => key.some((ids) => countFilled(ids, f.rows) < f.rows * MOSTLY_FILLED)))
  const blocking: BlockingPlan[] = []
  for (const rule of rules) {
    if ('sort_by' in rule) {
      const sortBy = rule.sort_by.map(ranksOf(f))
      const name = `neighbours by ${rule.sort_by.join(', ')}`
      if (isInTwoRows(sortBy[0]!, f.rows)) blocking.push({ name, sortBy, window: rule.window })
      continue
    }
    if (!isWorthItsPairs(rule)) continue
    const parts = rule.keys.map(keysOf)
    if (parts.some((keys) => !keys.some((key) => key.every((ids) => isInTwoRows(ids, f.rows))))) continue
    blocking.push({
      name: rule.keys.join(' + '),
      keys: parts.length === 1 ? parts[0]! : [parts.flatMap((keys) => keys[0]!)],
      maxPairsPerRow: Math.max(rule.pairs_per_record ?? max_pairs_per_record, free_pairs / Math.max(1, f.rows)),
      refinements: rule.refine
        .flatMap((name) => keysOf(name)[0]!.map((ids) => ({ name, ids })))
        .filter(({ ids }) => firstFilled(ids, f.rows) < f.rows),
    })
  }
  return { blocking, oversized: standingOrder(f, oversized) }
}

/** All columns of it must be filled. */
type Key = readonly KeyColumn[]

/** Keys by name, each made once. One of which a row can have several (email, phone) may only stand alone in a rule. */
function keyMaker(f: Features): (name: BlockingKey) => readonly Key[] {
  const made = new Map<BlockingKey, readonly Key[]>()
  const [first, , last] = f.names.ids as [Uint32Array, Uint32Array, Uint32Array]
  const [street, number] = f.streets.ids as [Uint32Array, Uint32Array]
  const [postcode, city] = f.places.ids as [Uint32Array, Uint32Array]
  const [birthDate] = f.birthDate.ids as [Uint32Array]
  /** Made of each name once, first or last. */
  const ofNames = (make: (name: string) => string) => {
    let numbers: Uint32Array | null = null
    return (ids: Uint32Array) => {
      numbers ??= numberTexts(f.names.values, make)
      return [[{ of: ids, numberOf: numbers }]]
    }
  }
  const sound = ofNames(soundOf)
  const initial = ofNames((name) => name.slice(0, 1))
  const start = ofNames((name) => name.slice(0, 3))
  const derive = (values: PackedTexts, ids: Uint32Array, make: (text: string) => string) => [
    [{ of: ids, numberOf: numberTexts(values, make) }],
  ]
  const makers: Readonly<Record<BlockingKey, () => readonly Key[]>> = {
    email: () => withoutEmpty(f.emails.ids).map((ids) => [ids]),
    email_local: () => withoutEmpty(f.emails.ids).map((ids) => [{ of: ids, numberOf: f.emailLocals }]),
    phone: () => withoutEmpty(f.phones.ids).map((ids) => [ids]),
    national_id: () => f.nationalId.ids.map((ids) => [ids]),
    names: () => [(['lower', 'higher'] as const).map((end) => ({ end, ofBoth: [first, last] }))],
    first: () => [[first]],
    last: () => [[last]],
    first_sound: () => sound(first),
    last_sound: () => sound(last),
    first_initial: () => initial(first),
    last_initial: () => initial(last),
    last_start: () => start(last),
    birth_date: () => [[birthDate]],
    birth_year: () => derive(f.birthDate.values, birthDate, (date) => date.slice(0, 4)),
    birth_month_day: () => derive(f.birthDate.values, birthDate, (date) => date.slice(4)),
    postcode: () => [[postcode]],
    postcode_area: () => derive(f.places.values, postcode, (code) => code.slice(0, 3)),
    city: () => [[city]],
    street: () => [[street]],
    house_number: () => [[number]],
    company: () => f.company.ids.map((ids) => [ids]),
  }
  return (name) => {
    const known = made.get(name) ?? makers[name]()
    made.set(name, known)
    return known
  }
}

const withoutEmpty = (columns: readonly Uint32Array[]): readonly Uint32Array[] => {
  const some = columns.filter((ids) => filled(ids) > 0)
  return some.length > 0 ? some : columns.slice(0, 1)
}

/** The first row from `from` on that holds something; `rows` where none does. */
function firstFilled(column: KeyColumn, rows: number, from = 0): number {
  let row = from
  while (row < rows && valueAt(column, row) === 0) row++
  return row
}

const isInTwoRows = (column: KeyColumn, rows: number): boolean =>
  firstFilled(column, rows, firstFilled(column, rows) + 1) < rows

function countFilled(column: KeyColumn, rows: number): number {
  if (column instanceof Uint32Array) return filled(column)
  let count = 0
  for (let row = 0; row < rows; row++) if (valueAt(column, row) !== 0) count++
  return count
}

/** Cologne phonetics, or for names without Latin letters the name itself. */
function soundOf(name: string): string {
  return colognePhonetic(name).slice(0, MOST_PER_WORD) || name
}

/** What was split, and what was not compared and why. */
export function blockingNotes(counts: readonly RuleCount[]): string[] {
  const notes: string[] = []
  const list = (of: (count: RuleCount) => number): string =>
    counts.flatMap((count) => (of(count) > 0 ? [`${count.rule} (${formatCount(of(count))})`] : [])).join(', ')
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
