/** Evaluates a score plan: the weight of the pattern and the rarity of the values shared. */

import { PairInterner } from './pair-interner.ts'
import { levelAt } from './plan.ts'
import { type ScoreClass, type ScorePlan, type ScoreRarity, weighPattern } from './score-plan.ts'

export interface PairScorer {
  /** The number of a pattern. */
  patternOf(word0: number, word1: number): number
  /** No pair of this pattern weighs more, however rare its values are. */
  mostOf(pattern: number): number
  /** log2 odds of a match; where it is below `atLeast`, any number below that will do. */
  weigh(pattern: number, l: number, r: number, atLeast: number): number
  /** Of the pair weighed last, which reached `atLeast`: bits against chance, before the odds that any pair has. */
  againstChance(): number
  /** Of the same pair: bits against all kinds of relatives together, in full. */
  againstRelatives(): number
}

/**
 * What a pair says when it is one of several between two groups, in bits; below 0 it speaks against joining them. Against chance
 * a pair must bring `needed` bits of its own; against relatives the full odds count, for two people of one household are no weak
 * match but two people.
 */
export const evidenceOf = (againstChance: number, againstRelatives: number, needed: number): number =>
  Math.min(againstChance - needed, againstRelatives)

/** What is so many bits below the largest adds nothing to it in a double. */
const NEGLIGIBLE_BITS = 60

interface Rarity extends ScoreRarity {
  /** The largest of its bits, at least 0. */
  readonly most: number
}

interface PatternScore {
  /** log2 of the odds against a match, by class, before rarity. */
  readonly against: Float64Array
  /** Rarities that apply at the pattern's levels. */
  readonly active: readonly Rarity[]
  /** The comparisons they are of; by rarity, which of these. */
  readonly comparisons: readonly number[]
  readonly comparisonOf: readonly number[]
  /** By class and such comparison: 1 where a shared value speaks against the class. */
  readonly counts: Uint8Array
  readonly most: number
}

export function openScorer({ classes, rarities: plain, names }: ScorePlan): PairScorer {
  const rarities = plain.map((rarity) => ({ ...rarity, most: largestOf(rarity.bits) }))
  const mostOfName = names?.most ?? 0
  const patterns = new PairInterner(4096)
  const known: PatternScore[] = []
  let mosts = new Float64Array(4096)
  const { prior } = classes[0]!
  const ofNamesakes = Uint8Array.from(classes, ({ isNamesakes }) => (isNamesakes ? 1 : 0))
  const rarity = new Float64Array(classes[0]!.byChance.length)
  /** By class, the odds against a match of the pair at hand. */
  const odds = new Float64Array(classes.length)

  const nameBits = (l: number, r: number): number => {
    if (names === null) return 0
    const { ids, bits } = names
    return ids[l] === 0 && ids[r] === 0 ? 0 : Math.min(bits[ids[l]!]!, bits[ids[r]!]!)
  }
  /** Leaves the odds against a match in `odds`. */
  const weighAgainst = ({ against, active, comparisons, comparisonOf, counts }: PatternScore, l: number, r: number) => {
    const width = comparisons.length
    for (let c = 0; c < width; c++) rarity[c] = 0
    for (let i = 0; i < active.length; i++) rarity[comparisonOf[i]!]! += rarityOf(active[i]!, l, r)
    const ofName = nameBits(l, r)
    for (let k = 0, at = 0; k < odds.length; k++) {
      let bits = 0
      for (let c = 0; c < width; c++, at++) if (counts[at] === 1) bits += rarity[c]!
      odds[k] = against[k]! - bits - (ofNamesakes[k] === 1 ? ofName : 0)
    }
  }
  /** log2 of the summed odds of the classes from `from` on; where they exceed `atMost`, any number above it. */
  const sumFrom = (from: number, atMost: number): number => {
    let most = -Infinity
    for (let k = from; k < odds.length; k++) if (odds[k]! > most) most = odds[k]!
    if (most === -Infinity || most > atMost) return most
    let sum = 0
    for (let k = from; k < odds.length; k++) {
      const below = odds[k]! - most
      if (below > -NEGLIGIBLE_BITS) sum += below === 0 ? 1 : Math.exp(below * Math.LN2)
    }
    return most + Math.log2(sum)
  }
  return {
    patternOf(word0, word1) {
      const id = patterns.intern(word0, word1)
      if (id < known.length) return id
      known.push(scorePattern(classes, rarities, mostOfName, word0, word1))
      if (id === mosts.length) {
        const larger = new Float64Array(mosts.length * 2)
        larger.set(mosts)
        mosts = larger
      }
      mosts[id] = known[id]!.most
      return id
    },
    mostOf: (pattern) => mosts[pattern]!,
    weigh(pattern, l, r, atLeast) {
      if (mosts[pattern]! < atLeast) return mosts[pattern]!
      weighAgainst(known[pattern]!, l, r)
      return -sumFrom(0, -atLeast)
    },
    againstChance: () => prior - odds[0]!,
    againstRelatives: () => -sumFrom(1, Infinity),
  }
}

function largestOf(bits: Float32Array): number {
  let most = 0
  for (let i = 0; i < bits.length; i++) if (bits[i]! > most) most = bits[i]!
  return most
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
  const comparisons = [...new Set(active.map(({ comparison }) => comparison))]
  let most = Infinity
  for (const [k, { isNamesakes, byChance }] of classes.entries()) {
    let rarity = isNamesakes ? mostOfName : 0
    for (const one of active) if (byChance[one.comparison]) rarity += one.most
    most = Math.min(most, rarity - against[k]!)
  }
  return {
    against,
    active,
    comparisons,
    comparisonOf: active.map(({ comparison }) => comparisons.indexOf(comparison)),
    counts: Uint8Array.from(classes.flatMap(({ byChance }) => comparisons.map((c) => (byChance[c] ? 1 : 0)))),
    most,
  }
}

/** Bits of the value the rows share; of several the rarest; 0 where they share none. */
export function rarityOf({ columns, bits }: Pick<ScoreRarity, 'columns' | 'bits'>, l: number, r: number): number {
  if (columns.length === 1) {
    const value = columns[0]![l]!
    return value !== 0 && value === columns[0]![r] ? bits[value]! : 0
  }
  let most = -Infinity
  for (const left of columns) {
    const value = left[l]!
    if (value === 0) continue
    for (const right of columns) if (right[r] === value && bits[value]! > most) most = bits[value]!
  }
  return most === -Infinity ? 0 : most
}
