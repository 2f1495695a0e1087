/** The weight of an agreement pattern: the odds of a match against chance and against every kind of relatives. */

import { levelAt } from '../engine/plan.ts'
import { KIN_CLASSES, type Kinship, kinshipOf, type LevelModel, type MatchModel } from './model.ts'

export interface ClassTable {
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

export function classTables(model: Omit<MatchModel, 'sureBits' | 'reviewBits' | 'evidence'>): ClassTable[] {
  const { shares } = model
  const chanceShare = Math.max(1 - shares.match - shares.household - shares.twins - shares.juniors, 0.01)
  const tables: ClassTable[] = [
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
        Float64Array.of(0, ...c.levels.map((level) => againstMatch(level, kinship[i]!))),
      ),
      byChance: kinship.map((how) => how === 'chance' || how === 'namesakes'),
      isNamesakes: kin === 'namesakes',
    })
  }
  return tables
}

function againstMatch(level: LevelModel, how: Kinship): number {
  if (how === 'match') return 0
  if (how === 'chance') return -level.bits
  return Math.log2((how === 'shared' ? level.relatives : level.namesakes) / level.m)
}

/** log2 of the odds against a match, by class, before rarity. */
export function weighPattern(tables: readonly ClassTable[], word0: number, word1: number): Float64Array {
  return Float64Array.from(tables, (table) => {
    let bits = table.prior
    for (let c = 0; c < table.bits.length; c++) bits += table.bits[c]![levelAt(word0, word1, c)]!
    return bits
  })
}
