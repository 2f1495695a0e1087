/** Why two records are, or are not, one person: every comparison with its weight, as data and as text. */

import { comparableRows, comparePair } from '../engine/compare-pairs.ts'
import { levelsOf } from '../engine/comparisons/kinds.ts'
import { levelAt } from '../engine/plan.ts'
import { weighPattern } from '../engine/score-plan.ts'
import type { CleanedRecord, CleanedTable } from '../record/cleaned.ts'
import { ColumnEncoder, type EncodedColumn } from '../record/encoded.ts'
import { CLEAN_FIELDS, type CleanField } from '../record/fields.ts'
import { type Comparison, planComparisons } from './comparisons.ts'
import { buildFeatures } from './features.ts'
import type { MatchModel } from './model.ts'
import { nicknameGroups } from './nickname-groups.ts'
import type { Nicknames } from './rules.ts'
import { classTables } from './weigh-pattern.ts'

export interface ExplainedComparison {
  readonly name: string
  readonly valueL: string | null
  readonly valueR: string | null
  /** In words; null where one side has nothing to compare. */
  readonly level: string | null
  /** Weight in bits against chance; 0 where there is nothing to compare. */
  readonly bits: number
}

export interface PairExplanation {
  readonly comparisons: readonly ExplainedComparison[]
  /** log2 odds that two random records are one person. */
  readonly priorBits: number
  /** What the rarity of the shared values adds (or takes): the difference to the stored weight; null where none is stored. */
  readonly rarityBits: number | null
  /** What speaks for two people of one household (or of one name) instead: bits taken off. */
  readonly relativesBits: number
  readonly weight: number
  readonly probability: number
  readonly decision: 'sure' | 'possible' | 'no match'
  /** Bits that a sure match would still have needed; 0 for a sure one. */
  readonly missingBits: number
}

/** The clean fields a comparison looks at, for showing both values. */
const FIELDS_OF: Readonly<Record<string, readonly CleanField[]>> = {
  email: ['email', 'email_2'],
  phone: ['phone', 'mobile'],
  street: ['street', 'house_number'],
  place: ['postcode', 'city'],
}

/**
 * The waterfall of one pair. `storedWeight` is the weight the run gave the pair, where it kept one: it holds the rarity
 * of the shared values, which two records alone cannot tell; without it rarity counts nothing.
 */
export function explainPair(
  model: MatchModel,
  recordL: CleanedRecord,
  recordR: CleanedRecord,
  names: Nicknames,
  storedWeight: number | null = null,
): PairExplanation {
  const { comparisons, words } = compareTwo(model, recordL, recordR, names)
  const known = {
    ...model,
    comparisons: comparisons.map((c) => model.comparisons.find((m) => m.name === c.name)!),
  }
  const against = weighPattern(classTables(known), ...words)
  const explained = comparisons.map((c, i): ExplainedComparison => {
    const level = levelAt(...words, i)
    return {
      name: c.name,
      valueL: show(recordL, c.name),
      valueR: show(recordR, c.name),
      level: level === 0 ? null : levelsOf(c.kind)[level - 1]!.label,
      bits: level === 0 ? 0 : known.comparisons[i]!.levels[level - 1]!.bits,
    }
  })
  const byChance = -against[0]!
  const most = against.reduce((a, b) => Math.max(a, b))
  const plain = -(most + Math.log2(against.reduce((sum, bits) => sum + 2 ** (bits - most), 0)))
  const weight = storedWeight ?? plain
  const missing = Math.max(0, model.sureBits - weight)
  return {
    comparisons: explained,
    priorBits: byChance - explained.reduce((sum, c) => sum + c.bits, 0),
    rarityBits: storedWeight === null ? null : storedWeight - plain,
    relativesBits: plain - byChance,
    weight,
    probability: 1 / (1 + 2 ** -weight),
    decision: missing === 0 ? 'sure' : weight >= model.reviewBits ? 'possible' : 'no match',
    missingBits: missing,
  }
}

/** The explanation as lines for a terminal. */
export function layOutPair(e: PairExplanation): string {
  const bits = (x: number) => `${x >= 0 ? '+' : '−'}${Math.abs(x).toFixed(1)}`.padStart(7)
  const lines = e.comparisons.map(
    (c) =>
      `${c.name.padEnd(14)}${bits(c.bits)}  ${c.level ?? 'nothing to compare'}: ${c.valueL ?? '—'} | ${c.valueR ?? '—'}`,
  )
  lines.push(`${'starting odds'.padEnd(14)}${bits(e.priorBits)}  two records drawn at random`)
  if (e.rarityBits !== null) lines.push(`${'rarity'.padEnd(14)}${bits(e.rarityBits)}  how rare the shared values are`)
  if (e.relativesBits < -0.05)
    lines.push(`${'relatives'.padEnd(14)}${bits(e.relativesBits)}  could be two people of one household or one name`)
  lines.push(`${'total'.padEnd(14)}${bits(e.weight)}  probability ${e.probability.toFixed(4)}: ${e.decision}`)
  if (e.missingBits > 0) lines.push(`A sure match would have needed ${e.missingBits.toFixed(1)} bits more.`)
  return `${lines.join('\n')}\n`
}

function show(record: CleanedRecord, comparison: string): string | null {
  const fields = FIELDS_OF[comparison] ?? CLEAN_FIELDS.filter((field) => field === comparison)
  return fields.flatMap((field) => record[field] ?? []).join(' ') || null
}

function compareTwo(
  model: MatchModel,
  recordL: CleanedRecord,
  recordR: CleanedRecord,
  names: Nicknames,
): { comparisons: readonly Comparison[]; words: readonly [number, number] } {
  const features = buildFeatures(tableOf([recordL, recordR]), new Map(), Uint32Array.of(0, 1))
  const comparisons = planComparisons(
    features,
    nicknameGroups(names),
    model.comparisons.map((c) => c.name),
  )
  return { comparisons, words: comparePair(comparableRows(2, comparisons), 0, 1) }
}

function tableOf(records: readonly CleanedRecord[]): CleanedTable {
  const columns: Partial<Record<CleanField, EncodedColumn>> = {}
  for (const field of CLEAN_FIELDS) {
    const encoder = new ColumnEncoder(records.length)
    for (const record of records) encoder.push(record[field] ?? null)
    columns[field] = encoder.finish()
  }
  return { rows: records.length, columns }
}
