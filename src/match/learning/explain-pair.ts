/** Why two records are, or are not, one person: every comparison with its weight, as data and as text. */

import { comparableRows, comparePair } from '../../engine/compare-pairs.ts'
import { levelsOf } from '../../engine/comparisons/kinds.ts'
import { levelAt } from '../../engine/plan.ts'
import { openScorer, rarityOf } from '../../engine/score-pairs.ts'
import type { CleanedTable } from '../../record/cleaned.ts'
import { CLEAN_FIELDS, type CleanField } from '../../record/fields.ts'
import type { TextColumn, TextList } from '../../record/text-list.ts'
import { nicknameGroups } from '../blocking/nickname-groups.ts'
import { type Comparison, planComparisons } from '../comparisons.ts'
import { buildFeatures } from '../features.ts'
import type { Nicknames } from '../rules.ts'
import type { MatchModel } from './model.ts'
import { planScores } from './plan-scores.ts'
import { modelOf } from './use-model.ts'

export interface ExplainedComparison {
  readonly name: string
  readonly valueL: string | null
  readonly valueR: string | null
  /** In words; null where one side has nothing to compare. */
  readonly level: string | null
  /** Weight of the level in bits against chance; 0 where there is nothing to compare. */
  readonly bits: number
  /** What the rarity of the value they share adds (or, of a common one, takes); null where frequencies are not known. */
  readonly rarityBits: number | null
}

export interface PairExplanation {
  readonly comparisons: readonly ExplainedComparison[]
  /** log2 odds that two random records are one person. */
  readonly priorBits: number
  /** What speaks for two people of one household (or of one name) instead: bits taken off. */
  readonly relativesBits: number
  /** All of the above together. */
  readonly weight: number
  readonly probability: number
  readonly decision: 'sure' | 'possible' | 'no match'
  /** Bits that a sure match would still have needed; 0 for a sure one. */
  readonly missingBits: number
}

/** Two rows of a table. */
export interface RowPair {
  readonly table: CleanedTable<TextList>
  /** Columns goldpan has no field for. */
  readonly extra?: ReadonlyMap<string, TextColumn>
  readonly l: number
  readonly r: number
  /** The table holds all records, as the run had them: rarity then counts, and the weight is the run's. */
  readonly isWhole: boolean
}

/** The clean fields a comparison looks at, for showing both values. */
const FIELDS_OF: Readonly<Record<string, readonly CleanField[]>> = {
  email: ['email', 'email_2'],
  phone: ['phone', 'mobile'],
  street: ['street', 'house_number'],
  place: ['postcode', 'city'],
}

/** The waterfall of one pair: all its bits add up to the weight. */
export function explainPair(model: MatchModel, pair: RowPair, names: Nicknames): PairExplanation {
  const comparisons = comparisonsOf(model, pair, names)
  const known = modelOf(model, comparisons)
  const words = comparePair(
    comparableRows(
      2,
      comparisons.map((c) => twoRows(c, pair)),
    ),
    0,
    1,
  )
  const scores = planScores(known, comparisons)
  const explained = comparisons.map((c, i): ExplainedComparison => {
    const level = levelAt(...words, i)
    const rarities = scores.rarities.filter((x) => x.comparison === i && x.levels.includes(level))
    return {
      name: c.name,
      valueL: show(pair, pair.l, c.name),
      valueR: show(pair, pair.r, c.name),
      level: level === 0 ? null : levelsOf(c.kind)[level - 1]!.label,
      bits: level === 0 ? 0 : known.comparisons[i]!.levels[level - 1]!.bits,
      rarityBits: pair.isWhole ? rarities.reduce((sum, x) => sum + rarityOf(x, pair.l, pair.r), 0) : null,
    }
  })
  const counted = pair.isWhole ? scores : { ...scores, rarities: [], names: null }
  const scorer = openScorer(counted)
  const weight = scorer.weigh(scorer.patternOf(...words), pair.l, pair.r, -Infinity)
  const priorBits = -scores.classes[0]!.prior
  const byChance = explained.reduce((sum, c) => sum + c.bits + (c.rarityBits ?? 0), priorBits)
  const missing = Math.max(0, model.sureBits - weight)
  return {
    comparisons: explained,
    priorBits,
    relativesBits: weight - byChance,
    weight,
    probability: 1 / (1 + 2 ** -weight),
    decision: missing === 0 ? 'sure' : weight >= model.reviewBits ? 'possible' : 'no match',
    missingBits: missing,
  }
}

/** The explanation as lines for a terminal. */
export function layOutPair(e: PairExplanation): string {
  const bits = (x: number) => `${x >= 0 ? '+' : '−'}${Math.abs(x).toFixed(1)}`.padStart(7)
  const lines = e.comparisons.flatMap((c) => [
    `${c.name.padEnd(14)}${bits(c.bits)}  ${c.level ?? 'nothing to compare'}: ${c.valueL ?? '—'} | ${c.valueR ?? '—'}`,
    ...(c.rarityBits ? [`${''.padEnd(14)}${bits(c.rarityBits)}  how rare that value is`] : []),
  ])
  lines.push(`${'starting odds'.padEnd(14)}${bits(e.priorBits)}  two records drawn at random`)
  if (e.relativesBits < -0.05)
    lines.push(`${'relatives'.padEnd(14)}${bits(e.relativesBits)}  could be two people of one household or one name`)
  lines.push(`${'total'.padEnd(14)}${bits(e.weight)}  probability ${e.probability.toFixed(4)}: ${e.decision}`)
  if (e.missingBits > 0) lines.push(`A sure match would have needed ${e.missingBits.toFixed(1)} bits more.`)
  return `${lines.join('\n')}\n`
}

function show({ table, extra }: RowPair, row: number, comparison: string): string | null {
  const own = extra?.get(comparison)
  if (own !== undefined) return own.values.at(own.ids[row]!) ?? null
  const fields = FIELDS_OF[comparison] ?? CLEAN_FIELDS.filter((field) => field === comparison)
  return fields.flatMap((field) => textAt(table, field, row) ?? []).join(' ') || null
}

function textAt({ columns }: CleanedTable<TextList>, field: CleanField, row: number): string | null {
  const column = columns[field]
  return column === undefined ? null : (column.values.at(column.ids[row]!) ?? null)
}

function comparisonsOf(model: MatchModel, { table, extra }: RowPair, names: Nicknames): readonly Comparison[] {
  const features = buildFeatures(
    table,
    extra ?? new Map(),
    Uint32Array.from({ length: table.rows }, (_, row) => row),
  )
  const planned = planComparisons(
    features,
    nicknameGroups(names),
    model.comparisons.map((c) => c.name),
  )
  return planned.filter((c) => model.comparisons.some((known) => known.name === c.name && known.kind === c.kind))
}

const twoRows = (comparison: Comparison, { l, r }: RowPair): Comparison => ({
  ...comparison,
  columns: comparison.columns.map((ids) => Uint32Array.of(ids[l]!, ids[r]!)),
})
