/** From a model to a score plan: what each level weighs by class, and how much the rarity of each value adds. */

import type { ScorePlan, ScoreRarity } from '../../engine/score-plan.ts'
import type { Comparison } from '../comparisons.ts'
import { frequenciesOf, rowsWithValue } from './chance-agreement.ts'
import type { MatchModel } from './model.ts'
import { sortNames } from './name-commonness.ts'
import { classTables } from './weigh-pattern.ts'

/** How much rarer or more common than the mean a value may count, in bits. */
const MOST_RARITY_BITS = 10

type WeightModel = Omit<MatchModel, 'sureBits' | 'reviewBits' | 'evidence'>

export function planScores(model: WeightModel, comparisons: readonly Comparison[]): ScorePlan {
  const classes = classTables(model)
  return {
    classes,
    rarities: planRarities(model, comparisons),
    names: classes.some(({ isNamesakes }) => isNamesakes) ? planNames(model, comparisons) : null,
  }
}

function planRarities(model: WeightModel, comparisons: readonly Comparison[]): ScoreRarity[] {
  return comparisons.flatMap((c, comparison) =>
    c.rarity.map(({ levels, columns }, k) => {
      const mean = model.comparisons[comparison]!.rarity[k]!.meanShare
      const rows = Math.max(1, rowsWithValue(columns))
      return { comparison, levels, columns, bits: rarityBits(frequenciesOf(columns), mean * rows) }
    }),
  )
}

/** By value, how much rarer it is than one that `usual` records hold. */
function rarityBits(frequencies: Uint32Array, usual: number): Float32Array {
  const bits = new Float32Array(frequencies.length)
  if (usual <= 0) return bits
  for (let id = 0; id < bits.length; id++) {
    const count = frequencies[id]!
    if (count > 0) bits[id] = clamp(Math.log2(usual / count))
  }
  return bits
}

/** How much rarer each full name is than that of an average pair of one name. */
function planNames({ nameBits }: WeightModel, comparisons: readonly Comparison[]): ScorePlan['names'] {
  const names = nameBits.length === 0 ? null : sortNames(comparisons)
  if (names === null) return null
  const bits = new Float32Array(names.sortOf.length)
  for (let id = 0; id < bits.length; id++) bits[id] = nameBits[names.sortOf[id]!]!
  // A record without a full name is no bar to what the other's says.
  bits[0] = MOST_RARITY_BITS
  return { ids: names.ids, bits, most: MOST_RARITY_BITS }
}

const clamp = (bits: number): number => Math.max(-MOST_RARITY_BITS, Math.min(MOST_RARITY_BITS, bits))
