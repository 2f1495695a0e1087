/**
 * How the engine numbers rows inside: as they stand in the order in which neighbours are sought, so that rows which are
 * compared lie together in memory. Outside nobody knows: pairs go in and come out by the plan's numbers.
 */

import type { ScoredPairs } from '../engine.ts'
import { type KeyColumn, madeOf, valuesOf } from '../key-column.ts'
import type { ComparisonPlan, MatchPlan, ValueIds } from '../plan.ts'
import type { ScorePlan } from '../score-plan.ts'
import { share, sharedUint32 } from '../shared-memory.ts'
import { sortRows } from '../sort-rows.ts'
import type { BlockLimits, SharedRule } from './blocks.ts'
import type { ListedPairs } from './pair-list.ts'

export class RowOrder {
  /** Place → row of the plan. */
  readonly rowAt: Uint32Array
  readonly #placeOf: Uint32Array
  readonly #moved = new Map<ValueIds, ValueIds>()

  constructor({ rows, oversized }: MatchPlan) {
    this.rowAt = oversized.order ?? sortRows(rows, oversized.sortBy.map(valuesOf))
    this.#placeOf = placesOf(this.rowAt)
  }

  placeOf(row: number): number {
    return this.#placeOf[row]!
  }

  /** The column by place, in shared memory; each column once, however many ask for it. */
  readonly column = (ids: ValueIds): ValueIds => {
    const known = this.#moved.get(ids)
    if (known !== undefined) return known
    const moved = sharedUint32(ids.length)
    move(ids, this.rowAt, moved)
    this.#moved.set(ids, moved)
    return moved
  }

  comparison<Plan extends ComparisonPlan>(plan: Plan): Plan {
    return { ...plan, columns: plan.columns.map(this.column) }
  }

  /** Columns made of others are still to be made: of each the same one, however many rules ask for it. */
  blocking({ blocking, oversized, maxBlockRows }: MatchPlan): {
    readonly rules: readonly SharedRule[]
    readonly limits: BlockLimits
  } {
    const moved = new Map<KeyColumn, KeyColumn>()
    const columnOf = (column: KeyColumn): KeyColumn => {
      const known = moved.get(column) ?? this.#keyColumn(column)
      moved.set(column, known)
      return known
    }
    const rules = blocking.map((rule): SharedRule => {
      if ('keys' in rule)
        return {
          ...rule,
          keys: rule.keys.map((columns) => columns.map(columnOf)),
          refinements: rule.refinements.map(({ ids }) => columnOf(ids)),
        }
      const { name, sortBy, window } = rule
      return { name, window, filled: columnOf(sortBy[0]!), sortBy: stillToSort(sortBy, oversized.sortBy).map(columnOf) }
    })
    return { rules, limits: { maxRows: maxBlockRows, window: oversized.window } }
  }

  #keyColumn(column: KeyColumn): KeyColumn {
    if (column instanceof Uint32Array) return this.column(column)
    const moved = madeOf(column, this.column)
    return 'numberOf' in moved ? { ...moved, numberOf: share(moved.numberOf) } : moved
  }

  score({ classes, rarities, names }: ScorePlan): ScorePlan {
    return {
      classes,
      rarities: rarities.map((rarity) => ({
        ...rarity,
        columns: rarity.columns.map(this.column),
        bits: share(rarity.bits),
      })),
      names: names === null ? null : { ...names, ids: this.column(names.ids), bits: share(names.bits) },
    }
  }

  /** Row → source, by place. */
  sources(sources: Uint16Array): Uint16Array {
    const moved = new Uint16Array(new SharedArrayBuffer(sources.byteLength))
    for (let place = 0; place < moved.length; place++) moved[place] = sources[this.rowAt[place]!]!
    return moved
  }

  /** The same pairs by place, in the same order. */
  pairs({ l, r }: Omit<ListedPairs, 'count'>, count = l.length): ListedPairs {
    const moved = { l: sharedUint32(count), r: sharedUint32(count), count }
    for (let i = 0; i < count; i++) {
      moved.l[i] = this.#placeOf[l[i]!]!
      moved.r[i] = this.#placeOf[r[i]!]!
    }
    return moved
  }

  /** Pairs by place → by row, in ascending order of (l, r). */
  scored({ l, r, weight }: ScoredPairs): ScoredPairs {
    const { rowAt } = this
    const next = new Uint32Array(rowAt.length + 1)
    for (let i = 0; i < l.length; i++) next[Math.min(rowAt[l[i]!]!, rowAt[r[i]!]!) + 1]!++
    for (let row = 0; row < rowAt.length; row++) next[row + 1]! += next[row]!
    const starts = next.slice()
    const sorted = { l: new Uint32Array(l.length), r: new Uint32Array(l.length), weight: new Float64Array(l.length) }
    for (let i = 0; i < l.length; i++) {
      const [a, b] = [rowAt[l[i]!]!, rowAt[r[i]!]!]
      const [low, high] = a < b ? [a, b] : [b, a]
      // Few pairs of one row are kept, so each is put in its place.
      let at = next[low]!++
      sorted.l[at] = low
      for (; at > starts[low]! && sorted.r[at - 1]! > high; at--) {
        sorted.r[at] = sorted.r[at - 1]!
        sorted.weight[at] = sorted.weight[at - 1]!
      }
      sorted.r[at] = high
      sorted.weight[at] = weight[i]!
    }
    return sorted
  }
}

/** By which columns rows must be sorted that stand in the order of others, equal ones keeping theirs. */
function stillToSort(wanted: readonly KeyColumn[], standing: readonly KeyColumn[]): readonly KeyColumn[] {
  for (let count = 0; count < wanted.length; count++) {
    const by = wanted.slice(0, count)
    const then = [...by, ...standing.filter((column) => !by.includes(column))]
    if (wanted.every((column, i) => column === then[i])) return by
  }
  return wanted
}

function placesOf(rowAt: Uint32Array): Uint32Array {
  const places = new Uint32Array(rowAt.length)
  for (let place = 0; place < rowAt.length; place++) places[rowAt[place]!] = place
  return places
}

function move(ids: ValueIds, rowAt: Uint32Array, moved: Uint32Array): void {
  for (let place = 0; place < rowAt.length; place++) moved[place] = ids[rowAt[place]!]!
}
