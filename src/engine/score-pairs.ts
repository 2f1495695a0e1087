/** Evaluates a score plan: the weight of the pattern and the rarity of the values shared. */

import { PairInterner } from './pair-interner.ts'
import { levelAt } from './plan.ts'
import { type ScoreClass, type ScorePlan, type ScoreRarity, weighPattern } from './score-plan.ts'

export interface PairScorer {
  /** log2 odds of a match; where it is below `atLeast`, any number below that will do. */
  weigh(word0: number, word1: number, l: number, r: number, atLeast?: number): number
  /**
   * What a pair says when it is one of several between two groups, in bits; below 0 it speaks against joining them.
   * Against chance a pair must bring `needed` bits of its own; against relatives the full odds count, for two people
   * of one household are no weak match but two people.
   */
  evidence(word0: number, word1: number, l: number, r: number, needed: number): number
}

/** What is so many bits below the largest adds nothing to it in a double. */
const NEGLIGIBLE_BITS = 60

interface Rarity extends ScoreRarity {
  /** The largest of its bits, at least 0. */
  readonly most: number
}

interface PatternScore {
  readonly against: Float64Array
  /** Rarities that apply at the pattern's levels. */
  readonly active: readonly Rarity[]
  /** No pair of this pattern weighs more, however rare its values are. */
  readonly most: number
}

export function openScorer({ classes, rarities: plain, names }: ScorePlan): PairScorer {
  const rarities = plain.map((rarity) => ({ ...rarity, most: rarity.bits.reduce((a, b) => Math.max(a, b), 0) }))
  const mostOfName = names?.most ?? 0
  const patterns = new PairInterner(4096)
  const known: PatternScore[] = []
  let mosts = new Float64Array(4096)
  const rarity = new Float64Array(classes[0]!.byChance.length)
  const scratch = new Float64Array(classes.length)

  const scoreOf = (id: number, word0: number, word1: number): PatternScore => {
    const found = known[id]
    if (found !== undefined) return found
    const made = scorePattern(classes, rarities, mostOfName, word0, word1)
    known[id] = made
    if (id >= mosts.length) {
      const larger = new Float64Array(mosts.length * 2)
      larger.set(mosts)
      mosts = larger
    }
    mosts[id] = made.most
    return made
  }
  const nameBits = (l: number, r: number): number => {
    if (names === null) return 0
    const { ids, bits } = names
    return ids[l] === 0 && ids[r] === 0 ? 0 : Math.min(bits[ids[l]!]!, bits[ids[r]!]!)
  }
  /** log2 of the summed odds against a match of the classes from `from` on, rarity included; where they exceed `atMost`, any number above it. */
  const sumAgainst = (against: Float64Array, ofName: number, from: number, atMost = Infinity): number => {
    let most = -Infinity
    for (let k = from; k < classes.length; k++) {
      const bits = against[k]! - chanceRarity(classes[k]!, rarity) - (classes[k]!.isNamesakes ? ofName : 0)
      scratch[k] = bits
      if (bits > most) most = bits
    }
    if (most === -Infinity || most > atMost) return most
    let sum = 0
    for (let k = from; k < classes.length; k++) {
      const below = scratch[k]! - most
      if (below > -NEGLIGIBLE_BITS) sum += below === 0 ? 1 : 2 ** below
    }
    return most + Math.log2(sum)
  }
  return {
    weigh(word0, word1, l, r, atLeast = -Infinity) {
      const id = patterns.intern(word0, word1)
      if (id < known.length && mosts[id]! < atLeast) return mosts[id]!
      const { against, active, most } = scoreOf(id, word0, word1)
      if (most < atLeast) return most
      for (const one of active) rarity[one.comparison]! += rarityOf(one, l, r)
      const weight = -sumAgainst(against, nameBits(l, r), 0, -atLeast)
      for (const one of active) rarity[one.comparison] = 0
      return weight
    },
    evidence(word0, word1, l, r, needed) {
      const { against, active } = scoreOf(patterns.intern(word0, word1), word0, word1)
      for (const one of active) rarity[one.comparison]! += rarityOf(one, l, r)
      const byChance = classes[0]!.prior - against[0]! + chanceRarity(classes[0]!, rarity) - needed
      const byKin = -sumAgainst(against, nameBits(l, r), 1)
      for (const one of active) rarity[one.comparison] = 0
      return Math.min(byChance, byKin)
    },
  }
}

function scorePattern(
  classes: readonly ScoreClass[],
  rarities: readonly Rarity[],
  mostOfName: number,
  word0: number,
  word1: number,
): PatternScore {
  const against = weighPattern(classes, word0, word1)
  const active = rarities.filter((one) => one.levels.includes(levelAt(word0, word1, one.comparison)))
  let most = Infinity
  for (const [k, { isNamesakes, byChance }] of classes.entries()) {
    let rarity = isNamesakes ? mostOfName : 0
    for (const one of active) if (byChance[one.comparison]) rarity += one.most
    most = Math.min(most, rarity - against[k]!)
  }
  return { against, active, most }
}

/** Bits of the value the rows share; of several the rarest; 0 where they share none. */
export function rarityOf({ columns, bits }: Pick<ScoreRarity, 'columns' | 'bits'>, l: number, r: number): number {
  let most = -Infinity
  for (const left of columns) {
    const value = left[l]!
    if (value === 0) continue
    for (const right of columns) if (right[r] === value && bits[value]! > most) most = bits[value]!
  }
  return most === -Infinity ? 0 : most
}

function chanceRarity({ byChance }: ScoreClass, rarity: Float64Array): number {
  let bits = 0
  for (let c = 0; c < rarity.length; c++) if (byChance[c]) bits += rarity[c]!
  return bits
}
