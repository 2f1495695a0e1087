/** Which comparisons are made of the fields at hand, and whose values' rarity counts at which level. */

import type { ComparisonKind } from '../engine/comparisons/kinds.ts'
import { renumbered } from '../engine/key-column.ts'
import type { ComparisonPlan } from '../engine/plan.ts'
import type { PackedTexts } from '../record/packed-texts.ts'
import { mapTexts } from '../record/text-list.ts'
import { packTexts, type TextTable } from '../text/text-table.ts'
import { combineKeys } from './blocking/combine-keys.ts'
import type { KeyColumns } from './blocking/key-columns.ts'
import { type Features, filled, type OtherFeatures } from './features.ts'
import { ownLocals } from './own-locals.ts'

/** At these levels the two rows share a value of these columns, and how rare it is counts. */
export interface RarityPlan {
  readonly levels: readonly number[]
  /** One number space; several where a record can hold several such values. */
  readonly columns: readonly Uint32Array[]
}

export interface Comparison extends ComparisonPlan {
  readonly rarity: readonly RarityPlan[]
  /** With the family name: row → number of first and last name together (0: not both). */
  readonly fullNames: Uint32Array | null
}

const MIN_FILLED = 2

/** Columns without a field of their own that hold years, or numbers of them. */
const YEARS: ReadonlySet<string> = new Set(['birth_year', 'age'])
const YEAR = /^\d{1,4}$/

/** By what it is made of: some are asked for early and again. */
const packed = new WeakMap<PackedTexts, TextTable>()

function textsOf({ values }: KeyColumns): TextTable {
  const texts = packed.get(values) ?? packTexts(values)
  packed.set(values, texts)
  return texts
}

/** What {@link planComparisons} will ask for of columns that are there before e-mail addresses and phone numbers are. */
export function prepareComparisons({ names, birthDate, streets, places }: OtherFeatures): void {
  for (const columns of [names, birthDate, streets, places]) textsOf(columns)
  combineKeys(names.ids[0]!, names.ids[2]!)
  if (filled(streets.ids[0]!) > 0) combineKeys(streets.ids[0]!, streets.ids[1]!)
}

/** In a fixed order; only fields that at least two records have and that do not hold one value throughout. */
export function planComparisons(
  f: Features,
  nicknameGroups: ReadonlyMap<string, readonly number[]>,
  wanted: readonly string[] | null = null,
): Comparison[] {
  /** A given model knows which comparisons it has weights for; otherwise the data decide. */
  const isUsed = (name: string, ...columns: readonly Uint32Array[]) =>
    wanted === null ? columns.some(isTelling) : wanted.includes(name)
  const found: Comparison[] = []
  const add = (
    name: string,
    kind: ComparisonKind,
    columns: readonly Uint32Array[],
    keys: KeyColumns,
    rarity: readonly RarityPlan[],
    more: Partial<Pick<Comparison, 'synonyms' | 'numbers' | 'fullNames'>> = {},
  ) => {
    found.push({
      name,
      kind,
      columns,
      texts: textsOf(keys),
      synonyms: null,
      numbers: null,
      fullNames: null,
      rarity,
      ...more,
    })
  }
  const [first, middle, last, birthName] = f.names.ids as [Uint32Array, Uint32Array, Uint32Array, Uint32Array]
  const [street, number, extraLine] = f.streets.ids as [Uint32Array, Uint32Array, Uint32Array]
  const [postcode, city, region] = f.places.ids as [Uint32Array, Uint32Array, Uint32Array]

  const synonyms = mapTexts(f.names.values, (name) => (name === null ? null : (nicknameGroups.get(name) ?? null)))
  if (isUsed('first_name', first))
    add('first_name', 'given_name', [first, last, middle], f.names, [{ levels: [1], columns: [first] }], {
      synonyms,
    })
  if (isUsed('last_name', last))
    add('last_name', 'family_name', [first, last, birthName], f.names, [{ levels: [1], columns: [last] }], {
      synonyms,
      fullNames: combineKeys(first, last),
    })
  if (isUsed('middle_name', middle))
    add('middle_name', 'middle_name', [middle], f.names, [{ levels: [1], columns: [middle] }])
  if (isUsed('birth_date', ...f.birthDate.ids))
    add('birth_date', 'date', f.birthDate.ids, f.birthDate, [{ levels: [1], columns: f.birthDate.ids }], {
      numbers: f.birthDays,
    })
  if (isUsed('email', ...f.emails.ids)) {
    add(
      'email',
      'email',
      f.emails.ids,
      f.emails,
      [
        { levels: [1], columns: f.emails.ids },
        { levels: [3], columns: f.emails.ids.map((ids) => renumbered(ids, f.emailLocals)) },
      ],
      { numbers: ownLocals(f) },
    )
  }
  if (isUsed('phone', ...f.phones.ids))
    add('phone', 'phone', [...f.phones.ids, ...f.phoneKinds.ids], f.phones, [{ levels: [1], columns: f.phones.ids }])
  if (isUsed('street', street)) {
    const door = combineKeys(street, number)
    add('street', 'street', f.streets.ids, f.streets, [
      { levels: [1], columns: [filled(door) > 0 ? door : street] },
      { levels: [2, 4], columns: [street] },
    ])
  } else if (isUsed('address_extra', extraLine)) addText('address_extra', f.streets, extraLine)
  if (isUsed('place', postcode, city))
    add('place', 'place', [postcode, city], f.places, [
      { levels: [1, 2, 3], columns: [postcode] },
      { levels: [4, 5, 6], columns: [city] },
    ])
  else if (isUsed('region', region)) addText('region', f.places, region)
  addSimple('national_id', 'code', f.nationalId)
  addSimple('sex', 'category', f.sex)
  addSimple('suffix', 'category', f.suffix)
  addSimple('company', 'text', f.company)
  if (isUsed('street', street) && isUsed('address_extra', extraLine)) addText('address_extra', f.streets, extraLine)
  for (const [name, keys] of f.extra) {
    if (YEARS.has(name)) addYears(name, keys)
    else addSimple(name, 'text', keys)
  }
  return found

  function addText(name: string, keys: KeyColumns, ids: Uint32Array): void {
    add(name, 'text', [ids], keys, [{ levels: [1], columns: [ids] }])
  }
  function addYears(name: string, keys: KeyColumns): void {
    if (isUsed(name, keys.ids[0]!))
      add(name, 'year', keys.ids, keys, [{ levels: [1], columns: keys.ids }], {
        numbers: Float64Array.from(
          mapTexts(keys.values, (text) => (YEAR.test(text ?? '') ? Number(text) : Number.NaN)),
        ),
      })
  }
  function addSimple(name: string, kind: ComparisonKind, keys: KeyColumns): void {
    if (isUsed(name, keys.ids[0]!))
      add(name, kind, keys.ids, keys, kind === 'category' ? [] : [{ levels: [1], columns: keys.ids }])
  }
}

/** A column that holds one value throughout, or next to nothing, tells no two records apart. */
function isTelling(ids: Uint32Array): boolean {
  if (filled(ids) < MIN_FILLED) return false
  let row = 0
  while (ids[row] === 0) row++
  const first = ids[row]
  while (row < ids.length && (ids[row] === 0 || ids[row] === first)) row++
  return row < ids.length
}
