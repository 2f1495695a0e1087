/** What each level weighs: the odds of a match against chance and against every kind of relatives. */

import type { ScoreClass } from '../../engine/score-plan.ts'
import {
  type ComparisonModel,
  generationApart,
  KIN_CLASSES,
  type Kinship,
  kinshipOf,
  type LevelModel,
  type MatchModel,
} from './model.ts'

export function classTables(model: Pick<MatchModel, 'comparisons' | 'shares' | 'own'>): ScoreClass[] {
  const { shares } = model
  const chanceShare = Math.max(1 - shares.match - shares.household - shares.twins - shares.juniors, 0.01)
  const tables: ScoreClass[] = [
    {
      name: 'chance',
      prior: Math.log2(chanceShare / shares.match),
      bits: model.comparisons.map((c) => Float64Array.of(0, ...c.levels.map((level) => -level.bits))),
      byChance: model.comparisons.map(() => true),
      isNamesakes: false,
    },
  ]
  for (const kin of KIN_CLASSES) {
    if (shares[kin] <= 0) continue
    const kinship = model.comparisons.map((c) => kinshipOf(c.name, model.own, kin))
    tables.push({
      name: kin,
      prior: Math.log2(shares[kin] / shares.match),
      bits: model.comparisons.map((c, i) =>
        kinship[i] === 'generation'
          ? generationBits(c)
          : Float64Array.of(0, ...c.levels.map((level) => againstMatch(level, kinship[i]!))),
      ),
      byChance: kinship.map((how) => how === 'chance' || how === 'namesakes'),
      isNamesakes: kin === 'namesakes',
    })
  }
  return tables
}

function generationBits({ kind, levels }: ComparisonModel): Float64Array {
  const shares = generationApart(kind, Float64Array.of(0, ...levels.map(({ u }) => u)))
  return shares.map((share, level) => (level === 0 ? 0 : Math.log2(share / levels[level - 1]!.m)))
}

function againstMatch(level: LevelModel, how: Kinship): number {
  if (how === 'match') return 0
  if (how === 'chance') return -level.bits
  return Math.log2((how === 'shared' ? level.relatives : level.namesakes) / level.m)
}
