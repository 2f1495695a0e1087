/** How patterns become weights, as plain data: what match/ makes of a model and every engine can evaluate. */

import { levelAt } from './plan.ts'

/** One way in which two records can be two people: by chance, or as relatives of a kind. */
export interface ScoreClass {
  readonly name: string
  /** log2 of the class's share over the share of matches. */
  readonly prior: number
  /** `[comparison][level]`: log2 of the level's chance in this class over its chance in matches; 0 at level 0. */
  readonly bits: readonly Float64Array[]
  /** Comparisons that agree by chance in this class, so that a shared rare value speaks against it. */
  readonly byChance: readonly boolean[]
  /** In this class it is the rarity of the full name that counts. */
  readonly isNamesakes: boolean
}

/** Rarity of the values of one comparison: bits that a shared value adds at these levels. */
export interface ScoreRarity {
  readonly comparison: number
  readonly levels: readonly number[]
  /** Row → value; of several shared values the rarest counts. */
  readonly columns: readonly Uint32Array[]
  /** By value. */
  readonly bits: Float32Array
}

export interface ScorePlan {
  /** The first is chance; the others are relatives. */
  readonly classes: readonly ScoreClass[]
  readonly rarities: readonly ScoreRarity[]
  /** Row → full name, and by full name how much rarer than the mean it is; null where no class needs it. */
  readonly names: { readonly ids: Uint32Array; readonly bits: Float32Array; readonly most: number } | null
}

/** log2 of the odds against a match, by class, before rarity. */
export function weighPattern(classes: readonly ScoreClass[], word0: number, word1: number): Float64Array {
  return Float64Array.from(classes, ({ prior, bits }) => {
    let sum = prior
    for (let c = 0; c < bits.length; c++) sum += bits[c]![levelAt(word0, word1, c)]!
    return sum
  })
}
