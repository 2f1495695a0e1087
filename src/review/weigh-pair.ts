/** Why a stored pair weighs what it does, from its two records alone: what only the other records can tell is one step. */

import { ExtraColumns } from '../match/extra-columns.ts'
import { type ExplainedComparison, explainPair } from '../match/learning/explain-pair.ts'
import type { MatchModel } from '../match/learning/model.ts'
import type { Nicknames } from '../match/rules.ts'
import type { SourceSpec } from '../record/project.ts'
import { tableOf } from '../record/small-table.ts'
import type { ReviewRecord } from '../store/review-records.ts'
import type { SourceRow } from '../store/source-tables.ts'

export interface WeighedPair {
  readonly comparisons: readonly ExplainedComparison[]
  readonly priorBits: number
  readonly relativesBits: number
  /** How rare the values are that the two share, and the name among all: the rest of the stored weight. */
  readonly rarityBits: number
  readonly weight: number
}

export interface Weighing {
  readonly model: MatchModel
  readonly nicknames: Nicknames
  readonly sources: readonly SourceRow[]
}

export function weighPair(
  { model, nicknames, sources }: Weighing,
  l: ReviewRecord,
  r: ReviewRecord,
  weight: number,
): WeighedPair {
  const extra = extraColumns(sources, [l, r])
  const pair = { table: tableOf([l.fields, r.fields]), extra, l: 0, r: 1, isWhole: false }
  const alone = explainPair(model, pair, nicknames)
  return {
    comparisons: alone.comparisons,
    priorBits: alone.priorBits,
    relativesBits: alone.relativesBits,
    rarityBits: weight - alone.weight,
    weight,
  }
}

/** Columns that goldpan has no field for and the project wants compared. */
function extraColumns(sources: readonly SourceRow[], records: readonly ReviewRecord[]) {
  const own = sources.flatMap(({ source_no, spec, columns }) => {
    const { compare }: Partial<SourceSpec> = JSON.parse(spec)
    return compare === undefined ? [] : [{ sourceNo: source_no, columns: JSON.parse(columns), compare }]
  })
  const extra = new ExtraColumns(own, records.length)
  for (const [row, record] of records.entries()) extra.take(row, record.sourceNo, record.cells)
  return extra.finish()
}
