/** Scores pairs: the weight of the pattern and the rarity of the values shared. */

import type { PairScorer } from '../engine/engine.ts'
import { PairInterner } from '../engine/pair-interner.ts'
import { levelAt } from '../engine/plan.ts'
import { frequenciesOf, rowsWithValue, shareOfSame } from './chance-agreement.ts'
import type { Comparison } from './comparisons.ts'
import type { MatchModel } from './model.ts'
import { type ClassTable, classTables, weighPattern } from './weigh-pattern.ts'

/** How much rarer or more common than the mean a value may count, in bits. */
const MOST_RARITY_BITS = 10

/** Rarity of the values of one comparison: bits a shared value adds at these levels. */
interface RarityTable {
  readonly comparison: number
  readonly levels: readonly number[]
  readonly columns: readonly Uint32Array[]
  readonly bits: Float32Array
  /** The largest of them, at least 0. */
  readonly most: number
}

export interface ExplainedWeight {
  /** log2 odds of a match. */
  readonly weight: number
  /** Bits by which the rarity of the shared value moves the weight, by comparison. */
  readonly rarity: Float64Array
  /** log2 odds against a match by class, rarity included. */
  readonly against: readonly { readonly name: string; readonly bits: number }[]
}

export interface ModelScorer extends PairScorer {
  /**
   * What a pair says when it is one of several between two groups, in bits; below 0 it speaks against joining them.
   * Against chance a pair must bring `needed` bits of its own; against relatives the full odds count, for two people
   * of one household are no weak match but two people.
   */
  evidence(needed: number): PairScorer
  explain(word0: number, word1: number, l: number, r: number): ExplainedWeight
}

type WeightModel = Omit<MatchModel, 'sureBits' | 'reviewBits' | 'evidence'>

export function modelScorer(model: WeightModel, comparisons: readonly Comparison[]): ModelScorer {
  const tables = classTables(model)
  const rarities = rarityTables(model, comparisons)
  const patterns = new PairInterner(4096)
  const known: PatternScore[] = []
  const rarity = new Float64Array(comparisons.length)
  const nameRarity = tables.some((table) => table.isNamesakes) ? nameRarityOf(comparisons) : noRarity

  const scoreOf = (word0: number, word1: number): PatternScore => {
    const id = patterns.intern(word0, word1)
    const found = known[id]
    if (found !== undefined) return found
    const made = scorePattern(tables, rarities, word0, word1)
    known[id] = made
    return made
  }

  return {
    evidence: (needed) => ({
      weigh(word0, word1, l, r) {
        const { against, active } = scoreOf(word0, word1)
        for (const table of active) rarity[table.comparison]! += rarityOf(table, l, r)
        const byChance = tables[0]!.prior - against[0]! + chanceRarity(tables[0]!, rarity) - needed
        const byKin = -logSumWith(tables, against, rarity, nameRarity(l, r), 1)
        for (const table of active) rarity[table.comparison] = 0
        return Math.min(byChance, byKin)
      },
    }),
    weigh(word0, word1, l, r, atLeast = -Infinity) {
      const { against, active, most } = scoreOf(word0, word1)
      if (most < atLeast) return most
      for (const table of active) rarity[table.comparison]! += rarityOf(table, l, r)
      const weight = -logSumWith(tables, against, rarity, nameRarity(l, r), 0)
      for (const table of active) rarity[table.comparison] = 0
      return weight
    },
    explain(word0, word1, l, r) {
      const { against, active } = scoreOf(word0, word1)
      const added = new Float64Array(comparisons.length)
      for (const table of active) added[table.comparison]! += rarityOf(table, l, r)
      return {
        weight: -logSumWith(tables, against, added, nameRarity(l, r), 0),
        rarity: added,
        against: tables.map((table, k) => ({ name: table.name, bits: against[k]! - chanceRarity(table, added) })),
      }
    },
  }
}

interface PatternScore {
  readonly against: Float64Array
  /** Rarity tables that apply at the pattern's levels. */
  readonly active: readonly RarityTable[]
  /** No pair of this pattern weighs more, however rare its values are. */
  readonly most: number
}

function scorePattern(
  tables: readonly ClassTable[],
  rarities: readonly RarityTable[],
  word0: number,
  word1: number,
): PatternScore {
  const against = weighPattern(tables, word0, word1)
  const active = rarities.filter((table) => table.levels.includes(levelAt(word0, word1, table.comparison)))
  let most = Infinity
  for (const [k, table] of tables.entries()) {
    let rarity = table.isNamesakes ? MOST_RARITY_BITS : 0
    for (const { comparison, most } of active) if (table.byChance[comparison]) rarity += most
    most = Math.min(most, rarity - against[k]!)
  }
  return { against, active, most }
}

function rarityTables(model: WeightModel, comparisons: readonly Comparison[]): RarityTable[] {
  return comparisons.flatMap((c, i) =>
    c.rarity.map((plan, k) => {
      const mean = model.comparisons[i]!.rarity[k]!.meanShare
      const rows = Math.max(1, rowsWithValue(plan.columns))
      const bits = Float32Array.from(frequenciesOf(plan.columns), (count) =>
        mean <= 0 || count === 0 ? 0 : clamp(Math.log2((mean * rows) / count)),
      )
      const most = bits.reduce((most, value) => Math.max(most, value), 0)
      return { comparison: i, levels: plan.levels, columns: plan.columns, bits, most }
    }),
  )
}

const clamp = (bits: number): number => Math.max(-MOST_RARITY_BITS, Math.min(MOST_RARITY_BITS, bits))

/** Bits of the value the rows share; of several the rarest; 0 where they share none. */
function rarityOf({ columns, bits }: RarityTable, l: number, r: number): number {
  let most = -Infinity
  for (const left of columns) {
    const value = left[l]!
    if (value === 0) continue
    for (const right of columns) if (right[r] === value && bits[value]! > most) most = bits[value]!
  }
  return most === -Infinity ? 0 : most
}

function chanceRarity(table: ClassTable, rarity: Float64Array): number {
  let bits = 0
  for (let c = 0; c < rarity.length; c++) if (table.byChance[c]) bits += rarity[c]!
  return bits
}

const scratch = new Float64Array(8)

/** log2 of the summed odds against a match of the classes from `from` on, rarity included. */
function logSumWith(
  tables: readonly ClassTable[],
  against: Float64Array,
  rarity: Float64Array,
  nameBits: number,
  from: number,
): number {
  let most = -Infinity
  for (let k = from; k < tables.length; k++) {
    const table = tables[k]!
    const bits = against[k]! - chanceRarity(table, rarity) - (table.isNamesakes ? nameBits : 0)
    scratch[k] = bits
    if (bits > most) most = bits
  }
  if (most === -Infinity) return most
  let sum = 0
  for (let k = from; k < tables.length; k++) sum += 2 ** (scratch[k]! - most)
  return most + Math.log2(sum)
}

type NameRarity = (l: number, r: number) => number

const noRarity: NameRarity = () => 0

/** Bits by which the full name of two rows is rarer than that of an average pair of one name; of two names the commoner. */
function nameRarityOf(comparisons: readonly Comparison[]): NameRarity {
  const ids = comparisons.find((c) => c.fullNames !== null)?.fullNames
  if (ids == null) return noRarity
  const counts = frequenciesOf([ids])
  const mean = shareOfSame([ids]) * rowsWithValue([ids])
  const bits = Float32Array.from(counts, (count) =>
    count === 0 || mean === 0 ? MOST_RARITY_BITS : clamp(Math.log2(mean / count)),
  )
  return (l, r) => {
    const some = Math.min(bits[ids[l]!]!, bits[ids[r]!]!)
    return ids[l] === 0 && ids[r] === 0 ? 0 : some
  }
}
