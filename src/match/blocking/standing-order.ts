/** In which order rows stand so that neighbours are alike; known before e-mail addresses and phone numbers are. */

import { type KeyColumn, valuesOf } from '../../engine/key-column.ts'
import type { StandingOrder } from '../../engine/plan.ts'
import { sortRows } from '../../engine/sort-rows.ts'
import type { PackedTexts } from '../../record/packed-texts.ts'
import type { OtherFeatures } from '../features.ts'
import type { MatchRules } from '../rules.ts'
import type { SortKey } from './blocking-keys.ts'
import type { KeyColumns } from './key-columns.ts'
import { rankTexts, rankTextsBy } from './rank-texts.ts'

type Oversized = MatchRules['blocking']['oversized']
type Ranks = (key: SortKey) => KeyColumn

/** By the columns of names: asked for early, and again when all columns are there. No column ever changes. */
const knownRanks = new WeakMap<KeyColumns, Ranks>()
const knownOrders = new WeakMap<Oversized, WeakMap<KeyColumns, StandingOrder>>()

/** Columns of ranks by name, each made once. */
export function ranksOf(f: OtherFeatures): Ranks {
  const ranks = knownRanks.get(f.names) ?? openRanks(f)
  knownRanks.set(f.names, ranks)
  return ranks
}

export function standingOrder(f: OtherFeatures, oversized: Oversized): StandingOrder {
  const known = knownOrders.get(oversized) ?? new WeakMap<KeyColumns, StandingOrder>()
  const standing = known.get(f.names) ?? sortAll(f, oversized)
  known.set(f.names, standing)
  knownOrders.set(oversized, known)
  return standing
}

function sortAll(f: OtherFeatures, { sort_by, window }: Oversized): StandingOrder {
  const sortBy = sort_by.map(ranksOf(f))
  return { sortBy, window, order: sortRows(f.rows, sortBy.map(valuesOf)) }
}

function openRanks(f: OtherFeatures): (key: SortKey) => KeyColumn {
  const made = new Map<SortKey, KeyColumn>()
  const [first, , last] = f.names.ids as [Uint32Array, Uint32Array, Uint32Array]
  const [postcode, city] = f.places.ids as [Uint32Array, Uint32Array]
  let names: Uint32Array | null = null
  const rankNames = (ids: Uint32Array) => {
    names ??= rankTexts(f.names.values)
    return { of: ids, numberOf: names }
  }
  const rankPlain = (values: PackedTexts, ids: Uint32Array) => ({ of: ids, numberOf: rankTexts(values) })
  const rankReversed = (ids: Uint32Array) => ({
    of: ids,
    numberOf: rankTextsBy(f.names.values, (name) => [...name].reverse().join('')),
  })
  const makers: Readonly<Record<SortKey, () => KeyColumn>> = {
    first: () => rankNames(first),
    last: () => rankNames(last),
    first_reversed: () => rankReversed(first),
    last_reversed: () => rankReversed(last),
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
