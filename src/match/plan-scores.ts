/** From a model to a score plan: what each level weighs by class, and how much the rarity of each value adds. */

import type { ScorePlan, ScoreRarity } from '../engine/score-plan.ts'
import { frequenciesOf, rowsWithValue, shareOfSame } from './chance-agreement.ts'
import type { Comparison } from './comparisons.ts'
import type { MatchModel } from './model.ts'
import { classTables } from './weigh-pattern.ts'

/** How much rarer or more common than the mean a value may count, in bits. */
const MOST_RARITY_BITS = 10

type WeightModel = Omit<MatchModel, 'sureBits' | 'reviewBits' | 'evidence'>

export function planScores(model: WeightModel, comparisons: readonly Comparison[]): ScorePlan {
  const classes = classTables(model)
  return {
    classes,
    rarities: planRarities(model, comparisons),
    names: classes.some(({ isNamesakes }) => isNamesakes) ? planNames(comparisons) : null,
  }
}

function planRarities(model: WeightModel, comparisons: readonly Comparison[]): ScoreRarity[] {
  return comparisons.flatMap((c, comparison) =>
    c.rarity.map(({ levels, columns }, k) => {
      const mean = model.comparisons[comparison]!.rarity[k]!.meanShare
      const rows = Math.max(1, rowsWithValue(columns))
      const bits = Float32Array.from(frequenciesOf(columns), (count) =>
        mean <= 0 || count === 0 ? 0 : clamp(Math.log2((mean * rows) / count)),
      )
      return { comparison, levels, columns, bits }
    }),
  )
}

/** How much rarer a full name is than that of an average pair of one name. */
function planNames(comparisons: readonly Comparison[]): ScorePlan['names'] {
  const ids = comparisons.find((c) => c.fullNames !== null)?.fullNames
  if (ids == null) return null
  const mean = shareOfSame([ids]) * rowsWithValue([ids])
  const bits = Float32Array.from(frequenciesOf([ids]), (count) =>
    count === 0 || mean === 0 ? MOST_RARITY_BITS : clamp(Math.log2(mean / count)),
  )
  return { ids, bits, most: MOST_RARITY_BITS }
}

const clamp = (bits: number): number => Math.max(-MOST_RARITY_BITS, Math.min(MOST_RARITY_BITS, bits))
